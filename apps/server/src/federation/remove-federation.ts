import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, VirlabError } from '../platform/index';
import { FederationEntity } from './federation.entity';

/** Takes a federation out of use for good. What was chosen about its identity providers is kept, in case it comes back. */
@Injectable()
export class RemoveFederation {
  constructor(private readonly bus: Bus) {}

  /** @throws VirlabError `federation-not-found` */
  async run(id: string, manager: EntityManager): Promise<void> {
    const { affected } = await manager.delete(FederationEntity, { id });
    if (!affected) throw new VirlabError('federation-not-found', { detail: `no federation "${id}"` });
    afterCommit(manager, () => this.bus.tell({ type: 'providers-changed' }));
  }
}
