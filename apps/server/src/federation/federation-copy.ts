import type { IdentityProviderMetadata, IndexedProvider, IndexedServiceProvider } from '@virlab/saml';

/** Why a copy, or one provider in it, is not used, and since when. */
export interface Unusable {
  code: string;
  since: Date;
}

/** Verified metadata of one federation, as this server holds it. */
export interface FederationCopy {
  readonly federationId: string;
  providers(): Iterable<IndexedProvider>;
  find(entityId: string): IndexedProvider | undefined;
  service(entityId: string): IndexedServiceProvider | undefined;
  /** Undefined when it may be used. */
  unusable(now: Date): Unusable | undefined;
  /** @throws MetadataRefusal; Error when its bytes cannot be read */
  read(provider: IndexedProvider, now: Date): Promise<IdentityProviderMetadata>;
}
