import { Injectable } from '@nestjs/common';
import { type IdentityProviderMetadata, MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Clock, VirlabError } from '../platform/index';
import { titleOf } from './title-of';
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
  allowsCbc?: boolean;
}

/** What the columns take, in characters. */
const LONGEST = { entityId: 512, title: 256, domain: 256, supportUrl: 1024 } as const;

/**
 * Makes an identity provider known, or brings what is known up to date.
 *
 * @throws VirlabError `resource-invalid` when the metadata is not that of one usable identity provider
 */
@Injectable()
export class SaveIdentityProvider {
  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  async run(
    spec: IdentityProviderSpec,
    manager: EntityManager,
  ): Promise<'created' | 'changed' | 'unchanged'> {
    const now = this.clock.now();
    const metadata = readOrRefuse(spec.metadataXml, now);
    requireLengths(spec, metadata);
    const row = {
      entityId: metadata.entityId,
      title: spec.title ?? titleOf(metadata.displayNames, metadata.entityId).slice(0, LONGEST.title),
      domain: spec.domain ?? metadata.scopes[0]?.slice(0, LONGEST.domain) ?? null,
      supportUrl: spec.supportUrl ?? null,
      metadataXml: spec.metadataXml,
      enabled: spec.enabled ?? true,
      practice: spec.practice ?? false,
      signsAssertionOnly: spec.signsAssertionOnly ?? false,
      allowsCbc: spec.allowsCbc ?? false,
    };
    const known = await manager.findOneBy(IdentityProviderEntity, { entityId: row.entityId });
    if (known && Object.entries(row).every(([name, value]) => known[name as keyof typeof row] === value)) {
      return 'unchanged';
    }
    if (known) await manager.update(IdentityProviderEntity, row.entityId, { ...row, updatedAt: now });
    else await manager.insert(IdentityProviderEntity, { ...row, updatedAt: now });
    afterCommit(manager, () => this.bus.tell({ type: 'providers-saved' }));
    return known ? 'changed' : 'created';
  }
}

/** A text that its column would not take is refused with the others' faults, before the database does it with none. */
function requireLengths(spec: IdentityProviderSpec, { entityId }: IdentityProviderMetadata): void {
  const texts = { entityId, title: spec.title, domain: spec.domain, supportUrl: spec.supportUrl };
  const errors = Object.entries(LONGEST).flatMap(([path, most]) => {
    const { length } = texts[path as keyof typeof texts] ?? '';
    return length > most ? [{ path, message: `has ${length} characters, expected ${most} at most` }] : [];
  });
  if (errors.length > 0) throw new VirlabError('resource-invalid', { errors });
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
