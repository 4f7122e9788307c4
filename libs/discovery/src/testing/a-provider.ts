import type { SearchableProvider } from '../search/searchable-provider';

/** A provider with an English name; what is given replaces what is made up. */
export function aProvider(
  name: string,
  { domain, ...more }: Partial<SearchableProvider> & { domain?: string } = {},
): SearchableProvider {
  return {
    entityId: `https://idp.example/${encodeURIComponent(name)}`,
    names: [{ language: 'en', text: name }],
    keywords: [],
    scopes: domain ? [domain] : [],
    domains: [],
    ...more,
  };
}
