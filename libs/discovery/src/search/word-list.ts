import { letterMask, mayBeClose, slipsToStart } from '../text/slips';
import { sortSteps } from './sort-steps';

/** After so many words a builder pauses. */
const STEP = 1_000;

/** A word and the entries (by number, ascending) that have it. */
interface Posting {
  readonly word: string;
  readonly entries: number[];
}

/** Every word of an index with the entries that have it, sorted so that the starts of words are found by halving. */
export class WordList {
  private constructor(
    private readonly postings: readonly Posting[],
    private readonly masks: Int32Array,
  ) {}

  /** Builds in small steps: each `yield` is a pause to breathe. Words of one entry come together, entries in order. */
  static *build(words: Iterable<readonly [word: string, entry: number]>): Generator<void, WordList, void> {
    const byWord = new Map<string, number[]>();
    let done = 0;
    for (const [word, entry] of words) {
      const entries = byWord.get(word);
      if (!entries) byWord.set(word, [entry]);
      else if (entries.at(-1) !== entry) entries.push(entry);
      if (++done % STEP === 0) yield;
    }
    const postings: Posting[] = [];
    for (const [word, entries] of byWord) {
      postings.push({ word, entries });
      if (postings.length % STEP === 0) yield;
    }
    const sorted = yield* sortSteps(postings, (one, other) => (one.word < other.word ? -1 : 1));
    const masks = new Int32Array(sorted.length);
    for (const [at, { word }] of sorted.entries()) {
      masks[at] = letterMask(word);
      if (at % STEP === 0) yield;
    }
    return new WordList(sorted, masks);
  }

  /** The entries that have exactly this word. */
  of(word: string): readonly number[] {
    const posting = this.postings[this.firstFrom(word)];
    return posting?.word === word ? posting.entries : [];
  }

  /** Calls back with the entries of each word that starts with the letters; an entry may come more than once. */
  startingWith(letters: string, each: (entries: readonly number[]) => void): void {
    for (let at = this.firstFrom(letters); at < this.postings.length; at++) {
      const posting = this.postings[at];
      if (!posting?.word.startsWith(letters)) return;
      each(posting.entries);
    }
  }

  /** Calls back with the entries of each word that has the letters anywhere. */
  having(letters: string, each: (entries: readonly number[]) => void): void {
    const mask = letterMask(letters);
    this.postings.forEach(({ word, entries }, at) => {
      if (mayBeClose(mask, this.masks[at] ?? 0, 0) && word.includes(letters)) each(entries);
    });
  }

  /** Calls back with the entries of each word whose start is at most `most` slips away, and with how many. */
  closeTo(letters: string, most: number, each: (entries: readonly number[], slips: number) => void): void {
    const mask = letterMask(letters);
    const shortest = letters.length - most;
    this.postings.forEach(({ word, entries }, at) => {
      if (word.length < shortest || !mayBeClose(mask, this.masks[at] ?? 0, most)) return;
      const slips = slipsToStart(letters, word, most);
      if (slips <= most) each(entries, slips);
    });
  }

  private firstFrom(word: string): number {
    let low = 0;
    let high = this.postings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.postings[middle]?.word ?? '') < word) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
