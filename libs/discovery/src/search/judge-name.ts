import type { NameForm } from './provider-entry';
import type { Question } from './question';

/** How a name fits what was typed; the order of these is the ranking. */
export const NAME_FITS = [
  'whole',
  'startOfNameWholeWord',
  'startOfName',
  'startOfWordWholeWord',
  'startOfWord',
  'words',
] as const;
export type NameFit = (typeof NAME_FITS)[number];

type Judge = (name: NameForm, question: Question) => boolean;

/** For each way to fit, whether a name does; a better way is not looked at. */
export const judgeName: Readonly<Record<NameFit, Judge>> = {
  whole: ({ folded }, { letters }) => folded.letters === letters,
  startOfNameWholeWord: ({ folded }, { letters }) =>
    folded.letters.startsWith(letters) && folded.ends.includes(letters.length),
  startOfName: ({ folded }, { letters }) => folded.letters.startsWith(letters),
  startOfWordWholeWord: ({ folded }, { letters }) =>
    folded.starts.some(
      (start) => folded.letters.startsWith(letters, start) && folded.ends.includes(start + letters.length),
    ),
  startOfWord: ({ folded }, { letters }) =>
    folded.starts.some((start) => folded.letters.startsWith(letters, start)),
  words: ({ folded }, { words }) =>
    words.every((word) => folded.starts.some((start) => folded.letters.startsWith(word, start))),
};
