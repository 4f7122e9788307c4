import { Injectable } from '@nestjs/common';
import { type IdentityProviderMetadata, MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, VirlabError } from '../platform/index';
import { IdentityProviderEntity } from './identity-provider.entity';

/** An identity provider as it is stored, and what its metadata says. */
export interface KnownIdentityProvider {
  entity: IdentityProviderEntity;
  metadata: IdentityProviderMetadata;
}

/** The directory of identity providers. Metadata is parsed once for each version of it. */
@Injectable()
export class IdentityProviders {
  private readonly parsed = new Map<string, { xml: string; metadata: IdentityProviderMetadata }>();

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * One provider, switched on or not.
   *
   * @throws VirlabError `sign-in-unknown-provider`; `sign-in-provider-unusable` when its metadata is out of date
   */
  async get(entityId: string, manager: EntityManager = this.source.manager): Promise<KnownIdentityProvider> {
    const entity = await this.find(entityId, manager);
    if (!entity) throw new VirlabError('sign-in-unknown-provider', { detail: `no provider "${entityId}"` });
    return { entity, metadata: this.read(entity) };
  }

  /** One provider as it is stored, without looking into its metadata; null when nobody knows it. */
  find(
    entityId: string,
    manager: EntityManager = this.source.manager,
  ): Promise<IdentityProviderEntity | null> {
    return manager.findOneBy(IdentityProviderEntity, { entityId });
  }

  /** All providers, by title. */
  list(manager: EntityManager = this.source.manager): Promise<IdentityProviderEntity[]> {
    return manager.find(IdentityProviderEntity, { order: { title: 'ASC', entityId: 'ASC' } });
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

function isOver(metadata: IdentityProviderMetadata, now: Date): boolean {
  return metadata.validUntil !== undefined && new Date(metadata.validUntil) <= now;
}
