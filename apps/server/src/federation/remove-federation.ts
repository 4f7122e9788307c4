import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Log, VirlabError } from '../platform/index';
import { FederationCopies } from './federation-copies';
import { FederationEntity } from './federation.entity';

/**
 * Forgets a federation and its copy. What was chosen about its identity providers stays, should they come back.
 *
 * @throws VirlabError `federation-not-found`
 */
@Injectable()
export class RemoveFederation {
  constructor(
    private readonly bus: Bus,
    private readonly log: Log,
    private readonly copies: FederationCopies,
  ) {}

  async run(id: string, manager: EntityManager): Promise<void> {
    const { affected } = await manager.delete(FederationEntity, { id });
    if (!affected) throw new VirlabError('federation-not-found', { detail: `no federation "${id}"` });
    afterCommit(manager, () => {
      this.bus.tell({ type: 'providers-saved' });
      // A copy of which no row knows is never used, so what cannot be removed does no harm.
      this.copies
        .folderOf(id)
        .remove()
        .catch((error: unknown) => this.log.warn({ err: error, federation: id }, 'a copy was not removed'));
    });
  }
}
