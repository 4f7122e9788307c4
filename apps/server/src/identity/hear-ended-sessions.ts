import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, MoreThanOrEqual } from 'typeorm';
import { Bus, Clock, Schedule } from '../platform/index';
import { SessionEntity } from './session.entity';

/** What stands open on a session must be closed within five seconds of its end, wherever it was ended. */
const LOOK_EVERY_MS = 2_000;
/** Clocks of several servers differ, and a transaction commits after the moment it wrote. */
const LOOK_BACK_MS = 60_000;

/**
 * Tells this process of sessions that were ended by another one: another server on the same database, or the operator's
 * command line. Each is told once; one that ended here was told by who ended it, and is told again without harm.
 */
@Injectable()
export class HearEndedSessions implements OnApplicationBootstrap {
  private told = new Set<string>();
  private since: Date;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly schedule: Schedule,
  ) {
    this.since = this.clock.now();
  }

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'hear of ended sessions', () => this.run());
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const ended = await this.source.manager.find(SessionEntity, {
      where: { endedAt: MoreThanOrEqual(new Date(this.since.getTime() - LOOK_BACK_MS)) },
      select: { id: true, endCode: true },
    });
    for (const { id, endCode } of ended) {
      if (!this.told.has(id))
        this.bus.tell({ type: 'session-ended', sessionId: id, code: endCode ?? 'ended' });
    }
    this.told = new Set(ended.map(({ id }) => id));
    this.since = now;
  }
}
