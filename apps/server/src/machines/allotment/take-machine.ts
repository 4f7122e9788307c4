import type { SharedPool } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { NewAuditEvent } from '../../audit/index';
import { Classes } from '../../classes/index';
import { type EntitlementEntity, Entitlements } from '../../entitlements/index';
import { sessionRefOf } from '../../identity/index';
import { Bus, Clock, VirlabError, type Viewer } from '../../platform/index';
import { type FullPool, Pools, settingsOf } from '../../pools/index';
import { quotaOf } from './allot-machines';
import { ClaimMachine } from './claim-machine';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { MachineStock } from './machine-stock';
import { MachineTerms } from '../terms/machine-terms';
import { newMachine } from './new-machine';

/** A name or a place may be taken by somebody quicker; the third time is no accident. */
const MOST_TRIES = 3;

/** A machine, or the place in the queue for one. */
export type Taken = { machine: MachineEntity } | { waiting: SharedPool };

/**
 * Gives a machine of a shared pool to who asks: a free one, else a new one while the pool is not full, else a place in the
 * queue. Who asked first comes first. Who has one already gets that.
 */
@Injectable()
export class TakeMachine {
  constructor(
    private readonly pools: Pools,
    private readonly classes: Classes,
    private readonly entitlements: Entitlements,
    private readonly rows: MachineRepository,
    private readonly stock: MachineStock,
    private readonly claim: ClaimMachine,
    private readonly terms: MachineTerms,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws VirlabError `not-entitled`, also for a pool that is not there; `action-not-possible` with the reason
   *   `not-shared` or `pool-closed` (and `opensAt`) in its context
   */
  async run(viewer: Viewer, poolId: string): Promise<Taken> {
    const { userId } = viewer;
    const right = await this.entitlements.poolOf(userId, poolId);
    const pool = (await this.pools.withTemplate([poolId])).get(poolId);
    if (!right || !pool) throw new VirlabError('not-entitled', { detail: `pool ${poolId}` });
    if (pool.kind !== 'shared') {
      throw new VirlabError('action-not-possible', { context: { reason: 'not-shared' } });
    }
    const had = (await this.rows.ofOwner(userId)).filter((machine) => machine.poolId === poolId);
    const [first] = had;
    if (first && had.length >= quotaOf(right)) return { machine: first };
    const opensAt = this.terms.opensAt(pool);
    if (opensAt) {
      throw new VirlabError('action-not-possible', {
        context: { reason: 'pool-closed', opensAt: opensAt.toISOString() },
      });
    }
    const machine = await this.take(viewer, pool, right, had);
    if (machine) {
      await this.stock.leaveQueue(poolId, userId);
      return { machine };
    }
    await this.stock.ask(poolId, userId);
    return { waiting: await this.standing(pool, userId) };
  }

  /** How it stands with a pool for a person: whether there is a machine to be had, and who comes before. */
  async standing(pool: FullPool, userId: string): Promise<SharedPool> {
    const { size } = settingsOf(pool);
    const { all, owned, free } = await this.stock.count(pool.id);
    const queue = await this.stock.queue(pool.id);
    const place = queue.indexOf(userId);
    const before = place < 0 ? queue.length : place;
    const opensAt = this.terms.opensAt(pool);
    const ofClass =
      pool.classId === null ? undefined : (await this.classes.byIds([pool.classId])).get(pool.classId);
    return {
      pool: { id: pool.id, title: pool.title },
      ...(ofClass ? { class: { id: ofClass.id, code: ofClass.code, title: ofClass.title } } : {}),
      ...(size === null ? {} : { size }),
      taken: owned,
      free: pool.kind === 'shared' && (size === null || free + size - all > before),
      ...(place < 0 ? {} : { before }),
      ...(opensAt ? { opensAt: opensAt.toISOString() } : {}),
    };
  }

  private async take(
    viewer: Viewer,
    pool: FullPool,
    right: EntitlementEntity,
    had: readonly MachineEntity[],
  ): Promise<MachineEntity | null> {
    const { userId } = viewer;
    if (!(await this.standing(pool, userId)).free) return null;
    const places = Array.from({ length: quotaOf(right) }, (_, index) => index + 1);
    const ordinal = places.find((place) => had.every((machine) => machine.ordinal !== place)) ?? 1;
    const event = eventOf(viewer, pool, right);
    const claimed = await this.claim.run(pool, { userId, ordinal, rightUntil: right.validUntil, event });
    if (typeof claimed === 'object') return claimed;
    if (claimed === 'had') return this.ownOf(userId, pool.id, ordinal);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const row = newMachine(
        { poolId: pool.id, hostId: pool.hostId, ownerId: userId, ordinal },
        this.clock.now(),
      );
      const subject = { kind: 'machine', id: row.id, title: row.name };
      const added = await this.stock.add([row], {
        ...{ poolId: pool.id, size: settingsOf(pool).size, event: { ...event, subject } },
      });
      if (added === 'full') return null;
      const own = await this.ownOf(userId, pool.id, ordinal);
      if (own) this.bus.tell({ type: 'machines-changed', userId });
      if (own) return own;
    }
    return null;
  }

  private async ownOf(userId: string, poolId: string, ordinal: number): Promise<MachineEntity | null> {
    const own = await this.rows.ofOwner(userId);
    return own.find((machine) => machine.poolId === poolId && machine.ordinal === ordinal) ?? null;
  }
}

function eventOf(
  viewer: Viewer,
  pool: FullPool,
  { ruleId, policyVersion }: EntitlementEntity,
): Omit<NewAuditEvent, 'subject'> {
  return {
    kind: 'machine.taken',
    actor: { id: viewer.userId, displayName: viewer.displayName, as: 'owner' },
    sessionRef: sessionRefOf({ id: viewer.sessionId }),
    facts: { pool: pool.title },
    ...{ ruleId, policyVersion },
  };
}
