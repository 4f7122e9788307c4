import { BREAK, foldCharacter, SOFT_BREAK, type UmlautForm } from './fold-character';

/** A text without case, accents, spaces and punctuation, and where its words start. */
export interface FoldedText {
  /** Letters and digits alone, one word after the other without a gap. */
  readonly letters: string;
  /**
   * Where words start in `letters`, ascending: after a space, after an apostrophe or hyphen inside a word, and at each
   * character of a script that is written without spaces.
   */
  readonly starts: readonly number[];
  /** For each of `starts`, where that word ends in `letters`. */
  readonly ends: readonly number[];
}

/** Where the character stands in the original text that a unit of the folded one comes from, in UTF-16 units. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface FoldOptions {
  umlauts?: UmlautForm;
  /** Receives one place for each unit of `letters`. */
  places?: Place[];
}

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const FIRST_WITHOUT_SPACES = 0x0e00;

/**
 * Folds a text for comparing. One that has no letter and no digit keeps its other characters but spaces, so that nothing
 * is without a name. Never throws, whatever the text.
 */
export function foldText(text: string, options: FoldOptions = {}): FoldedText {
  const folded = foldLetters(text, options);
  return folded.letters === '' ? foldSymbols(text, options) : folded;
}

function foldLetters(text: string, { umlauts, places }: FoldOptions): FoldedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let letters = '';
  let isStart = true;
  const endWord = () => {
    while (ends.length < starts.length) ends.push(letters.length);
    isStart = true;
  };
  let end = 0;
  for (const character of text) {
    const start = end;
    end += character.length;
    const folded = foldCharacter(character, umlauts);
    if (folded === BREAK) endWord();
    else if (folded === SOFT_BREAK) isStart = true;
    else if (folded !== '') {
      if (isStart || isWordOfItsOwn(character)) starts.push(letters.length);
      isStart = false;
      letters += folded;
      if (places) for (let unit = 0; unit < folded.length; unit++) places.push({ start, end });
    }
  }
  endWord();
  return { letters, starts, ends };
}

function isWordOfItsOwn(character: string): boolean {
  return character.charCodeAt(0) >= FIRST_WITHOUT_SPACES && WITHOUT_SPACES.test(character);
}

function foldSymbols(text: string, { places }: FoldOptions): FoldedText {
  let letters = '';
  let end = 0;
  for (const character of text) {
    const start = end;
    end += character.length;
    if (/[\p{Z}\p{C}]/u.test(character)) continue;
    letters += character;
    if (places) for (let unit = 0; unit < character.length; unit++) places.push({ start, end });
  }
  return letters === ''
    ? { letters, starts: [], ends: [] }
    : { letters, starts: [0], ends: [letters.length] };
}
