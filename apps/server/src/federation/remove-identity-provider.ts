import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, VirlabError } from '../platform/index';
import { IdentityProviderEntity } from './identity-provider.entity';

/** Forgets an identity provider that was registered here; one of the same name in a federation comes into view again. */
@Injectable()
export class RemoveIdentityProvider {
  constructor(private readonly bus: Bus) {}

  /** @throws VirlabError `provider-not-found` when none of that name is registered */
  async run(entityId: string, manager: EntityManager): Promise<void> {
    const { affected } = await manager.delete(IdentityProviderEntity, { entityId });
    if (!affected) throw new VirlabError('provider-not-found', { detail: `"${entityId}" is not registered` });
    afterCommit(manager, () => this.bus.tell({ type: 'providers-saved' }));
  }
}
