import type { NewPool } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { isDuplicateKey, retryTransaction } from '../../database/index';
import { actorOf } from '../../identity/index';
import { VirlabError, type Viewer } from '../../platform/index';
import { PoolEntity } from '../../pools/index';
import { WritePool } from './write-pool';

/** Adds a pool. Nobody has a right to it before a rule, or somebody by hand, gives one. */
@Injectable()
export class AddPool {
  constructor(
    private readonly source: DataSource,
    private readonly write: WritePool,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `pool-exists`; `pool-invalid` with every fault at its field */
  async run({ id, ...wanted }: NewPool, viewer: Viewer): Promise<void> {
    const taken = () => new VirlabError('pool-exists', { publicDetail: `there is a pool "${id}"` });
    try {
      await retryTransaction(this.source, async (manager) => {
        if (await manager.existsBy(PoolEntity, { id })) throw taken();
        await this.write.run(id, wanted, manager);
        const subject = { kind: 'pool', id, title: wanted.title };
        const facts = { template: wanted.template, hosts: wanted.hosts.join(', ') };
        await this.audit.record({ kind: 'pool.added', ...actorOf(viewer), subject, facts }, manager);
      });
    } catch (error) {
      if (isDuplicateKey(error)) throw taken();
      throw error;
    }
  }
}
