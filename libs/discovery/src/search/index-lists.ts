import type { FoldedText } from '../text/fold-text';
import type { ProviderEntry } from './provider-entry';
import type { SearchableProvider } from './searchable-provider';
import { WordList } from './word-list';

/** The lists of words that a search looks things up in; entries by their number. */
export interface IndexLists {
  /** Words of names. */
  readonly names: WordList;
  /** Names, all their letters together. */
  readonly wholeNames: WordList;
  readonly keywords: WordList;
  readonly initials: WordList;
  /** Whole domains. */
  readonly domains: WordList;
  /** Domains from their second part on, but not the last part alone: half a continent has that one. */
  readonly domainParts: WordList;
}

type Entries = readonly ProviderEntry<SearchableProvider>[];

/** Builds the lists in small steps. */
export function* buildLists(entries: Entries): Generator<void, IndexLists, void> {
  const names = yield* WordList.build(
    each(entries, ({ forms }) => forms.flatMap((form) => words(form.folded))),
  );
  const wholeNames = yield* WordList.build(
    each(entries, ({ forms }) => forms.map(({ folded }) => folded.letters)),
  );
  const keywords = yield* WordList.build(each(entries, (entry) => entry.keywords.flatMap(words)));
  const initials = yield* WordList.build(each(entries, (entry) => entry.initials));
  const domains = yield* WordList.build(each(entries, (entry) => entry.domains));
  const domainParts = yield* WordList.build(each(entries, (entry) => entry.domains.flatMap(partsOf)));
  return { names, wholeNames, keywords, initials, domains, domainParts };
}

function* each(
  entries: Entries,
  wordsOf: (entry: Entries[number]) => readonly string[],
): Generator<readonly [string, number]> {
  for (const [number, entry] of entries.entries()) for (const word of wordsOf(entry)) yield [word, number];
}

function words({ letters, starts, ends }: FoldedText): string[] {
  return starts.map((start, at) => letters.slice(start, ends[at]));
}

function partsOf(domain: string): string[] {
  const parts: string[] = [];
  for (const { index } of domain.matchAll(/[.-]/g)) {
    const part = domain.slice(index + 1);
    if (part.includes('.')) parts.push(part);
  }
  return parts;
}
