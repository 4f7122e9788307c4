export { DiscoveryModule } from './discovery.module';
export { FindProviders } from './find-providers';
export { languagesOf } from './languages-of';
