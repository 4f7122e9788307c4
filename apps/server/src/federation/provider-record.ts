import type { IdentityProviderMetadata } from '@virlab/saml';

/** Where we know an identity provider from. */
export type ProviderSource = { kind: 'registered' } | { kind: 'federation'; federationId: string };

/** An identity provider as an admin sees it: its name, and what was chosen about it here. */
export interface ProviderRecord {
  entityId: string;
  title: string;
  /** The first domain it may speak for. */
  domain: string | null;
  supportUrl: string | null;
  enabled: boolean;
  /** True for the practice identity provider of a demo. */
  practice: boolean;
  /** True when this one signs the assertion and not the response (an exception set on purpose). */
  signsAssertionOnly: boolean;
  /** True when this one may encrypt with CBC, which lets others try changed messages (an exception set on purpose). */
  allowsCbc: boolean;
  source: ProviderSource;
}

/** An identity provider, and what its verified metadata says. */
export interface KnownIdentityProvider {
  entity: ProviderRecord;
  metadata: IdentityProviderMetadata;
}

interface LanguageText {
  readonly language: string;
  readonly text: string;
}

/** What finding an identity provider needs, without opening its metadata. */
export interface ProviderListing {
  readonly entityId: string;
  /** At least one: a provider without a name is listed by its entityID. */
  readonly names: readonly LanguageText[];
  /** Each a list of words parted by spaces (mdui:Keywords). */
  readonly keywords: readonly LanguageText[];
  readonly scopes: readonly string[];
  /** Domains its people have addresses in (mdui:DomainHint). */
  readonly domains: readonly string[];
  readonly logos: readonly { url: string; width?: number; height?: number; language?: string }[];
  /** True when it asks to be left out of discovery (REFEDS hide-from-discovery). */
  readonly hidden: boolean;
  readonly enabled: boolean;
  readonly practice: boolean;
  readonly supportUrl?: string;
  readonly registrationAuthority?: string;
  readonly source: ProviderSource;
  /** Why it cannot be used now, and since when (ISO instant). */
  readonly unusable?: { readonly code: string; readonly since: string };
}
