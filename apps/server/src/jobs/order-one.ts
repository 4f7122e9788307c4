import { Injectable } from '@nestjs/common';
import { ActOnMachine } from '../machines/index';
import { Clock, type Viewer, VirlabError } from '../platform/index';
import type { JobItemEntity } from './job-item.entity';
import type { JobEntity } from './job.entity';
import { JobStore } from './job-store';

/** Orders one machine of a job: judged by the rights and the state of now, and noted in the same transaction. */
@Injectable()
export class OrderOne {
  constructor(
    private readonly store: JobStore,
    private readonly act: ActOnMachine,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws VirlabError what refuses it
   * @throws ItemGone when it does not wait any more
   */
  async run(viewer: Viewer, job: JobEntity, item: JobItemEntity): Promise<void> {
    const machineId = item.machineId ?? '';
    if (job.action === 'snapshot' || job.action === 'extend') {
      throw new VirlabError('action-not-possible', { context: { reason: 'driver-cannot' } });
    }
    await this.act.run(viewer, machineId, job.action, {
      job: job.id,
      within: (manager) => this.store.take(item.id, this.clock.now(), manager),
    });
  }
}
