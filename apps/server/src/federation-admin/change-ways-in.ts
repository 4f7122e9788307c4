import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { retryTransaction } from '../database/index';
import { VirlabError } from '../platform/index';
import { KeepAdmins } from './keep-admins';

/** What a change of who may sign people in takes away. */
export interface WayInChange<T> {
  event: NewAuditEvent;
  /** True when somebody may lose their way in: then an identity admin must be left who has one. */
  takesAway: boolean;
  /** A federation that cannot be counted on after the change. */
  without?: string;
  work: (manager: EntityManager) => Promise<T>;
}

/** Changes who may sign people in: the change, its event and the check that an admin is left are one transaction. */
@Injectable()
export class ChangeWaysIn {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditRecorder,
    private readonly keepAdmins: KeepAdmins,
  ) {}

  /** @throws VirlabError `last-admin-locked-out`, with nothing saved; what `work` throws */
  async run<T>({ event, takesAway, without, work }: WayInChange<T>): Promise<T> {
    try {
      return await retryTransaction(this.source, async (manager) => {
        // The event comes first: it holds the end of the trail, so that two changes wait for each other on both
        // engines. Each would otherwise see the admins whom the other one locks out.
        await this.audit.record(event, manager);
        const result = await work(manager);
        if (takesAway) await this.keepAdmins.require(manager, without);
        return result;
      });
    } catch (error) {
      if (error instanceof VirlabError && error.code === 'last-admin-locked-out') {
        await this.audit.record({ ...event, outcome: 'refused', code: error.code });
      }
      throw error;
    }
  }
}
