import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { sessionRefOf, Sessions } from '../identity/index';
import { Bus, Clock, Log, Schedule } from '../platform/index';
import { BreakGlassAccounts } from './break-glass-accounts';
import { BreakGlassSessionEntity } from './break-glass-session.entity';

const LOOK_EVERY_MS = 15_000;

/**
 * Takes note that a break-glass session is over, whoever or whatever ended it, here or on another server, and ends those
 * past their time. The rights themselves are over at that time, whether this runs or not.
 */
@Injectable()
export class CloseBreakGlass implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly log: Log,
    private readonly schedule: Schedule,
    private readonly audit: AuditRecorder,
    private readonly sessions: Sessions,
    private readonly accounts: BreakGlassAccounts,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.hear((notice) => {
      if (notice.type !== 'session-ended') return;
      this.closeOf(notice.sessionId).catch((error: unknown) =>
        this.log.error({ err: error }, 'the end of a break-glass session was not noted'),
      );
    });
    this.schedule.every(LOOK_EVERY_MS, 'close break-glass', async () => {
      await this.run();
      await this.accounts.sweepDrills();
    });
  }

  /** Looks at all that are not closed yet. */
  async run(): Promise<void> {
    const open = await this.source.manager.findBy(BreakGlassSessionEntity, { endedAt: IsNull() });
    for (const one of open) await this.lookAt(one);
  }

  /** Looks at the one of a session, if it is one. */
  async closeOf(sessionId: string): Promise<void> {
    const found = await this.source.manager.findOneBy(BreakGlassSessionEntity, {
      sessionId,
      endedAt: IsNull(),
    });
    if (found) await this.lookAt(found);
  }

  private async lookAt(one: BreakGlassSessionEntity): Promise<void> {
    if (one.endsAt <= this.clock.now()) await this.sessions.end(one.sessionId, 'expired');
    else if (!(await this.accounts.isEnabled(one.account)))
      await this.sessions.end(one.sessionId, 'account-disabled');
    const session = await this.sessions.get(one.sessionId);
    if (session && !session.endedAt) return;
    await this.close(one, session?.endedAt ?? this.clock.now(), session?.endCode ?? 'ended');
  }

  private async close(one: BreakGlassSessionEntity, endedAt: Date, why: string): Promise<void> {
    await retryTransaction(this.source, async (manager) => {
      const { affected } = await manager.update(
        BreakGlassSessionEntity,
        { id: one.id, endedAt: IsNull() },
        { endedAt },
      );
      if (affected !== 1) return;
      const seconds = Math.round((endedAt.getTime() - one.startedAt.getTime()) / 1000);
      await this.audit.record(
        {
          kind: 'break-glass.closed',
          subject: { kind: 'break-glass', id: one.account, title: one.account },
          sessionRef: sessionRefOf({ id: one.sessionId }),
          facts: { why, seconds: String(seconds), ...(one.isDrill ? { drill: 'yes' } : {}) },
        },
        manager,
      );
      afterCommit(manager, () => {
        this.log.warn({ account: one.account, why, seconds }, 'break-glass was closed');
        this.bus.tell({ type: 'break-glass-changed' });
      });
    });
  }
}
