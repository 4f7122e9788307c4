import { Module } from '@nestjs/common';
import { FederationModule } from '../federation/index';
import { DiscoveryController } from './discovery.controller';
import { DiscoveryDirectory } from './discovery-directory';
import { DiscoveryFeed } from './discovery-feed';
import { DiscoveryState } from './discovery-state';
import { FindProviders } from './find-providers';
import { Logos } from './logos/logos';
import { LogosController } from './logos/logos.controller';
import { PresentDiscoveryRequest } from './present-discovery-request';
import { RefuseDiscovery } from './refuse-discovery';
import { SamlDiscoveryController } from './saml-discovery.controller';
import { StartDiscovery } from './start-discovery';

@Module({
  imports: [FederationModule],
  controllers: [DiscoveryController, LogosController, SamlDiscoveryController],
  providers: [
    DiscoveryDirectory,
    DiscoveryFeed,
    DiscoveryState,
    FindProviders,
    Logos,
    PresentDiscoveryRequest,
    RefuseDiscovery,
    StartDiscovery,
  ],
  exports: [FindProviders, StartDiscovery],
})
export class DiscoveryModule {}
