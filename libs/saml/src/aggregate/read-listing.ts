import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import type { LocalizedText } from '../service-provider';
import type { IndexedProvider } from './indexed-provider';

/** A list is shown to people, so what no person would read is left out of it; the metadata itself keeps all. */
const MOST_TEXTS = 64;
const LONGEST_TEXT = 512;
const MOST_SCOPES = 256;
const MOST_LOGOS = 4;
/** Logos come as `data:` URLs now and then; larger ones are no icons. */
const LONGEST_LOGO = 24 * 1024;

/** What finding a provider needs of its metadata. */
export function readListing(
  metadata: IdentityProviderMetadata,
): Pick<
  IndexedProvider,
  'names' | 'keywords' | 'scopes' | 'domains' | 'logos' | 'hidden' | 'registrationAuthority'
> {
  const { entityId, displayNames, keywords, scopes, domainHints, logos, registrationAuthority } = metadata;
  const names = shortened(displayNames);
  return {
    names: names.length > 0 ? names : [{ language: 'en', text: entityId }],
    keywords: shortened(keywords),
    scopes: scopes.slice(0, MOST_SCOPES),
    domains: domainHints.slice(0, MOST_SCOPES),
    logos: logos.filter(({ url }) => url.length <= LONGEST_LOGO).slice(0, MOST_LOGOS),
    hidden: metadata.hideFromDiscovery,
    ...(registrationAuthority === undefined ? {} : { registrationAuthority }),
  };
}

function shortened(texts: readonly LocalizedText[]): LocalizedText[] {
  return texts
    .slice(0, MOST_TEXTS)
    .map(({ language, text }) => ({ language: language.slice(0, 35), text: text.slice(0, LONGEST_TEXT) }));
}
