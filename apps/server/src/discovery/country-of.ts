import type { ProviderListing } from '../federation/index';

const COUNTRY = /\.([a-z]{2})$/i;
/** Two letters that name no country, or not the one whose universities use them. */
const NO_COUNTRY = new Set(['EU', 'AC', 'IO', 'TV', 'ME', 'SU']);
const SPELT_OTHERWISE: Readonly<Record<string, string>> = { UK: 'GB' };
/** Registrars whose own address does not end in their country. */
const REGISTRARS = new Map([['https://incommon.org', 'US']]);

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const known = new Map<string, string | undefined>();

/**
 * The country of an identity provider (ISO 3166-1 alpha-2): by the end of its first domain, else by who registered it;
 * undefined when neither tells.
 */
export function countryOf({
  scopes,
  domains,
  registrationAuthority,
}: Pick<ProviderListing, 'scopes' | 'domains' | 'registrationAuthority'>): string | undefined {
  return countryOfHost([...scopes, ...domains][0]) ?? countryOfRegistrar(registrationAuthority);
}

function countryOfRegistrar(authority: string | undefined): string | undefined {
  if (!authority) return undefined;
  const listed = REGISTRARS.get(authority.replace(/\/$/, ''));
  if (listed) return listed;
  return URL.canParse(authority) ? countryOfHost(new URL(authority).hostname) : undefined;
}

function countryOfHost(host: string | undefined): string | undefined {
  const end = COUNTRY.exec(host ?? '')?.[1]?.toUpperCase();
  if (!end) return undefined;
  if (!known.has(end)) known.set(end, regionOf(end));
  return known.get(end);
}

function regionOf(end: string): string | undefined {
  if (NO_COUNTRY.has(end)) return undefined;
  const code = SPELT_OTHERWISE[end] ?? end;
  return regions.of(code) === undefined ? undefined : code;
}
