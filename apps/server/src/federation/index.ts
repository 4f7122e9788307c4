export { IdentityProviderEntity } from './identity-provider.entity';
