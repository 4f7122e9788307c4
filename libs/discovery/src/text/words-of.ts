import { foldText } from './fold-text';

/** Between words that somebody types, apostrophes and hyphens count like spaces: `l'aquila` finds `L’Aquila`. */
const GAPS = /[\s\p{Z}\p{P}\p{S}]+/u;

/** The folded words of what was typed, in their order, at most `most`. */
export function wordsOf(typed: string, most: number): string[] {
  const words = typed
    .split(GAPS)
    .map((word) => foldText(word).letters)
    .filter((word) => word !== '');
  if (words.length > 0) return words.slice(0, most);
  const { letters } = foldText(typed);
  return letters === '' ? [] : [letters];
}
