import type { NameForm } from './provider-entry';
import type { Question } from './question';

/** How a name fits, best first: what the ranking goes by. */
export const NameFit = {
  whole: 0,
  startOfNameWholeWord: 1,
  startOfName: 2,
  startOfWordWholeWord: 3,
  startOfWord: 4,
  words: 5,
  none: 9,
} as const;

/** How the start of a name fits; `none` when it is not what was typed. */
export function judgeNameStart({ folded }: NameForm, { letters }: Question): number {
  if (!folded.letters.startsWith(letters)) return NameFit.none;
  if (folded.letters.length === letters.length) return NameFit.whole;
  return folded.ends.includes(letters.length) ? NameFit.startOfNameWholeWord : NameFit.startOfName;
}

/** How a name fits from a later word on, or word by word; `none` when a word is missing. */
export function judgeNameWords({ folded }: NameForm, { letters, words }: Question): number {
  let best: number = NameFit.none;
  for (const start of folded.starts) {
    if (!folded.letters.startsWith(letters, start)) continue;
    if (folded.ends.includes(start + letters.length)) return NameFit.startOfWordWholeWord;
    best = NameFit.startOfWord;
  }
  if (best !== NameFit.none) return best;
  const hasAll = words.every((word) => folded.starts.some((start) => folded.letters.startsWith(word, start)));
  return hasAll ? NameFit.words : NameFit.none;
}
