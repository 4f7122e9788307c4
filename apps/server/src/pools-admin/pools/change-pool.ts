import type { SavePool as PoolChange } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { Classes } from '../../classes/index';
import { retryTransaction } from '../../database/index';
import { sessionRefOf } from '../../identity/index';
import { VirlabError, type Viewer } from '../../platform/index';
import { PoolEntity, SavePool } from '../../pools/index';

/**
 * Changes what is said of a pool. Nothing is taken from anybody by it: machines that run go on, and what a new limit would end is
 * announced first, as everything is that ends.
 */
@Injectable()
export class ChangePool {
  constructor(
    private readonly source: DataSource,
    private readonly save: SavePool,
    private readonly classes: Classes,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `pool-not-found`, `pool-changed`; `pool-invalid` with every fault at its field */
  async run(id: string, wanted: PoolChange, viewer: Viewer): Promise<void> {
    const [hostId = '', ...hostIds] = wanted.hosts;
    const wish = {
      ...{ id, title: wanted.title, kind: wanted.kind, templateId: wanted.template, hostId, hostIds },
      ...{ classId: wanted.class, settings: wanted.settings },
    };
    const isClassThere = wanted.class === null || (await this.classes.byIds([wanted.class])).size > 0;
    await retryTransaction(this.source, async (manager) => {
      const found = await manager.findOneBy(PoolEntity, { id });
      if (!found) throw new VirlabError('pool-not-found', { detail: `no pool ${id}` });
      if (wanted.updatedAt !== undefined && found.updatedAt.toISOString() !== wanted.updatedAt) {
        throw new VirlabError('pool-changed', {
          detail: `pool ${id} was saved at ${found.updatedAt.toISOString()}`,
        });
      }
      const faults = isClassThere
        ? []
        : [{ path: 'class', message: `there is no class "${wanted.class ?? ''}"` }];
      const { result, fields } = await this.save.save(wish, manager, faults).catch((error: unknown) => {
        if (!(error instanceof VirlabError) || error.code !== 'resource-invalid') throw error;
        const errors = (error.errors ?? []).map(({ path, message }) => ({ path: placeOf(path), message }));
        throw new VirlabError('pool-invalid', { errors });
      });
      if (result === 'unchanged') return;
      await this.audit.record(
        {
          kind: 'pool.changed',
          actor: {
            id: viewer.userId,
            displayName: viewer.displayName,
            as: viewer.roles.join(', ') || 'operator',
          },
          subject: { kind: 'pool', id, title: wanted.title },
          sessionRef: sessionRefOf({ id: viewer.sessionId }),
          facts: { fields: fields.map((field) => field.replace(/Ids?$/, '')).join(', ') },
        },
        manager,
      );
    });
  }
}

/** A resource names its first host apart from the others; here they are one list. */
function placeOf(path: string): string {
  if (path === 'host') return 'hosts.0';
  return path.replace(/^hosts\.(\d+)$/, (_, index: string) => `hosts.${Number(index) + 1}`);
}
