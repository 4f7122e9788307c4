import { Injectable } from '@nestjs/common';
import type { IdentityProviderMetadata } from '@virlab/saml';
import type { ProviderListing } from './provider-record';

/** An identity provider as a federation's verified metadata lists it. */
export interface FederatedProvider {
  federationId: string;
  listing: Omit<ProviderListing, 'enabled' | 'practice' | 'source'>;
}

/** The verified metadata of all federations, as this server holds it on disk. */
@Injectable()
export class FederationCopies {
  /** All usable identity providers; of one that several federations know, the first by the federation's id. */
  providers(): FederatedProvider[] {
    return [];
  }

  /** How an identity provider is listed, without asking anybody; undefined when nothing held knows it. */
  find(_entityId: string): FederatedProvider | undefined {
    return undefined;
  }

  /** @throws VirlabError `sign-in-provider-unusable` when the metadata is over, or not what was verified */
  read(_provider: FederatedProvider): Promise<IdentityProviderMetadata> {
    throw new Error('not reached');
  }

  discoveryReturnAddresses(_spEntityId: string): string[] {
    return [];
  }
}
