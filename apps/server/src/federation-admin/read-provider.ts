import type { ProviderDetail } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { IdentityProviderMetadata } from '@virlab/saml';
import { DataSource } from 'typeorm';
import {
  IdentityProviders,
  ProviderDirectory,
  type ProviderListing,
  type ProviderRecord,
} from '../federation/index';
import { VirlabError } from '../platform/index';
import { KeepAdmins } from './keep-admins';
import { presentKey } from './present-key';
import { ProviderStandings } from './provider-standings';
import { ProviderUsage } from './provider-usage';

/** Reads one identity provider with everything that its metadata says. */
@Injectable()
export class ReadProvider {
  constructor(
    private readonly source: DataSource,
    private readonly directory: ProviderDirectory,
    private readonly providers: IdentityProviders,
    private readonly standings: ProviderStandings,
    private readonly usage: ProviderUsage,
    private readonly keepAdmins: KeepAdmins,
  ) {}

  /** @throws VirlabError `provider-not-found` */
  async run(entityId: string): Promise<ProviderDetail> {
    const record = await this.providers.findRecord(entityId);
    if (!record) throw new VirlabError('provider-not-found', { detail: entityId });
    const listed = (await this.directory.fresh()).find((one) => one.entityId === entityId);
    const listing = listed ?? listingOf(record);
    const [row] = await this.standings.of([listing]);
    if (!row) throw new VirlabError('provider-not-found', { detail: entityId });
    const known = await this.look(entityId);
    const { people } = await this.usage.read();
    const { metadata, fault } = known;
    return {
      ...row,
      ...(record.supportUrl ? { supportUrl: record.supportUrl } : {}),
      ...publishedBy(metadata, listing),
      ...(fault ? { unusable: listing.unusable ?? { code: fault } } : {}),
      peopleEver: people.get(entityId)?.ever ?? 0,
      admins: await this.source.transaction((manager) => this.keepAdmins.whoDependOn(entityId, manager)),
    };
  }

  private async look(entityId: string): Promise<{ metadata?: IdentityProviderMetadata; fault?: string }> {
    try {
      return { metadata: (await this.providers.get(entityId)).metadata };
    } catch (error) {
      if (error instanceof VirlabError) return { fault: error.code };
      throw error;
    }
  }
}

/** Stands for a provider that the directory does not list: one whose metadata cannot be read any more. */
function listingOf({ entityId, title, enabled, practice, source }: ProviderRecord): ProviderListing {
  return {
    entityId,
    names: [{ language: 'en', text: title }],
    keywords: [],
    scopes: [],
    domains: [],
    logos: [],
    hidden: false,
    enabled,
    practice,
    source,
  };
}

function publishedBy(metadata: IdentityProviderMetadata | undefined, listing: ProviderListing) {
  if (!metadata) {
    return {
      names: [...listing.names],
      descriptions: [],
      unsupportedScopes: [],
      contacts: [],
      entityCategories: [],
      assurance: [],
      hidden: listing.hidden,
      signingKeys: [],
    };
  }
  const { displayNames, descriptions, unsupportedScopes, contacts, entityCategories, assurance } = metadata;
  const { hideFromDiscovery, signingCertificates, errorUrl, registrationAuthority, ssoRedirectUrl } =
    metadata;
  const { singleLogoutUrl, validUntil } = metadata;
  return {
    names: displayNames,
    descriptions,
    unsupportedScopes,
    contacts,
    entityCategories,
    assurance,
    hidden: hideFromDiscovery,
    signingKeys: signingCertificates.map(presentKey),
    ssoUrl: ssoRedirectUrl,
    ...(errorUrl ? { errorUrl } : {}),
    ...(registrationAuthority ? { registrationAuthority } : {}),
    ...(singleLogoutUrl ? { singleLogoutUrl } : {}),
    ...(validUntil ? { validUntil } : {}),
  };
}
