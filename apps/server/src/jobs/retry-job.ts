import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { retryTransaction } from '../database/index';
import { sessionRefOf } from '../identity/index';
import type { Viewer } from '../platform/index';
import type { JobEntity } from './job.entity';
import { JobStore } from './job-store';

/** Asks once more those machines of a job that failed, by the rights of who asks now. */
@Injectable()
export class RetryJob {
  constructor(
    private readonly source: DataSource,
    private readonly store: JobStore,
    private readonly audit: AuditRecorder,
  ) {}

  async run(viewer: Viewer, job: JobEntity): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const machines = await this.store.retry(job.id, viewer.sessionId, manager);
      if (machines === 0) return;
      await this.audit.record(
        {
          kind: 'job.begun',
          actor: {
            id: viewer.userId,
            displayName: viewer.displayName,
            as: job.classId ? 'teacher' : 'owner',
          },
          subject: { kind: 'job', id: job.id, title: job.classId ?? job.action },
          sessionRef: sessionRefOf({ id: viewer.sessionId }),
          facts: { action: job.action, machines: String(machines), again: 'yes' },
        },
        manager,
      );
    });
  }
}
