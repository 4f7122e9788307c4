import { Module } from '@nestjs/common';
import { FederationModule } from '../federation/index';
import { DiscoveryController } from './discovery.controller';
import { DiscoveryDirectory } from './discovery-directory';
import { FindProviders } from './find-providers';

@Module({
  imports: [FederationModule],
  controllers: [DiscoveryController],
  providers: [DiscoveryDirectory, FindProviders],
  exports: [FindProviders],
})
export class DiscoveryModule {}
