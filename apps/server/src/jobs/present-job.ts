import type { Job, JobDetail, JobItem } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { JobItemEntity } from './job-item.entity';
import type { JobEntity } from './job.entity';
import { type JobCounts, JobStore } from './job-store';
import { nextStepOf } from './judge-item';

/** Jobs as the API tells them. */
@Injectable()
export class PresentJob {
  constructor(private readonly store: JobStore) {}

  async run(job: JobEntity): Promise<JobDetail> {
    const items = await this.store.itemsOf([job.id]);
    const counts: JobCounts = { waiting: 0, 'under-way': 0, done: 0, failed: 0, cancelled: 0 };
    for (const { state } of items) counts[state] += 1;
    return { ...present(job, counts, items), items: items.map(presentItem) };
  }

  async runAll(jobs: readonly JobEntity[]): Promise<Job[]> {
    const ids = jobs.map(({ id }) => id);
    const counts = await this.store.counts(ids);
    const failures = ids.length === 0 ? [] : await this.store.itemsOf(ids, ['failed']);
    return jobs.flatMap((job) => {
      const of = counts.get(job.id);
      return of
        ? [
            present(
              job,
              of,
              failures.filter(({ jobId }) => jobId === job.id),
            ),
          ]
        : [];
    });
  }
}

function present(job: JobEntity, counts: JobCounts, items: readonly JobItemEntity[]): Job {
  const { waiting, done, failed, cancelled } = counts;
  const underWay = counts['under-way'];
  return {
    id: job.id,
    action: job.action,
    ...(job.classId === null ? {} : { class: job.classId }),
    by: { id: job.byId, displayName: job.byName },
    createdAt: job.createdAt.toISOString(),
    ...(job.cancelledAt ? { cancelledAt: job.cancelledAt.toISOString() } : {}),
    ...(job.endedAt ? { endedAt: job.endedAt.toISOString() } : {}),
    counts: {
      ...{ total: waiting + underWay + done + failed + cancelled },
      ...{ waiting, underWay, done, failed, cancelled },
    },
    failures: items.filter(({ state }) => state === 'failed').map(presentItem),
  };
}

function presentItem({ id, machineId, name, state, code, reason }: JobItemEntity): JobItem {
  return {
    id,
    ...(machineId === null ? {} : { machineId }),
    name,
    state,
    ...(code === null ? {} : { code }),
    ...(reason === null ? {} : { reason }),
    ...(state === 'failed' ? { nextStep: nextStepOf(code, reason) } : {}),
  };
}
