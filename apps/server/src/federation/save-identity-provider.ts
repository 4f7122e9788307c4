import { Injectable } from '@nestjs/common';
import { type IdentityProviderMetadata, MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import type { EntityManager } from 'typeorm';
import { Clock, VirlabError } from '../platform/index';
import { IdentityProviderEntity } from './identity-provider.entity';

/** An identity provider to be known; what is left out is taken from its metadata, or switched the usual way. */
export interface IdentityProviderSpec {
  metadataXml: string;
  title?: string;
  domain?: string;
  supportUrl?: string;
  practice?: boolean;
  enabled?: boolean;
  signsAssertionOnly?: boolean;
}

/**
 * Makes an identity provider known, or brings what is known up to date.
 *
 * @throws VirlabError `resource-invalid` when the metadata is not that of one usable identity provider
 */
@Injectable()
export class SaveIdentityProvider {
  constructor(private readonly clock: Clock) {}

  async run(
    spec: IdentityProviderSpec,
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const now = this.clock.now();
    const metadata = readOrRefuse(spec.metadataXml, now);
    const row = {
      entityId: metadata.entityId,
      title: spec.title ?? titleOf(metadata),
      domain: spec.domain ?? metadata.scopes[0] ?? null,
      supportUrl: spec.supportUrl ?? null,
      metadataXml: spec.metadataXml,
      enabled: spec.enabled ?? true,
      practice: spec.practice ?? false,
      signsAssertionOnly: spec.signsAssertionOnly ?? false,
    };
    const known = await manager.findOneBy(IdentityProviderEntity, { entityId: row.entityId });
    if (!known) {
      await manager.insert(IdentityProviderEntity, { ...row, updatedAt: now });
      return 'created';
    }
    const isSame = Object.entries(row).every(([name, value]) => known[name as keyof typeof row] === value);
    if (isSame) return 'unchanged';
    await manager.update(IdentityProviderEntity, row.entityId, { ...row, updatedAt: now });
    return 'changed';
  }
}

function readOrRefuse(xml: string, now: Date): IdentityProviderMetadata {
  try {
    return readIdentityProvider(xml, { now });
  } catch (error) {
    if (!(error instanceof MetadataRefusal)) throw error;
    const place = error.line === undefined ? '' : ` (line ${error.line})`;
    throw new VirlabError('resource-invalid', {
      publicDetail: `the metadata cannot be used: ${error.message}${place}`,
      errors: [{ path: 'metadata', message: `${error.code}: ${error.message}${place}` }],
      cause: error,
    });
  }
}

function titleOf({ displayNames, entityId }: IdentityProviderMetadata): string {
  const english = displayNames.find(({ language }) => language.toLowerCase().startsWith('en'));
  return (english ?? displayNames[0])?.text ?? entityId;
}
