import type { Texts } from './en';
import { errorsPt } from './errors/pt';
import { breakGlassPt } from './break-glass/pt';
import { askPt } from './ask/pt';
import { attributesPt } from './attributes/pt';
import { consolePt } from './console/pt';
import { machinesPt } from './machines/pt';
import { privacyPt } from './privacy/pt';
import { recordPt } from './record/pt';
import { signInPt } from './sign-in/pt';
import { signOutPt } from './sign-out/pt';
import { STATE_WORDS } from './machines/states';
import { shellPt } from './shell/pt';
import { staffPt } from './staff/pt';

/** The European Portuguese catalogue; a missing text is a type error. */
export const pt: Texts = {
  shell: shellPt,
  states: STATE_WORDS.pt,
  errors: errorsPt,
  attributes: attributesPt,
  ask: askPt,
  machines: machinesPt,
  console: consolePt,
  signIn: signInPt,
  signOut: signOutPt,
  breakGlass: breakGlassPt,
  privacy: privacyPt,
  record: recordPt,
  staff: staffPt,
};
