import type { Job, JobDetail, Jobs, Machine, NewJob, Snapshots } from '@virlab/contracts';
import { type ApiOptions, request } from './http';

const JOBS = '/api/jobs';

/** Calls about what is asked of many machines at once, and about snapshots of one. Each rejects with ApiError. */
export class JobsClient {
  constructor(private readonly options: ApiOptions) {}

  begin(job: NewJob) {
    return request<Job>(this.options, 'POST', JOBS, job);
  }

  /** What is not over, and what ended lately, the latest first: of a class, or without one the viewer’s own. */
  list(classId?: string, signal?: AbortSignal) {
    const query = classId === undefined ? '' : `?${new URLSearchParams({ class: classId })}`;
    return request<Jobs>(this.options, 'GET', `${JOBS}${query}`, undefined, signal);
  }

  read(id: string, signal?: AbortSignal) {
    return request<JobDetail>(this.options, 'GET', jobAt(id), undefined, signal);
  }

  /** Stops what has not begun; what has, goes on. */
  cancel(id: string) {
    return request<Job>(this.options, 'DELETE', jobAt(id));
  }

  /** Asks once more those that failed. */
  retry(id: string) {
    return request<Job>(this.options, 'POST', `${jobAt(id)}/retry`);
  }

  snapshots(machineId: string, signal?: AbortSignal) {
    return request<Snapshots>(this.options, 'GET', snapshotsAt(machineId), undefined, signal);
  }

  takeSnapshot(machineId: string, name: string) {
    return request<Machine>(this.options, 'POST', snapshotsAt(machineId), { name });
  }

  restoreSnapshot(machineId: string, name: string) {
    return request<Machine>(
      this.options,
      'POST',
      `${snapshotsAt(machineId)}/${encodeURIComponent(name)}/restore`,
    );
  }

  removeSnapshot(machineId: string, name: string) {
    return request<Machine>(this.options, 'DELETE', `${snapshotsAt(machineId)}/${encodeURIComponent(name)}`);
  }
}

function jobAt(id: string): string {
  return `${JOBS}/${encodeURIComponent(id)}`;
}

function snapshotsAt(machineId: string): string {
  return `/api/machines/${encodeURIComponent(machineId)}/snapshots`;
}
