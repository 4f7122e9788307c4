import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Clock } from '../platform/index';
import { requireUsableFederation } from './require-usable-federation';
import { FederationEntity, type FederationKind } from './federation.entity';

/** A federation to be used; what is left out is set the usual way. */
export interface FederationSpec {
  id: string;
  title: string;
  kind: FederationKind;
  /** A path, absolute or below the data directory, for files; the document's address; the base address of an MDQ service. */
  location: string;
  /** PEM or bare base64; only their keys count. At least one. */
  signingCertificates: readonly string[];
  maxValidityDays?: number;
  enabled?: boolean;
}

/** The longest validity that the eduGAIN profile allows. */
const USUAL_VALIDITY_DAYS = 28;
/** What a federation starts with, and falls back to when it moves: what is known of the old place says nothing. */
const UNTRIED = {
  lastAttemptAt: null,
  lastSuccessAt: null,
  nextAttemptAt: null,
  lastErrorCode: null,
  lastErrorDetail: null,
  failures: 0,
  validUntil: null,
  entityCount: 0,
  providerCount: 0,
  refusedCount: 0,
  etag: null,
  alarm: 0,
} as const;

/**
 * Sets up a federation, or changes one. Fetches nothing: the refresh that is due then does.
 *
 * @throws VirlabError `resource-invalid`, its errors by field
 */
@Injectable()
export class SaveFederation {
  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  async run(spec: FederationSpec, manager: EntityManager): Promise<'created' | 'changed' | 'unchanged'> {
    const signingCertificates = requireUsableFederation(spec);
    const { id, title, kind, location } = spec;
    const row = {
      id,
      title,
      kind,
      location,
      signingCertificates,
      maxValidityDays: spec.maxValidityDays ?? USUAL_VALIDITY_DAYS,
      enabled: spec.enabled ?? true,
    };
    const known = await manager.findOneBy(FederationEntity, { id });
    const differs = known && Object.keys(row).filter((name) => !isSame(known, row, name as keyof typeof row));
    if (differs?.length === 0) return 'unchanged';
    const hasMoved = differs?.some((name) => name !== 'title' && name !== 'enabled') ?? true;
    const next = { ...row, ...(hasMoved ? UNTRIED : {}), updatedAt: this.clock.now() };
    if (known) await manager.update(FederationEntity, id, next);
    else await manager.insert(FederationEntity, { ...UNTRIED, ...next });
    afterCommit(manager, () => this.bus.tell({ type: 'providers-saved' }));
    return known ? 'changed' : 'created';
  }
}

function isSame<R extends Partial<FederationEntity>>(
  known: FederationEntity,
  row: R,
  name: keyof R,
): boolean {
  return JSON.stringify(known[name as keyof FederationEntity]) === JSON.stringify(row[name]);
}
