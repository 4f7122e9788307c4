import { foldText } from '../text/fold-text';
import { wordsOf } from '../text/words-of';
import { plainDomain } from './provider-entry';

/** What somebody typed, as the index asks it. */
export interface Question {
  /** Folded words; none for a mail address. */
  readonly words: readonly string[];
  /** All words together, as `FoldedText.letters`. */
  readonly letters: string;
  /** Set when what was typed could be a domain or the start of one; of a mail address the part behind the `@`. */
  readonly domain: string | undefined;
}

/** More than any name; what follows is not looked at. */
export const LONGEST_QUESTION = 200;
const MOST_WORDS = 10;
const MAIL = /^[^\s@]+@(\S*)$/u;

/** Reads what was typed. Never throws, whatever it is; the part of a mail address before the `@` is dropped here. */
export function readQuestion(typed: string): Question {
  const text = typed.slice(0, LONGEST_QUESTION).trim();
  const mail = MAIL.exec(text);
  if (mail) return { words: [], letters: '', domain: plainDomain(mail[1] ?? '') };
  return {
    words: [...new Set(wordsOf(text, MOST_WORDS))],
    letters: foldText(text).letters,
    domain: plainDomain(text),
  };
}
