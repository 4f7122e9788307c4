import type { Job, NewJob } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../platform/index';
import { BeginJob } from './begin-job';
import type { JobEntity } from './job.entity';
import { JobStore } from './job-store';
import { PresentJob } from './present-job';
import { RunJobs } from './run-jobs';
import { TellJobs } from './tell-jobs';

/** Begins jobs and has them carried on. */
@Injectable()
export class AskMany {
  constructor(
    private readonly begin: BeginJob,
    private readonly store: JobStore,
    private readonly present: PresentJob,
    private readonly runner: RunJobs,
    private readonly tell: TellJobs,
  ) {}

  /** Answers once it is written down. @throws VirlabError as BeginJob does */
  async run(viewer: Viewer, wish: NewJob): Promise<Job> {
    return this.carryOn(await this.begin.run(viewer, wish));
  }

  /** The same, and waits until whose turn it is at once is ordered. */
  async runNow(viewer: Viewer, wish: NewJob): Promise<Job> {
    const job = await this.run(viewer, wish);
    await this.runner.wake();
    return job;
  }

  /** Has a job looked at that was changed, and tells who watches it. */
  async carryOn(job: JobEntity): Promise<Job> {
    this.tell.changed(job);
    void this.runner.wake();
    return this.present.run(await this.store.get(job.id));
  }
}
