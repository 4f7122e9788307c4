import type { SavePool as PoolChange } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { retryTransaction } from '../../database/index';
import { actorOf } from '../../identity/index';
import { VirlabError, type Viewer } from '../../platform/index';
import { PoolEntity } from '../../pools/index';
import { WritePool } from './write-pool';

/**
 * Changes what is said of a pool. Nothing is taken from anybody by it: machines that run go on, and what a new limit would end is
 * announced first, as everything is that ends.
 */
@Injectable()
export class ChangePool {
  constructor(
    private readonly source: DataSource,
    private readonly write: WritePool,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `pool-not-found`, `pool-changed`; `pool-invalid` with every fault at its field */
  async run(id: string, wanted: PoolChange, viewer: Viewer): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const found = await manager.findOneBy(PoolEntity, { id });
      if (!found) throw new VirlabError('pool-not-found', { detail: `no pool ${id}` });
      if (wanted.updatedAt !== undefined && found.updatedAt.toISOString() !== wanted.updatedAt) {
        throw new VirlabError('pool-changed', {
          detail: `pool ${id} was saved at ${found.updatedAt.toISOString()}`,
        });
      }
      const fields = await this.write.run(id, wanted, manager);
      if (fields.length === 0) return;
      await this.audit.record(
        {
          kind: 'pool.changed',
          ...actorOf(viewer),
          subject: { kind: 'pool', id, title: wanted.title },
          facts: { fields: fields.map((field) => field.replace(/Ids?$/, '')).join(', ') },
        },
        manager,
      );
    });
  }
}
