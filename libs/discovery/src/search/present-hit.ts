import type { Fit } from './best-fits';
import { markMatch, type Range } from './mark-match';
import type { NameForm, ProviderEntry } from './provider-entry';
import type { Question } from './question';
import { MOST_SLIPS, RANK } from './rank';
import type { LanguageText, SearchableProvider } from './searchable-provider';
import { wish } from './wish';

/** One provider that fits. */
export interface ProviderHit<P extends SearchableProvider> {
  readonly provider: P;
  /** The name that fits, or else the one in the wanted language. */
  readonly name: LanguageText;
  /** The domain to show beside it. */
  readonly domain: string | undefined;
  /** What fits in the name. */
  readonly ranges: readonly Range[];
}

/** A fit as it is shown. */
export function presentHit<P extends SearchableProvider>(
  { provider, forms, domains }: ProviderEntry<P>,
  { rank, form }: Fit,
  question: Question,
  languages: readonly string[],
): ProviderHit<P> {
  const { name, ranges } = namedBest(forms, rank, form, question, languages);
  return { provider, name: { language: name.language, text: name.text }, domain: domains[0], ranges };
}

function namedBest(
  forms: readonly NameForm[],
  rank: number,
  form: number | undefined,
  question: Question,
  languages: readonly string[],
): { name: NameForm; ranges: Range[] } {
  const isByName = rank < RANK.initials || rank >= RANK.inside;
  const mostSlips = rank >= RANK.close ? MOST_SLIPS : 0;
  const candidates = form === undefined ? forms : forms.slice(form, form + 1);
  const marked = candidates.map((name) => ({
    name,
    ranges: isByName ? markMatch(name, question, mostSlips) : [],
  }));
  return marked.reduce((best, other) => {
    const more = letters(other.ranges) - letters(best.ranges);
    if (more !== 0) return more > 0 ? other : best;
    return wish(other.name.language, languages) < wish(best.name.language, languages) ? other : best;
  });
}

function letters(ranges: readonly Range[]): number {
  return ranges.reduce((sum, [start, end]) => sum + end - start, 0);
}

/** The name of a provider in the wanted language, else the English one, else the first; its entityID when it has none. */
export function preferredName(
  { names, entityId }: Pick<SearchableProvider, 'names' | 'entityId'>,
  languages: readonly string[],
): LanguageText {
  const named = names.filter(({ text }) => text.trim() !== '');
  const [first, ...others] = named.length > 0 ? named : [{ language: '', text: entityId }];
  return others.reduce(
    (best, other) => (wish(other.language, languages) < wish(best.language, languages) ? other : best),
    first as LanguageText,
  );
}
