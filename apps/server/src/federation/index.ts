export { FederationModule } from './federation.module';
export { IdentityProviderEntity } from './identity-provider.entity';
export { IdentityProviders, type KnownIdentityProvider } from './identity-providers';
export { type IdentityProviderSpec, SaveIdentityProvider } from './save-identity-provider';
