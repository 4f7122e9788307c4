/** The end of a word. */
export const BREAK = 0;
/** Stands inside a word, but what follows may be taken for a word of its own: an apostrophe, a hyphen. */
export const SOFT_BREAK = 1;
/** What becomes of a character: letters and digits, nothing at all, or a break. */
export type Folded = string | typeof BREAK | typeof SOFT_BREAK;

/** How letters that some write as two are folded: `ü` to `u`, or to `ue`. */
export type UmlautForm = 'one-letter' | 'two-letters';

/** Letters that no decomposition of Unicode takes apart. */
const SPECIAL: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  þ: 'th',
  ς: 'σ',
};
const TWO_LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };
const UMLAUT = /[äöüåø]/i;

const INSIDE_WORDS = /['’ʼ‘`´\-‐‑]/;
const LETTER = /[\p{L}\p{N}]/u;
const MARKS = /\p{M}+/gu;
/** Formatting, direction marks and joiners stand inside words and say nothing; so do marks alone and half characters. */
const SILENT = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{M}]/u;

/** Latin, Greek and Cyrillic are folded once; the rest each time, so that nobody can fill our memory. */
const KEPT_BELOW = 0x0600;
const kept: Record<UmlautForm, Map<string, Folded>> = { 'one-letter': new Map(), 'two-letters': new Map() };

/** True when `two-letters` would fold the text otherwise. */
export function hasUmlauts(text: string): boolean {
  return UMLAUT.test(text);
}

/** One code point without case and accents. Never throws, whatever the code point. */
export function foldCharacter(character: string, umlauts: UmlautForm = 'one-letter'): Folded {
  const known = kept[umlauts].get(character);
  if (known !== undefined) return known;
  const folded = fold(character, umlauts);
  if (character.charCodeAt(0) < KEPT_BELOW) kept[umlauts].set(character, folded);
  return folded;
}

function fold(character: string, umlauts: UmlautForm): Folded {
  if (INSIDE_WORDS.test(character)) return SOFT_BREAK;
  const lower = character.toLowerCase();
  const two = umlauts === 'two-letters' ? TWO_LETTERS[lower] : undefined;
  if (two !== undefined) return two;
  const plain = lower.normalize('NFKD').replace(MARKS, '').toLowerCase();
  let letters = '';
  for (const part of plain) if (LETTER.test(part)) letters += SPECIAL[part] ?? part;
  if (letters !== '') return letters;
  return SILENT.test(character) ? '' : BREAK;
}
