import { Module } from '@nestjs/common';
import { AttributesModule } from '../attributes/index';
import { FederationModule } from '../federation/index';
import { IdentityModule } from '../identity/index';
import { AddFederation } from './add-federation';
import { AddProvider } from './add-provider';
import { ChangeFederation } from './change-federation';
import { ChangeProvider } from './change-provider';
import { ChangeWaysIn } from './change-ways-in';
import { DropFederation } from './drop-federation';
import { DropProvider } from './drop-provider';
import { FederationRefreshes } from './federation-refreshes';
import { FederationsController } from './federations.controller';
import { FetchDocument } from './fetch-document';
import { KeepAdmins } from './keep-admins';
import { ListProviders } from './list-providers';
import { LookAtFederation } from './look-at-federation';
import { PreviewProvider } from './preview-provider';
import { ProviderStandings } from './provider-standings';
import { ProviderUsage } from './provider-usage';
import { ProvidersController } from './providers.controller';
import { ReadDocument } from './read-document';
import { ReadFederations } from './read-federations';
import { ReadProvider } from './read-provider';

/** Federations and identity providers, for those who look after them. */
@Module({
  imports: [AttributesModule, FederationModule, IdentityModule],
  controllers: [FederationsController, ProvidersController],
  providers: [
    AddFederation,
    AddProvider,
    ChangeFederation,
    ChangeProvider,
    ChangeWaysIn,
    DropFederation,
    DropProvider,
    FederationRefreshes,
    FetchDocument,
    KeepAdmins,
    ListProviders,
    LookAtFederation,
    PreviewProvider,
    ProviderStandings,
    ProviderUsage,
    ReadDocument,
    ReadFederations,
    ReadProvider,
  ],
})
export class FederationAdminModule {}
