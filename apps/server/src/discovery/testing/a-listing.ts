import type { ProviderListing } from '../../federation/index';

/** A provider of a federation, as the directory lists it; what is given replaces what is made up. */
export function aListing(
  name: string,
  more: Partial<ProviderListing> & { domain?: string } = {},
): ProviderListing {
  const { domain, ...rest } = more;
  return {
    entityId: `https://idp.${domain ?? 'uni.example'}/${encodeURIComponent(name)}`,
    names: [{ language: 'en', text: name }],
    keywords: [],
    scopes: domain ? [domain] : [],
    domains: [],
    logos: [],
    hidden: false,
    enabled: true,
    practice: false,
    source: { kind: 'federation', federationId: 'f1' },
    ...rest,
  };
}
