export { DiscoveryReturnAddresses } from './discovery-return-addresses';
export { FederationEntity, type FederationKind } from './federation.entity';
export { fetchMetadata } from './fetch-metadata';
export { SourceFault, type SourceFaultCode } from './source-fault';
export { FederationModule } from './federation.module';
export { Federations } from './federations';
export { IdentityProviderEntity } from './identity-provider.entity';
export { IdentityProviders } from './identity-providers';
export {
  type FederationPreview,
  PreviewFederation,
  type PreviewedKey,
  type PreviewSource,
} from './preview-federation';
export { ProviderDirectory } from './provider-directory';
export type {
  KnownIdentityProvider,
  ProviderListing,
  ProviderRecord,
  ProviderSource,
} from './provider-record';
export { ProviderSettingsEntity } from './provider-settings.entity';
export { RefreshFederation, type RefreshReport } from './refresh-federation';
export { RemoveFederation } from './remove-federation';
export { RemoveIdentityProvider } from './remove-identity-provider';
export { type FederationSpec, SaveFederation } from './save-federation';
export { type IdentityProviderSpec, SaveIdentityProvider } from './save-identity-provider';
export { type ProviderSwitches, SaveProviderSettings } from './save-provider-settings';
