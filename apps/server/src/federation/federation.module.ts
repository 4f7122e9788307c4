import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/index';
import { HealthModule } from '../health/index';
import { AskMetadataService } from './ask-metadata-service';
import { DiscoveryReturnAddresses } from './discovery-return-addresses';
import { FederationCopies } from './federation-copies';
import { FederationMetrics } from './federation-metrics';
import { Federations } from './federations';
import { IdentityProviders } from './identity-providers';
import { KeepFederations } from './keep-federations';
import { PreviewFederation } from './preview-federation';
import { ProviderDirectory } from './provider-directory';
import { RaiseAlarm } from './raise-alarm';
import { RecordRefresh } from './record-refresh';
import { RefreshFederation } from './refresh-federation';
import { RefreshMetadataService } from './refresh-metadata-service';
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

const ofOurOwn = [
  AskMetadataService,
  FederationCopies,
  FederationMetrics,
  KeepFederations,
  RaiseAlarm,
  RecordRefresh,
  RefreshMetadataService,
];

/** Identity providers: registered ones, and those of federations, whose metadata is kept fresh. */
@Module({
  imports: [AuditModule, HealthModule],
  providers: [...ofOurOwn, ...forOthers],
  exports: forOthers,
})
export class FederationModule {}
