import { foldText, type Place } from '../text/fold-text';
import { slipsToStart } from '../text/slips';
import type { NameForm } from './provider-entry';
import type { Question } from './question';

/** Start and end of fitting letters in a name, in UTF-16 units. */
export type Range = readonly [start: number, end: number];

/** A start and an end in folded letters. */
type Span = readonly [from: number, to: number];

/** What is to be underlined in a name: the parts that fit what was typed, in order, none touching another. */
export function markMatch(form: NameForm, question: Question, mostSlips: number): Range[] {
  const places: Place[] = [];
  const { letters, starts } = foldText(form.text, {
    umlauts: form.isTwoLetters ? 'two-letters' : 'one-letter',
    places,
  });
  const spans =
    wholeSpan(letters, starts, question) ??
    question.words.map((word) => wordSpan(letters, starts, word, mostSlips));
  const ranges = spans
    .filter((span): span is Span => span !== undefined && span[1] > span[0])
    .map(([from, to]): Range => [places[from]?.start ?? 0, places[to - 1]?.end ?? 0])
    .sort((one, other) => one[0] - other[0]);
  return join(ranges);
}

function wholeSpan(letters: string, starts: readonly number[], question: Question): Span[] | undefined {
  const start = starts.find((at) => letters.startsWith(question.letters, at));
  return question.letters === '' || start === undefined
    ? undefined
    : [[start, start + question.letters.length]];
}

function wordSpan(
  letters: string,
  starts: readonly number[],
  word: string,
  mostSlips: number,
): Span | undefined {
  const start = starts.find((at) => letters.startsWith(word, at));
  if (start !== undefined) return [start, start + word.length];
  const inside = letters.indexOf(word);
  if (inside >= 0) return [inside, inside + word.length];
  let least = mostSlips + 1;
  let closest: Span | undefined;
  for (const at of starts) {
    const slips = slipsToStart(word, letters.slice(at, at + word.length + mostSlips), mostSlips);
    if (slips >= least) continue;
    least = slips;
    closest = [at, at + sameLetters(word, letters, at)];
  }
  return closest;
}

function sameLetters(word: string, letters: string, from: number): number {
  let same = 0;
  while (same < word.length && word.charCodeAt(same) === letters.charCodeAt(from + same)) same++;
  return same;
}

function join(ranges: readonly Range[]): Range[] {
  const joined: Range[] = [];
  for (const [start, end] of ranges) {
    const last = joined.at(-1);
    if (last && start <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], end)];
    else joined.push([start, end]);
  }
  return joined;
}
