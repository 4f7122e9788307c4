import { errorsEn } from './errors/en';
import { STATE_WORDS } from './machines/states';
import { shellEn } from './shell/en';
import { staffEn } from './staff/en';

/** The English catalogue; its type is what every other language must satisfy. */
export const en = {
  shell: shellEn,
  states: STATE_WORDS.en,
  errors: errorsEn,
  staff: staffEn,
};

export type Texts = typeof en;
