import { Injectable } from '@nestjs/common';
import {
  DataSource,
  type EntityManager,
  In,
  IsNull,
  LessThan,
  MoreThan,
  MoreThanOrEqual,
  Not,
} from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../../audit/index';
import { isDuplicateKey, retryTransaction } from '../../database/index';
import { Clock, newId } from '../../platform/index';
import { Pools } from '../../pools/index';
import { MachineEntity } from '../machine.entity';
import { type newMachine } from './new-machine';
import { PoolQueueEntity } from './pool-queue.entity';

/** How many rows one query reads. */
const PAGE = 500;
/** Who has not asked for so long has gone, or closed the page; the next one moves up. */
export const QUEUE_LAPSE_MS = 180_000;

/** How many machines a pool has, of which sort. */
export interface StockCount {
  all: number;
  owned: number;
  running: number;
  /** Nobody's, with a disk, and nothing to be done to them. */
  free: number;
  leased: number;
}

/** Nobody's, whole, and not on the way to anything but running. */
const FREE = {
  ownerId: IsNull(),
  order: IsNull(),
  removeSince: IsNull(),
  failureCode: IsNull(),
  waitsFor: IsNull(),
};

/** The machines of pools as a stock: which are free, how many there may be, and who waits for one. */
@Injectable()
export class MachineStock {
  constructor(
    private readonly source: DataSource,
    private readonly pools: Pools,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** Machines of a pool that are nobody's and ready to be given to somebody; those that run first. */
  async free(poolId: string): Promise<MachineEntity[]> {
    const where = { ...FREE, poolId, diskSince: Not(IsNull()) };
    const found = await this.source.manager.find(MachineEntity, {
      where,
      order: { name: 'ASC' },
      take: PAGE,
    });
    const isOn = ({ observed }: MachineEntity) => Number(observed === 'running');
    return found.toSorted((a, b) => isOn(b) - isOn(a));
  }

  /** Machines of a pool that are nobody's, whatever becomes of them. */
  ownerless(poolId: string): Promise<MachineEntity[]> {
    return this.source.manager.find(MachineEntity, {
      where: { poolId, ownerId: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  async count(poolId: string, manager: EntityManager = this.source.manager): Promise<StockCount> {
    const by = (where: object) => manager.countBy(MachineEntity, { poolId, ...where });
    return {
      all: await by({}),
      owned: await by({ ownerId: Not(IsNull()) }),
      running: await by({ observed: In(['running', 'paused']) }),
      free: await by({ ...FREE, diskSince: Not(IsNull()) }),
      leased: await by({ leaseUntil: MoreThan(this.clock.now()) }),
    };
  }

  /**
   * Adds machines to a pool unless it would have more than its size then: all of them or none. `taken` when one of the
   * names is, or their owner has that place already.
   */
  async add(
    machines: readonly ReturnType<typeof newMachine>[],
    { poolId, size, event }: { poolId: string; size: number | null; event?: NewAuditEvent },
  ): Promise<'added' | 'full' | 'taken'> {
    try {
      return await retryTransaction(this.source, async (manager) => {
        if (size !== null) {
          // One after another, so that no two of them find the same last place.
          await this.pools.lock(poolId, manager);
          const all = await manager.countBy(MachineEntity, { poolId });
          if (all + machines.length > size) return 'full' as const;
        }
        await manager.insert(MachineEntity, [...machines]);
        if (event) await this.audit.record(event, manager);
        return 'added' as const;
      });
    } catch (error) {
      if (isDuplicateKey(error)) return 'taken';
      throw error;
    }
  }

  /** Machines of these pools that are on, in pages. */
  on(poolIds: readonly string[]): AsyncGenerator<MachineEntity[]> {
    return this.pages({
      poolId: In([...poolIds]),
      observed: In(['running', 'paused']),
      wanted: Not('stopped'),
    });
  }

  /** Machines with an announced end. */
  announced(): AsyncGenerator<MachineEntity[]> {
    return this.pages({ stopsAt: Not(IsNull()) });
  }

  /** Somebody's machines of a pool that are off and at rest. */
  resting(poolId: string): AsyncGenerator<MachineEntity[]> {
    const observed = In(['absent', 'stopped', 'crashed']);
    return this.pages({ poolId, ownerId: Not(IsNull()), observed, wanted: 'stopped', order: IsNull() });
  }

  /** Machines that are to be taken away. */
  leaving(): AsyncGenerator<MachineEntity[]> {
    return this.pages({ removeSince: Not(IsNull()) });
  }

  /** Takes down that somebody typed or pointed; no change that anybody has to hear of. */
  async noteInput(machineId: string): Promise<void> {
    await this.source.manager.update(MachineEntity, { id: machineId }, { lastInputAt: this.clock.now() });
  }

  /** Puts a person into the queue of a pool, or keeps their place in it. */
  async ask(poolId: string, userId: string): Promise<void> {
    const { manager } = this.source;
    const now = this.clock.now();
    await manager.delete(PoolQueueEntity, { poolId, seenAt: LessThan(this.lapsed()) });
    const { affected } = await manager.update(PoolQueueEntity, { poolId, userId }, { seenAt: now });
    if (affected) return;
    try {
      await manager.insert(PoolQueueEntity, { id: newId(), poolId, userId, askedAt: now, seenAt: now });
    } catch (error) {
      // Asked twice at once.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async leaveQueue(poolId: string, userId: string): Promise<void> {
    await this.source.manager.delete(PoolQueueEntity, { poolId, userId });
  }

  /** Who waits for a machine of a pool, in order. */
  async queue(poolId: string): Promise<string[]> {
    const rows = await this.source.manager.find(PoolQueueEntity, {
      where: { poolId, seenAt: MoreThanOrEqual(this.lapsed()) },
      order: { askedAt: 'ASC', id: 'ASC' },
    });
    return rows.map(({ userId }) => userId);
  }

  private lapsed(): Date {
    return new Date(this.clock.now().getTime() - QUEUE_LAPSE_MS);
  }

  private async *pages(where: object): AsyncGenerator<MachineEntity[]> {
    for (let after = ''; ;) {
      const page = await this.source.manager.find(MachineEntity, {
        where: { ...where, id: MoreThan(after) },
        order: { id: 'ASC' },
        take: PAGE,
      });
      if (page.length > 0) yield page;
      if (page.length < PAGE) return;
      after = page.at(-1)?.id ?? '';
    }
  }
}
