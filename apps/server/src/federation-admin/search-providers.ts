import type { ProviderListing } from '../federation/index';

/** What is searched of a listing, folded once; a changed listing is another object. */
const folded = new WeakMap<ProviderListing, string>();

/** The listings that have all words of a search somewhere in name, keywords, domains or entityID; accents do not count. */
export function searchProviders(listings: readonly ProviderListing[], search: string): ProviderListing[] {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return listings.filter((listing) => {
    const text = textOf(listing);
    return words.every((word) => text.includes(word));
  });
}

function textOf(listing: ProviderListing): string {
  const known = folded.get(listing);
  if (known !== undefined) return known;
  const { names, keywords, scopes, domains, entityId } = listing;
  const texts = [...names, ...keywords].map(({ text }) => text);
  const all = fold([...texts, ...scopes, ...domains, entityId].join('\n'));
  folded.set(listing, all);
  return all;
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
