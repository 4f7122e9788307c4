import { hasUmlauts } from '../text/fold-character';
import { type FoldedText, foldText } from '../text/fold-text';
import type { SearchableProvider } from './searchable-provider';

/** One way to write a name, for comparing. */
export interface NameForm {
  readonly text: string;
  readonly language: string;
  /** True when umlauts were written as two letters. */
  readonly isTwoLetters: boolean;
  readonly folded: FoldedText;
}

/** An identity provider as the index keeps it. */
export interface ProviderEntry<P extends SearchableProvider> {
  readonly provider: P;
  readonly forms: readonly NameForm[];
  /** First letters of the words of each name, with and without small words. */
  readonly initials: readonly string[];
  /** Lower case, no dot at either end. */
  readonly domains: readonly string[];
  readonly keywords: readonly FoldedText[];
  /** What providers are ordered by when they fit equally well. */
  readonly order: string;
}

/** More than any true metadata has; whoever publishes more is found by the first ones. */
const MOST_NAMES = 64;
const MOST_KEYWORDS = 64;
const MOST_DOMAINS = 64;
const LONGEST_TEXT = 256;
const LONGEST_DOMAIN = 253;
const DOMAIN = /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u;
const FEWEST_INITIALS = 2;
const MOST_INITIALS = 10;

/** Prepares one provider for the index. Never throws, whatever its metadata says. */
export function readEntry<P extends SearchableProvider>(provider: P): ProviderEntry<P> {
  const names = provider.names.filter(({ text }) => text.trim() !== '').slice(0, MOST_NAMES);
  const named = names.length > 0 ? names : [{ language: '', text: provider.entityId }];
  const forms = named.flatMap(({ text: whole, language }) => {
    const text = whole.slice(0, LONGEST_TEXT);
    const form = { text, language, isTwoLetters: false, folded: foldText(text) };
    if (!hasUmlauts(text)) return [form];
    return [form, { ...form, isTwoLetters: true, folded: foldText(text, { umlauts: 'two-letters' }) }];
  });
  return {
    provider,
    forms,
    initials: [...new Set(named.flatMap(({ text }) => initialsOf(text.slice(0, LONGEST_TEXT))))],
    domains: domainsOf(provider),
    keywords: provider.keywords
      .slice(0, MOST_KEYWORDS)
      .map(({ text }) => foldText(text.slice(0, LONGEST_TEXT)))
      .filter(({ letters }) => letters !== ''),
    order: `${forms[0]?.folded.letters ?? ''} ${provider.entityId}`,
  };
}

/** Such as `ut` and `uot` for University of Toronto. */
function initialsOf(text: string): string[] {
  const words = text.split(/[\s\p{Z}\p{P}\p{S}]+/u).filter((word) => word !== '');
  const first = (some: string[]) => some.map((word) => foldText(word).letters.charAt(0)).join('');
  return [first(words), first(words.filter((word) => /^[\p{Lu}\p{Lo}\p{N}]/u.test(word)))].filter(
    ({ length }) => length >= FEWEST_INITIALS && length <= MOST_INITIALS,
  );
}

function domainsOf({ scopes, domains, entityId }: SearchableProvider): string[] {
  const stated = [...scopes, ...domains]
    .slice(0, MOST_DOMAINS)
    .map(plainDomain)
    .filter((domain): domain is string => domain !== undefined);
  const host = URL.canParse(entityId) ? plainDomain(new URL(entityId).hostname) : undefined;
  return [...new Set(stated.length > 0 || host === undefined ? stated : [host])];
}

/** A domain in the form in which domains are compared; undefined for what is none. */
export function plainDomain(text: string): string | undefined {
  if (text.length > LONGEST_DOMAIN) return undefined;
  const domain = text
    .trim()
    .toLowerCase()
    .replace(/^\.+|\.+$/g, '');
  return DOMAIN.test(domain) ? domain : undefined;
}
