import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Bus } from '../platform/index';
import type { JobEntity } from './job.entity';

/** A job of 400 machines changes many times a second; who watches it reads it anew at most this often. */
const TELL_MS = 500;

/** Tells who watches a job that it changed: at once, and then at most twice a second. */
@Injectable()
export class TellJobs implements BeforeApplicationShutdown {
  private readonly quiet = new Map<string, { timer: NodeJS.Timeout; again: boolean }>();

  constructor(private readonly bus: Bus) {}

  changed(job: Pick<JobEntity, 'id' | 'byId' | 'classId'>): void {
    const quiet = this.quiet.get(job.id);
    if (quiet) {
      quiet.again = true;
      return;
    }
    this.bus.tell({ type: 'job-changed', jobId: job.id, byId: job.byId, classId: job.classId });
    const timer = setTimeout(() => {
      const isDue = this.quiet.get(job.id)?.again ?? false;
      this.quiet.delete(job.id);
      if (isDue) this.changed(job);
    }, TELL_MS);
    timer.unref();
    this.quiet.set(job.id, { timer, again: false });
  }

  beforeApplicationShutdown(): void {
    for (const { timer } of this.quiet.values()) clearTimeout(timer);
    this.quiet.clear();
  }
}
