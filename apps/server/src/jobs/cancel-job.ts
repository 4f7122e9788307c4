import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { sessionRefOf } from '../identity/index';
import { Clock, type Viewer } from '../platform/index';
import type { JobEntity } from './job.entity';
import { JobStore } from './job-store';

/** Stops what has not begun of a job; what was ordered goes on, and is told to its end. */
@Injectable()
export class CancelJob {
  constructor(
    private readonly source: DataSource,
    private readonly store: JobStore,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async run(viewer: Viewer, job: JobEntity): Promise<void> {
    if (job.endedAt !== null) return;
    await retryTransaction(this.source, async (manager) => {
      const machines = await this.store.cancel(job.id, this.clock.now(), manager);
      await this.audit.record(
        {
          kind: 'job.cancelled',
          actor: {
            id: viewer.userId,
            displayName: viewer.displayName,
            as: job.classId ? 'teacher' : 'owner',
          },
          subject: { kind: 'job', id: job.id, title: job.classId ?? job.action },
          sessionRef: sessionRefOf({ id: viewer.sessionId }),
          facts: { action: job.action, machines: String(machines) },
        },
        manager,
      );
    });
  }
}
