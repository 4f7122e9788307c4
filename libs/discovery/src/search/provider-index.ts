import { BestFits } from './best-fits';
import { buildLists, type IndexLists } from './index-lists';
import { judgeName, NAME_FITS, type NameFit } from './judge-name';
import { presentHit, type ProviderHit } from './present-hit';
import { type NameForm, type ProviderEntry, readEntry } from './provider-entry';
import { type Question, readQuestion } from './question';
import type { SearchableProvider } from './searchable-provider';
import { sortSteps } from './sort-steps';
import { MOST_SLIPS, RANK } from './rank';
import { wish } from './wish';
import { WordCosts } from './word-costs';

/** What a search found. */
export interface SearchResult<P extends SearchableProvider> {
  /** Best first. */
  readonly hits: readonly ProviderHit<P>[];
  /** True when some of them only resemble what was typed. */
  readonly hasClose: boolean;
}

export interface SearchOptions {
  /** How many at most. */
  limit: number;
  /** Languages in which names are wanted, best first (BCP 47). */
  languages?: readonly string[];
}

/** After so many entries a builder pauses. */
const STEP = 25;
/** Ranks after which nothing that only resembles the question is looked for. */
const CERTAIN = new Set<number>([NAME_FITS.indexOf('whole'), RANK.domain, RANK.domain + 1]);
/** More names than this with one start are not put in order first. */
const MANY = 500;
/** From so many letters on, letters inside a word are worth showing. */
const INSIDE_FROM = 3;
/** The most slips that a word of so many letters may have. */
const ONE_SLIP_FROM = 4;
const TWO_SLIPS_FROM = 8;

/**
 * Identity providers, to be found by whatever a person knows of their university: the start of its name, of a word in it
 * (in any language), its initials, its domain, a keyword, or a close spelling, ranked in that order; equals by name.
 * Case and accents do not count. In memory, and frozen: a changed directory needs a new one.
 */
export class ProviderIndex<P extends SearchableProvider> {
  private constructor(
    private readonly entries: readonly ProviderEntry<P>[],
    private readonly lists: IndexLists,
  ) {}

  /** Builds in steps of a few milliseconds at most: each `yield` is a pause to breathe. */
  static *build<P extends SearchableProvider>(
    providers: readonly P[],
  ): Generator<void, ProviderIndex<P>, void> {
    const entries: ProviderEntry<P>[] = [];
    for (const provider of providers) {
      entries.push(readEntry(provider));
      if (entries.length % STEP === 0) yield;
    }
    const sorted = yield* sortSteps(entries, (one, other) =>
      one.order < other.order ? -1 : one.order > other.order ? 1 : 0,
    );
    return new ProviderIndex(sorted, yield* buildLists(sorted));
  }

  /** How many providers it holds. */
  get size(): number {
    return this.entries.length;
  }

  /** Finds the providers that fit what was typed. Never throws, whatever was typed. */
  search(typed: string, { limit, languages = [] }: SearchOptions): SearchResult<P> {
    const question = readQuestion(typed);
    const best = new BestFits(limit, this.entries.length);
    this.byName(question, languages, best);
    if (!best.isFull) this.byInitials(question, best);
    if (!best.isFull) this.byDomain(question, best);
    if (!best.isFull) this.byKeyword(question, best);
    // Whoever typed a whole name or domain is not looking for one that resembles it.
    const isCertain = best.inOrder.some(({ rank }) => CERTAIN.has(rank));
    if (!best.isFull && !isCertain) this.byInside(question, best);
    if (!best.isFull && !isCertain) this.bySpelling(question, best);
    return {
      hits: best.inOrder.map((fit) =>
        presentHit(this.entries[fit.entry] as ProviderEntry<P>, fit, question, languages),
      ),
      hasClose: best.inOrder.some(({ rank }) => rank >= RANK.close),
    };
  }

  private byName(question: Question, languages: readonly string[], best: BestFits): void {
    const { words, letters } = question;
    if (words.length === 0) return;
    const costs = new WordCosts(this.entries.length);
    for (const word of words) {
      costs.require((add) => this.lists.names.startingWith(word, (entries) => add(entries, 0)));
    }
    const all = costs.fitting();
    // What ends with a word ends with the last one: only names that have it whole can fit so.
    const endsWithWord = this.lists.names.of(words.at(-1) ?? '').filter((entry) => costs.has(entry));
    const candidates: Record<NameFit, readonly number[]> = {
      whole: this.lists.wholeNames.of(letters),
      startOfNameWholeWord: endsWithWord,
      startOfName: this.startingWith(letters) ?? all,
      startOfWordWholeWord: endsWithWord,
      startOfWord: all,
      words: all,
    };
    for (const [rank, fit] of NAME_FITS.entries()) {
      this.offerNames(candidates[fit], { rank, fit }, question, languages, best);
    }
    // Each word fits, but in names of different languages.
    for (const entry of all) {
      if (best.isFull) return;
      if (!best.has(entry)) best.offer({ entry, rank: NAME_FITS.length, form: undefined });
    }
  }

  /** The entries with a name that starts so, in order; undefined when they are so many that some soon come anyway. */
  private startingWith(letters: string): readonly number[] | undefined {
    const found = new Set<number>();
    this.lists.wholeNames.startingWith(letters, (entries) => {
      if (found.size <= MANY) for (const entry of entries) found.add(entry);
    });
    return found.size > MANY ? undefined : [...found].sort((one, other) => one - other);
  }

  /** All fits are of one rank: in the order of entries, the first ones are the best, however many follow. */
  private offerNames(
    candidates: readonly number[],
    { rank, fit }: { rank: number; fit: NameFit },
    question: Question,
    languages: readonly string[],
    best: BestFits,
  ): void {
    const fits = judgeName[fit];
    for (const entry of candidates) {
      if (best.isFull) return;
      if (best.has(entry)) continue;
      let form: number | undefined;
      const forms = this.entries[entry]?.forms ?? [];
      for (let at = 0; at < forms.length; at++) {
        const name = forms[at] as NameForm;
        if (!fits(name, question)) continue;
        const before = form === undefined ? undefined : forms[form];
        if (!before || wish(name.language, languages) < wish(before.language, languages)) form = at;
      }
      if (form !== undefined) best.offer({ entry, rank, form });
    }
  }

  private byInitials({ letters }: Question, best: BestFits): void {
    for (const entry of letters === '' ? [] : this.lists.initials.of(letters)) {
      if (!best.has(entry)) best.offer({ entry, rank: RANK.initials, form: undefined });
    }
  }

  private byDomain({ domain }: Question, best: BestFits): void {
    if (domain === undefined) return;
    const offer = (entries: readonly number[], rank: number) => {
      for (const entry of entries) if (!best.has(entry)) best.offer({ entry, rank, form: undefined });
    };
    offer(this.lists.domains.of(domain), RANK.domain);
    // The domain of a mail address often has a part more: students.uni.example.
    for (let at = domain.indexOf('.'); at >= 0; at = domain.indexOf('.', at + 1)) {
      offer(this.lists.domains.of(domain.slice(at + 1)), RANK.domain + 1);
    }
    this.lists.domains.startingWith(domain, (entries) => offer(entries, RANK.domain + 2));
    this.lists.domainParts.startingWith(domain, (entries) => offer(entries, RANK.domain + 3));
  }

  private byKeyword({ words }: Question, best: BestFits): void {
    if (words.length === 0) return;
    const costs = new WordCosts(this.entries.length);
    for (const word of words) {
      costs.require((add) => {
        this.lists.names.startingWith(word, (entries) => add(entries, 0));
        this.lists.keywords.startingWith(word, (entries) => add(entries, 0));
      });
    }
    for (const entry of costs.fitting()) {
      if (!best.has(entry)) best.offer({ entry, rank: RANK.keyword, form: undefined });
    }
  }

  private byInside({ words }: Question, best: BestFits): void {
    if (words.length === 0 || words.some(({ length }) => length < INSIDE_FROM)) return;
    const costs = new WordCosts(this.entries.length);
    for (const word of words) {
      costs.require((add) => this.lists.names.having(word, (entries) => add(entries, 0)));
    }
    for (const entry of costs.fitting()) {
      if (!best.has(entry)) best.offer({ entry, rank: RANK.inside, form: undefined });
    }
  }

  private bySpelling({ words, domain }: Question, best: BestFits): void {
    // A word that stands somewhere as it was typed is seldom the misspelt one; looking for its like as well takes longer.
    const isLone = words.length === 1;
    for (const trust of isLone ? [false] : [true, false]) {
      if (!trust && !isLone && best.inOrder.length > 0) break;
      const costs = new WordCosts(this.entries.length);
      for (const word of words) costs.require((add) => this.likeOf(word, trust, add));
      for (const entry of words.length > 0 ? costs.fitting() : []) {
        if (!best.has(entry)) best.offer({ entry, rank: RANK.close + costs.of(entry), form: undefined });
      }
    }
    if (domain === undefined || !domain.includes('.')) return;
    this.lists.domains.closeTo(domain, slipsFor(domain), (entries, cost) => {
      for (const entry of entries) {
        if (!best.has(entry)) best.offer({ entry, rank: RANK.close + cost, form: undefined });
      }
    });
  }

  private likeOf(
    word: string,
    trust: boolean,
    add: (entries: readonly number[], cost: number) => void,
  ): void {
    let isThere = false;
    this.lists.names.startingWith(word, (entries) => {
      isThere = true;
      add(entries, 0);
    });
    if ((trust && isThere) || word.length < ONE_SLIP_FROM) return;
    this.lists.names.closeTo(word, slipsFor(word), add);
  }
}

function slipsFor({ length }: string): number {
  if (length < ONE_SLIP_FROM) return 0;
  return length < TWO_SLIPS_FROM ? 1 : MOST_SLIPS;
}
