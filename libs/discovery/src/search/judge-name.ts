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

/** How a name fits from a later word on; `none` when it does not. */
export function judgeWordStart({ folded }: NameForm, { letters }: Question): number {
  let best: number = NameFit.none;
  for (const start of folded.starts) {
    if (!folded.letters.startsWith(letters, start)) continue;
    if (folded.ends.includes(start + letters.length)) return NameFit.startOfWordWholeWord;
    best = NameFit.startOfWord;
  }
  return best;
}

/** How a name fits word by word; `none` when one is missing. */
export function judgeWords({ folded }: NameForm, { words }: Question): number {
  const hasAll = words.every((word) => folded.starts.some((start) => folded.letters.startsWith(word, start)));
  return hasAll ? NameFit.words : NameFit.none;
}
