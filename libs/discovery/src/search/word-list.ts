import { letterMask, mayBeClose, slipsToStart } from '../text/slips';
import { sortSteps } from './sort-steps';

/** After so many words a builder pauses. */
const STEP = 500;

/** A word and the entries (by number, ascending) that have it. */
interface Posting {
  readonly word: string;
  readonly entries: number[];
}

/** Every word of an index with the entries that have it, sorted so that the starts of words are found by halving. */
export class WordList {
  private constructor(
    private readonly postings: readonly Posting[],
    /** For each word its letters as bits, and its length: most words are passed over by these alone. */
    private readonly masks: Int32Array,
    private readonly lengths: Uint16Array,
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
    const lengths = new Uint16Array(sorted.length);
    for (const [at, { word }] of sorted.entries()) {
      masks[at] = letterMask(word);
      lengths[at] = word.length;
      if (at % STEP === 0) yield;
    }
    return new WordList(sorted, masks, lengths);
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
    this.passOver(letters, 0, ({ word, entries }) => {
      if (word.includes(letters)) each(entries);
    });
  }

  /** Calls back with the entries of each word whose start is at most `most` slips away, and with how many. */
  closeTo(letters: string, most: number, each: (entries: readonly number[], slips: number) => void): void {
    this.passOver(letters, most, ({ word, entries }) => {
      const slips = slipsToStart(letters, word, most);
      if (slips <= most) each(entries, slips);
    });
  }

  /** Calls back with each word that is long enough and has all but `most` of the letters. */
  private passOver(letters: string, most: number, each: (posting: Posting) => void): void {
    const mask = letterMask(letters);
    const shortest = letters.length - most;
    const { postings, masks, lengths } = this;
    for (let at = 0; at < masks.length; at++) {
      if ((lengths[at] as number) < shortest || !mayBeClose(mask, masks[at] as number, most)) continue;
      each(postings[at] as Posting);
    }
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
