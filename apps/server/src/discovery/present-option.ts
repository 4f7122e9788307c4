import type { SignInOption } from '@virlab/contracts';
import { preferredName } from '@virlab/discovery';
import type { ProviderListing } from '../federation/index';
import { chooseLogo } from './choose-logo';
import { countryOf } from './country-of';
import { logoPath } from './logo-hash';

/** A provider as somebody may choose it, by its name in the wanted language unless a name that fits better is given. */
export function presentOption(
  listing: ProviderListing,
  languages: readonly string[],
  fitting: { language: string; text: string } = preferredName(listing, languages),
): SignInOption {
  const { entityId, practice, unusable } = listing;
  const domain = listing.scopes[0] ?? listing.domains[0];
  const country = countryOf(listing);
  const logo = chooseLogo(listing.logos);
  return {
    provider: 'saml',
    id: entityId,
    title: fitting.text,
    ...(fitting.language ? { language: fitting.language } : {}),
    ...(domain ? { domain } : {}),
    ...(country ? { country } : {}),
    ...(logo ? { logo: logoPath(logo.url) } : {}),
    url: `/saml/login?${new URLSearchParams({ entityID: entityId })}`,
    practice,
    ...(unusable ? { unusable: { code: unusable.code, since: unusable.since } } : {}),
  };
}
