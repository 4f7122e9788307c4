export { DiscoveryModule } from './discovery.module';
export { FindProviders } from './find-providers';
export { languagesOf } from './languages-of';
export { DISCOVERY_RESPONSE_PATH, StartDiscovery } from './start-discovery';
