import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, VirlabError } from '../platform/index';
import { HostEntity } from './host.entity';

/** Forgets a host that nothing uses. Who uses it is for those above to know. */
@Injectable()
export class RemoveHost {
  constructor(private readonly bus: Bus) {}

  /** @throws VirlabError `host-has-machines` while a machine has room on it */
  async run(id: string, manager: EntityManager): Promise<void> {
    const { affected } = await manager.delete(HostEntity, { id, reservedMemoryMiB: 0 });
    if (affected !== 1 && (await manager.existsBy(HostEntity, { id }))) {
      throw new VirlabError('host-has-machines', { detail: `machines have room on host ${id}` });
    }
    afterCommit(manager, () => this.bus.tell({ type: 'host-changed', hostId: id }));
  }
}
