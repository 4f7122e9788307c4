import type { RefusalReason } from '@virlab/contracts';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type MachineStanding, MachineStandings } from '../machines/index';
import {
  Bus,
  Clock,
  Log,
  OneAtATime,
  Schedule,
  type Viewer,
  ViewerSource,
  VirlabError,
} from '../platform/index';
import type { JobItemEntity } from './job-item.entity';
import type { JobEntity } from './job.entity';
import { ItemGone, JobStore } from './job-store';
import { judgeItem } from './judge-item';
import { OrderOne } from './order-one';
import { isPlanner, plannerOf } from './planner';
import { TellJobs } from './tell-jobs';

/** Notices can be lost, and another server may have begun something. */
const LOOK_MS = 2_000;
/** So many machines of one host are on their way for jobs at a time; the rest waits, and can be cancelled. */
const PER_HOST = 16;
const FORGET_MS = 3_600_000;
const KEPT_MS = 7 * 86_400_000;
/** No answer of the policy is used for longer in a job. */
const RECHECK_MS = 60_000;

/**
 * Carries jobs on: looks which machines have arrived, orders those whose turn it is, ends what is over. All it knows is
 * written down, so it goes on after a crash, and several servers may do it at once: what one has taken the others leave.
 */
@Injectable()
export class RunJobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly awaited = new Set<string>();
  private isStopped = false;
  private readonly looks = new OneAtATime(() => this.look());
  private readonly stopHearing: () => void;

  constructor(
    private readonly source: DataSource,
    private readonly store: JobStore,
    private readonly standings: MachineStandings,
    private readonly order: OrderOne,
    private readonly viewers: ViewerSource,
    private readonly tell: TellJobs,
    bus: Bus,
    private readonly schedule: Schedule,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.stopHearing = bus.hear((notice) => {
      if (notice.type === 'machine-changed' && this.awaited.has(notice.machineId)) this.wake();
    });
  }

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_MS, 'jobs: look', () => this.wake());
    this.schedule.every(FORGET_MS, 'jobs: forget', () =>
      this.store.forget(new Date(this.clock.now().getTime() - KEPT_MS)),
    );
    if (this.source.isInitialized) void this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.stopHearing();
    await this.looks.settled();
  }

  /** Has every job looked at; resolves when that is done. One look at a time, and one more when it was asked for meanwhile. */
  wake(): Promise<void> {
    return this.looks.run();
  }

  private async look(): Promise<void> {
    if (this.isStopped) return;
    try {
      await this.lookOnce();
    } catch (error) {
      this.log.error({ err: error }, 'jobs could not be looked at');
    }
  }

  private async lookOnce(): Promise<void> {
    const jobs = await this.store.open();
    if (jobs.length === 0) return this.awaited.clear();
    const byId = new Map(jobs.map((job) => [job.id, job]));
    const items = await this.store.itemsOf([...byId.keys()], ['waiting', 'under-way']);
    const machines = await this.standings.of(items.flatMap(({ machineId }) => machineId ?? []));
    const underWay = await this.settleWhatArrived(items, byId, machines);
    this.awaited.clear();
    for (const { machineId } of underWay) if (machineId !== null) this.awaited.add(machineId);
    await this.orderNext(jobs, { items, machines, underWay });
    for (const job of jobs) {
      if (await this.store.end(job.id, this.clock.now())) this.tell.changed(job);
    }
  }

  /** Answers what is under way still. */
  private async settleWhatArrived(
    items: readonly JobItemEntity[],
    jobs: ReadonlyMap<string, JobEntity>,
    machines: ReadonlyMap<string, MachineStanding>,
  ): Promise<JobItemEntity[]> {
    const left: JobItemEntity[] = [];
    for (const item of items) {
      const job = jobs.get(item.jobId);
      if (item.state !== 'under-way' || !job) continue;
      const machine = machines.get(item.machineId ?? '') ?? null;
      const now = this.clock.now();
      const found = judgeItem(job.action, machine, item.orderedAt ?? now, now);
      if (found.state === 'under-way') left.push(item);
      else if (await this.store.settle(item, found)) this.tell.changed(job);
    }
    return left;
  }

  private async orderNext(
    jobs: readonly JobEntity[],
    seen: {
      items: readonly JobItemEntity[];
      machines: ReadonlyMap<string, MachineStanding>;
      underWay: readonly JobItemEntity[];
    },
  ): Promise<void> {
    const hostOf = ({ machineId }: JobItemEntity) => seen.machines.get(machineId ?? '')?.hostId ?? '';
    const busy = new Map<string, number>();
    for (const item of seen.underWay) busy.set(hostOf(item), (busy.get(hostOf(item)) ?? 0) + 1);
    for (const job of jobs) {
      const waiting = seen.items.filter(({ jobId, state }) => jobId === job.id && state === 'waiting');
      const next = waiting.filter((item) => {
        const already = busy.get(hostOf(item)) ?? 0;
        if (already >= PER_HOST) return false;
        busy.set(hostOf(item), already + 1);
        return true;
      });
      if (next.length > 0) await this.orderAll(job, next);
    }
  }

  private async orderAll(job: JobEntity, items: readonly JobItemEntity[]): Promise<void> {
    const viewer = await this.viewerOf(job);
    for (const item of items) {
      if (this.isStopped) return;
      if (viewer) await this.orderItem(viewer, job, item);
      else await this.store.settle(item, { state: 'failed', code: 'session-ended' });
      this.tell.changed(job);
    }
    // What is ordered is looked at at once: a machine may be where it is to be already.
    void this.wake();
  }

  /** Who began it, with the rights of now; null when they may not act any more. */
  private async viewerOf(job: JobEntity): Promise<Viewer | null> {
    if (isPlanner(job)) return job.classId === null ? null : plannerOf(job.classId);
    try {
      return await this.viewers.viewerOfSession(job.sessionId, RECHECK_MS);
    } catch (error) {
      if (error instanceof VirlabError) return null;
      throw error;
    }
  }

  private async orderItem(viewer: Viewer, job: JobEntity, item: JobItemEntity): Promise<void> {
    try {
      await this.order.run(viewer, job, item);
    } catch (error) {
      if (error instanceof ItemGone) return;
      if (!(error instanceof VirlabError)) throw error;
      const reason = error.context?.['reason'] as RefusalReason | undefined;
      // It is on its way there already, or there: then it is waited for like the rest.
      if (reason === 'already-so') return void (await this.takeAsItIs(item));
      await this.store.settle(item, { state: 'failed', code: error.code, ...(reason ? { reason } : {}) });
    }
  }

  private async takeAsItIs(item: JobItemEntity): Promise<void> {
    try {
      await this.store.take(item.id, this.clock.now());
    } catch (error) {
      if (!(error instanceof ItemGone)) throw error;
    }
  }
}
