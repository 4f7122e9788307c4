import { errorsEn } from './errors/en';
import { breakGlassEn } from './break-glass/en';
import { askEn } from './ask/en';
import { attributesEn } from './attributes/en';
import { consoleEn } from './console/en';
import { machinesEn } from './machines/en';
import { privacyEn } from './privacy/en';
import { recordEn } from './record/en';
import { signInEn } from './sign-in/en';
import { signOutEn } from './sign-out/en';
import { STATE_WORDS } from './machines/states';
import { shellEn } from './shell/en';
import { staffEn } from './staff/en';

/** The English catalogue; its type is what every other language must satisfy. */
export const en = {
  shell: shellEn,
  states: STATE_WORDS.en,
  errors: errorsEn,
  attributes: attributesEn,
  ask: askEn,
  machines: machinesEn,
  console: consoleEn,
  signIn: signInEn,
  signOut: signOutEn,
  breakGlass: breakGlassEn,
  privacy: privacyEn,
  record: recordEn,
  staff: staffEn,
};

export type Texts = typeof en;
