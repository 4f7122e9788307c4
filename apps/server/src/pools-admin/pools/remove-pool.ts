import { Injectable } from '@nestjs/common';
import type { Effect } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { retryTransaction } from '../../database/index';
import { GrantsByHand } from '../../grants/index';
import { actorOf } from '../../identity/index';
import { DropSpares, MachineStock } from '../../machines/index';
import { VirlabError, type Viewer } from '../../platform/index';
import { CurrentPolicy } from '../../policies/index';
import { deletePool, Pools } from '../../pools/index';

/** How many names stand in a sentence. */
const MOST_NAMES = 5;

/**
 * Takes a pool away that nobody has a machine of and that nothing gives a right to, with the machines that are nobody's. What
 * somebody has on a disk is never lost by it.
 */
@Injectable()
export class RemovePool {
  constructor(
    private readonly source: DataSource,
    private readonly pools: Pools,
    private readonly stock: MachineStock,
    private readonly spares: DropSpares,
    private readonly policy: CurrentPolicy,
    private readonly grants: GrantsByHand,
    private readonly audit: AuditRecorder,
  ) {}

  /** @throws VirlabError `pool-not-found`; `pool-in-use` with how many machines it has, and what names it */
  async run(id: string, viewer: Viewer): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      // Whoever adds a machine to it meanwhile has been counted, or finds no pool.
      await this.pools.lock(id, manager);
      const pool = await this.pools.find(id, manager);
      if (!pool) throw new VirlabError('pool-not-found', { detail: `no pool ${id}` });
      const uses = await this.usesOf(id, manager);
      if (uses.length > 0) throw new VirlabError('pool-in-use', { publicDetail: uses.join('; ') });
      await this.spares.run(id, manager);
      await deletePool(id, manager);
      const subject = { kind: 'pool', id, title: pool.title };
      await this.audit.record({ kind: 'pool.removed', ...actorOf(viewer), subject, facts: {} }, manager);
    });
  }

  private async usesOf(id: string, manager: EntityManager): Promise<string[]> {
    const { owned } = await this.stock.count(id, manager);
    const rules = ((await this.policy.find(manager))?.table.set.rules ?? []).filter(({ effects }) =>
      effects.some((effect) => poolOf(effect) === id),
    );
    const grants = (await this.grants.listValid(manager)).filter(
      ({ targetKind, targetRef }) => targetKind === 'pool' && targetRef === id,
    );
    const names = rules.slice(0, MOST_NAMES).map((rule) => rule.id);
    return [
      ...(owned > 0 ? [owned === 1 ? '1 machine with an owner' : `${owned} machines with owners`] : []),
      ...(names.length > 0
        ? [`rules ${names.join(', ')}${rules.length > MOST_NAMES ? ' and others' : ''}`]
        : []),
      ...(grants.length > 0
        ? [grants.length === 1 ? '1 right by hand' : `${grants.length} rights by hand`]
        : []),
    ];
  }
}

/** The pool that an effect names, also to limit or to deny it. */
function poolOf(effect: Effect): string | undefined {
  if ('pool' in effect) return effect.pool;
  if ('limit' in effect) return effect.limit.pool;
  if ('deny' in effect && effect.deny !== 'login' && 'pool' in effect.deny) return effect.deny.pool;
  return undefined;
}
