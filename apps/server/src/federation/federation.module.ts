import { Module } from '@nestjs/common';
import { DiscoveryReturnAddresses } from './discovery-return-addresses';
import { FederationCopies } from './federation-copies';
import { Federations } from './federations';
import { IdentityProviders } from './identity-providers';
import { PreviewFederation } from './preview-federation';
import { ProviderDirectory } from './provider-directory';
import { RefreshFederation } from './refresh-federation';
import { RemoveFederation } from './remove-federation';
import { RemoveIdentityProvider } from './remove-identity-provider';
import { SaveFederation } from './save-federation';
import { SaveIdentityProvider } from './save-identity-provider';
import { SaveProviderSettings } from './save-provider-settings';

const forOthers = [
  DiscoveryReturnAddresses,
  Federations,
  IdentityProviders,
  PreviewFederation,
  ProviderDirectory,
  RefreshFederation,
  RemoveFederation,
  RemoveIdentityProvider,
  SaveFederation,
  SaveIdentityProvider,
  SaveProviderSettings,
];

@Module({ providers: [FederationCopies, ...forOthers], exports: forOthers })
export class FederationModule {}
