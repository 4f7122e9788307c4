import type { LocalizedText } from '../service-provider';

/** Somebody at the identity provider; `refedsKind` is the REFEDS contact type, such as security. */
export interface ProviderContact {
  kind: string;
  refedsKind?: string;
  name?: string;
  emails: string[];
}

/** What verified metadata says about one identity provider. Plain data, safe to store as JSON. */
export interface IdentityProviderMetadata {
  entityId: string;
  displayNames: LocalizedText[];
  descriptions: LocalizedText[];
  keywords: LocalizedText[];
  /** Domains its people have addresses in, as it says itself (mdui:DomainHint): for finding it, never for trust. */
  domainHints: string[];
  logos: { url: string; width?: number; height?: number; language?: string }[];
  /** Domains this provider may put behind an `@`, lower-cased (shibmd:Scope; the role's, else the entity's). */
  scopes: string[];
  /** Scopes written as regular expressions: shown to the admin, never applied. */
  unsupportedScopes: string[];
  /** Where an AuthnRequest is sent by HTTP-Redirect. */
  ssoRedirectUrl: string;
  /** Where a LogoutRequest is sent by HTTP-Redirect; absent when the provider offers no single logout that way. */
  singleLogoutUrl?: string;
  /** Where a LogoutResponse is sent instead, when the provider names another place for it (`ResponseLocation`). */
  singleLogoutResponseUrl?: string;
  /** Certificates (PEM) whose keys may sign; several during a key change. Dates and issuers carry no meaning. */
  signingCertificates: string[];
  errorUrl?: string;
  contacts: ProviderContact[];
  registrationAuthority?: string;
  entityCategories: string[];
  /** Values of the assurance-certification entity attribute, such as Sirtfi. */
  assurance: string[];
  hideFromDiscovery: boolean;
  wantAuthnRequestsSigned: boolean;
  /** The earliest `validUntil` that covers this entity, as an ISO instant in UTC; absent when none was stated. */
  validUntil?: string;
}
