import { Injectable } from '@nestjs/common';
import { type IdentityProviderMetadata, MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Clock, VirlabError } from '../platform/index';
import { AskMetadataService } from './ask-metadata-service';
import { FederationCopies, type FederatedProvider } from './federation-copies';
import { IdentityProviderEntity } from './identity-provider.entity';
import type { KnownIdentityProvider, ProviderRecord } from './provider-record';
import { MdqCopy } from './mdq-copy';
import { ProviderSettingsEntity } from './provider-settings.entity';
import { titleOf } from './title-of';

/** What can be an entityID at all (SAML metadata 2.3.2): others are not worth a question. */
const ASKABLE = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"]{1,1000}$/;

/**
 * The directory of identity providers. One that is registered here by hand hides those of the same name in federations;
 * of several federations that know it, the first by id counts. Metadata is parsed once for each version of it.
 */
@Injectable()
export class IdentityProviders {
  private readonly parsed = new Map<string, { xml: string; metadata: IdentityProviderMetadata }>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly copies: FederationCopies,
    private readonly services: AskMetadataService,
  ) {}

  /**
   * One provider, switched on or not. Outside a transaction a federation's service may be asked for it.
   *
   * @param manager of a transaction: then only what is held here counts
   * @throws VirlabError `sign-in-unknown-provider`; `sign-in-provider-unusable` when its metadata is out of date;
   *   `sign-in-provider-unavailable` when a federation's service would know it and does not answer
   */
  async get(entityId: string, manager: EntityManager = this.source.manager): Promise<KnownIdentityProvider> {
    const registered = await manager.findOneBy(IdentityProviderEntity, { entityId });
    if (registered) return { entity: recordOf(registered), metadata: this.read(registered) };
    await this.copies.ready(manager);
    const federated = await this.lookUp(entityId, manager.queryRunner?.isTransactionActive !== true);
    const settings = await manager.findOneBy(ProviderSettingsEntity, { entityId });
    return { entity: federatedRecord(federated, settings), metadata: await this.copies.read(federated) };
  }

  /** The same, or null when nobody knows it or its metadata cannot be used. */
  async find(
    entityId: string,
    manager: EntityManager = this.source.manager,
  ): Promise<KnownIdentityProvider | null> {
    try {
      return await this.get(entityId, manager);
    } catch (error) {
      if (error instanceof VirlabError) return null;
      throw error;
    }
  }

  /** One provider without a look into its metadata, so also one that is out of date; null when nobody knows it. */
  async findRecord(
    entityId: string,
    manager: EntityManager = this.source.manager,
  ): Promise<ProviderRecord | null> {
    return (await this.records([entityId], manager)).get(entityId) ?? null;
  }

  /** The same for many, by entityID; those that nobody knows are missing. */
  async records(
    entityIds: Iterable<string>,
    manager: EntityManager = this.source.manager,
  ): Promise<Map<string, ProviderRecord>> {
    const wanted = [...new Set(entityIds)];
    if (wanted.length === 0) return new Map();
    const registered = await manager.findBy(IdentityProviderEntity, { entityId: In(wanted) });
    const settings = await manager.findBy(ProviderSettingsEntity, { entityId: In(wanted) });
    await this.copies.ready(manager);
    const records = new Map(registered.map((row) => [row.entityId, recordOf(row)]));
    const chosen = new Map(settings.map((row) => [row.entityId, row]));
    for (const entityId of wanted) {
      if (records.has(entityId)) continue;
      const federated = this.copies.find(entityId);
      if (federated) records.set(entityId, federatedRecord(federated, chosen.get(entityId) ?? null));
    }
    return records;
  }

  /** Those that are registered here by hand, by title. */
  async list(manager: EntityManager = this.source.manager): Promise<ProviderRecord[]> {
    const rows = await manager.find(IdentityProviderEntity, { order: { title: 'ASC', entityId: 'ASC' } });
    return rows.map(recordOf);
  }

  /** Federations are asked in order; what one says that is not usable does not hide what the next one says. */
  private async lookUp(entityId: string, mayAsk: boolean): Promise<FederatedProvider> {
    let isUnavailable = false;
    for (const copy of this.copies.all()) {
      if (copy instanceof MdqCopy && mayAsk && ASKABLE.test(entityId)) {
        isUnavailable = (await this.services.run(copy, entityId)) === 'unavailable' || isUnavailable;
      }
      const found = this.copies.findIn(copy, entityId);
      if (found && !found.unusable) return found;
    }
    const unusable = this.copies.find(entityId);
    if (unusable) return unusable;
    const detail = `no provider "${entityId}"`;
    if (!isUnavailable) throw new VirlabError('sign-in-unknown-provider', { detail });
    throw new VirlabError('sign-in-provider-unavailable', { detail, context: { idp: entityId } });
  }

  private read(entity: IdentityProviderEntity): IdentityProviderMetadata {
    const now = this.clock.now();
    const known = this.parsed.get(entity.entityId);
    if (known?.xml === entity.metadataXml && !isOver(known.metadata, now)) return known.metadata;
    try {
      const metadata = readIdentityProvider(entity.metadataXml, { now });
      this.parsed.set(entity.entityId, { xml: entity.metadataXml, metadata });
      return metadata;
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      throw new VirlabError('sign-in-provider-unusable', {
        detail: `metadata of "${entity.entityId}": ${error.code}: ${error.message}`,
        context: { idp: entity.entityId },
        cause: error,
      });
    }
  }
}

function recordOf(row: IdentityProviderEntity): ProviderRecord {
  const { entityId, title, domain, supportUrl, enabled, practice, signsAssertionOnly, allowsCbc } = row;
  return {
    entityId,
    title,
    domain,
    supportUrl,
    enabled,
    practice,
    signsAssertionOnly,
    allowsCbc,
    source: { kind: 'registered' },
  };
}

function federatedRecord(
  { provider: listing, copy }: FederatedProvider,
  settings: ProviderSettingsEntity | null,
): ProviderRecord {
  return {
    entityId: listing.entityId,
    title: titleOf(listing.names, listing.entityId),
    domain: listing.scopes[0] ?? null,
    supportUrl: null,
    enabled: settings?.enabled ?? true,
    practice: false,
    signsAssertionOnly: settings?.signsAssertionOnly ?? false,
    allowsCbc: settings?.allowsCbc ?? false,
    source: { kind: 'federation', federationId: copy.federationId },
  };
}

function isOver(metadata: IdentityProviderMetadata, now: Date): boolean {
  return metadata.validUntil !== undefined && new Date(metadata.validUntil) <= now;
}
