import { Module } from '@nestjs/common';
import { IdentityProviders } from './identity-providers';
import { SaveIdentityProvider } from './save-identity-provider';

@Module({
  providers: [IdentityProviders, SaveIdentityProvider],
  exports: [IdentityProviders, SaveIdentityProvider],
})
export class FederationModule {}
