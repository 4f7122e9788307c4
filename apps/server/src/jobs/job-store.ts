import type { JobItemState, RefusalReason } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, MoreThan } from 'typeorm';
import { VirlabError } from '../platform/index';
import { JobItemEntity } from './job-item.entity';
import { JobEntity } from './job.entity';

/** How many rows one statement writes. */
const ROWS_A_STATEMENT = 100;
const MOST_LISTED = 20;

/** How many machines of a job are in which state. */
export type JobCounts = Record<JobItemState, number>;

/** Another server, or somebody who cancelled, was first: nothing is to be ordered. */
export class ItemGone extends Error {}

/** The only file that queries the tables of jobs. Every change of an item names the state that it changes. */
@Injectable()
export class JobStore {
  constructor(private readonly source: DataSource) {}

  find(id: string): Promise<JobEntity | null> {
    return this.source.manager.findOneBy(JobEntity, { id });
  }

  /** The machines of these jobs, in the order of each job. */
  itemsOf(jobIds: readonly string[], states?: readonly JobItemState[]): Promise<JobItemEntity[]> {
    return this.source.manager.find(JobItemEntity, {
      where: { jobId: In([...jobIds]), ...(states ? { state: In([...states]) } : {}) },
      order: { jobId: 'ASC', position: 'ASC' },
    });
  }

  /** What is not over, the oldest first. */
  open(): Promise<JobEntity[]> {
    return this.source.manager.find(JobEntity, { where: { endedAt: IsNull() }, order: { createdAt: 'ASC' } });
  }

  /** What is not over, and what ended after a moment; the latest first. */
  recent(of: { classId: string } | { byId: string }, endedAfter: Date): Promise<JobEntity[]> {
    return this.source.manager.find(JobEntity, {
      where: [
        { ...of, endedAt: IsNull() },
        { ...of, endedAt: MoreThan(endedAfter) },
      ],
      order: { createdAt: 'DESC', id: 'ASC' },
      take: MOST_LISTED,
    });
  }

  async counts(jobIds: readonly string[]): Promise<Map<string, JobCounts>> {
    const none: JobCounts = { waiting: 0, 'under-way': 0, done: 0, failed: 0, cancelled: 0 };
    const counts = new Map(jobIds.map((id) => [id, { ...none }]));
    if (jobIds.length === 0) return counts;
    const rows = await this.source.manager
      .createQueryBuilder(JobItemEntity, 'item')
      .select('item.jobId', 'jobId')
      .addSelect('item.state', 'state')
      .addSelect('COUNT(*)', 'items')
      .where('item.jobId IN (:...jobIds)', { jobIds })
      .groupBy('item.jobId')
      .addGroupBy('item.state')
      .getRawMany<{ jobId: string; state: JobItemState; items: number | string }>();
    for (const { jobId, state, items } of rows) {
      const of = counts.get(jobId);
      if (of) of[state] = Number(items);
    }
    return counts;
  }

  async add(job: JobEntity, items: readonly JobItemEntity[], manager: EntityManager): Promise<void> {
    await manager.insert(JobEntity, job);
    for (let from = 0; from < items.length; from += ROWS_A_STATEMENT) {
      await manager.insert(JobItemEntity, items.slice(from, from + ROWS_A_STATEMENT));
    }
  }

  /**
   * Notes that the machine of an item is ordered, in the transaction that orders it: so it is ordered once, whoever dies
   * when.
   *
   * @throws ItemGone when it does not wait any more
   */
  async take(itemId: string, orderedAt: Date, manager: EntityManager = this.source.manager): Promise<void> {
    const where = { id: itemId, state: 'waiting' as const };
    const { affected } = await manager.update(JobItemEntity, where, { state: 'under-way', orderedAt });
    if (affected !== 1) throw new ItemGone();
  }

  /** Answers whether it was in that state still. */
  async settle(
    item: Pick<JobItemEntity, 'id' | 'state'>,
    end: { state: 'done' | 'failed'; code?: string; reason?: RefusalReason },
  ): Promise<boolean> {
    const { affected } = await this.source.manager.update(
      JobItemEntity,
      { id: item.id, state: item.state },
      { state: end.state, code: end.code ?? null, reason: end.reason ?? null },
    );
    return affected === 1;
  }

  /** Cancels what waits; answers how many that were. */
  async cancel(jobId: string, at: Date, manager: EntityManager): Promise<number> {
    const waiting = { jobId, state: 'waiting' as const };
    const { affected } = await manager.update(JobItemEntity, waiting, { state: 'cancelled' });
    await manager.update(JobEntity, { id: jobId, cancelledAt: IsNull() }, { cancelledAt: at });
    return affected ?? 0;
  }

  /** Has what failed wait once more, as far as there is a machine; for somebody else’s rights if need be. */
  async retry(jobId: string, sessionId: string, manager: EntityManager): Promise<number> {
    const failed = await manager.findBy(JobItemEntity, { jobId, state: 'failed' });
    const ids = failed.filter(({ machineId }) => machineId !== null).map(({ id }) => id);
    if (ids.length === 0) return 0;
    await manager.update(
      JobItemEntity,
      { id: In(ids), state: 'failed' },
      { state: 'waiting', code: null, reason: null, orderedAt: null },
    );
    await manager.update(JobEntity, { id: jobId }, { endedAt: null, cancelledAt: null, sessionId });
    return ids.length;
  }

  /** Ends a job of which nothing waits or is under way; answers whether it was this that ended it. */
  async end(jobId: string, at: Date): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const open = await manager.countBy(JobItemEntity, { jobId, state: In(['waiting', 'under-way']) });
      if (open > 0) return false;
      const { affected } = await manager.update(JobEntity, { id: jobId, endedAt: IsNull() }, { endedAt: at });
      return affected === 1;
    });
  }

  /** Forgets what ended before a moment. */
  async forget(endedBefore: Date): Promise<void> {
    await this.source.manager
      .createQueryBuilder()
      .delete()
      .from(JobEntity)
      .where('endedAt < :before', { before: endedBefore.getTime() })
      .execute();
  }

  async get(id: string): Promise<JobEntity> {
    const found = await this.find(id);
    if (!found) throw new VirlabError('job-not-found', { detail: id });
    return found;
  }
}
