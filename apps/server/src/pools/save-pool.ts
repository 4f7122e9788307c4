import { poolSettingsSchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { afterCommit } from '../database/index';
import { Bus, Clock, VirlabError } from '../platform/index';
import { faultsOfPool, type PoolFault, type PoolWish } from './pool-faults';
import { PoolEntity } from './pool.entity';

/** Writes one pool as a resource file or an operator says it. */
@Injectable()
export class SavePool {
  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /**
   * Says what became of it. Machines that exist stay on the host they are on, and whose they are; a machine that runs
   * goes on.
   *
   * @throws VirlabError `resource-invalid` with all its faults
   */
  async run(wish: PoolWish, manager: EntityManager): Promise<'created' | 'changed' | 'unchanged'> {
    return (await this.save(wish, manager)).result;
  }

  /** As `run`, and which fields it changed; `known` are faults that its caller has found already. */
  async save(
    wish: PoolWish,
    manager: EntityManager,
    known: readonly PoolFault[] = [],
  ): Promise<{ result: 'created' | 'changed' | 'unchanged'; fields: string[] }> {
    const errors = [...known, ...(await faultsOfPool(wish, manager))];
    if (errors.length > 0) throw new VirlabError('resource-invalid', { errors });
    const { id, title, templateId, hostId, hostIds = [] } = wish;
    const row = {
      ...{ id, title, templateId, hostId, classId: wish.classId ?? null, kind: wish.kind ?? 'personal' },
      hostIds: hostIds.length > 0 ? [...hostIds] : null,
      // Whole, so that a later version's other usual never changes what somebody has decided.
      settings: wish.settings ? poolSettingsSchema.parse(wish.settings) : null,
    };
    const found = await manager.findOneBy(PoolEntity, { id });
    const fields = Object.entries(row)
      .filter(
        ([field, value]) => JSON.stringify(found?.[field as keyof typeof row]) !== JSON.stringify(value),
      )
      .map(([field]) => field);
    if (fields.length === 0) return { result: 'unchanged', fields };
    await manager.save(PoolEntity, { ...row, updatedAt: this.clock.now() });
    afterCommit(manager, () => {
      // A host is proved by the template of a pool of its own, which it may have only now.
      for (const one of [hostId, ...hostIds]) this.bus.tell({ type: 'host-changed', hostId: one });
    });
    return { result: found ? 'changed' : 'created', fields };
  }
}
