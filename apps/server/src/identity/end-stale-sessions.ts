import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, IsNull, LessThanOrEqual } from 'typeorm';
import { Clock, Schedule } from '../platform/index';
import { SessionSecrets } from './session-secrets';
import { SessionEntity } from './session.entity';
import { IDLE_MS, Sessions } from './sessions';

/** A console or event stream outlives its session by no more than this. */
const LOOK_EVERY_MS = 30_000;
/** How long an ended session is remembered, so that its browser can be told why it ended. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000;
/** Secrets that were replaced are some ten for each session: enough to be forgotten, too few for a hurry. */
const SWEEP_EVERY_MS = 60 * 60_000;
/** How many are ended in one run. */
const A_RUN = 500;

/**
 * Ends sessions past their limits, so that what stands open on them (consoles, event streams) is told, and forgets those that ended long ago. A request with
 * such a session is refused even before this has run.
 */
@Injectable()
export class EndStaleSessions implements OnApplicationBootstrap {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly sessions: Sessions,
    private readonly secrets: SessionSecrets,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'end stale sessions', () => this.run());
    this.schedule.every(SWEEP_EVERY_MS, 'sweep session secrets', () => this.secrets.sweep());
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const open = { endedAt: IsNull() };
    const stale = await this.source.manager.find(SessionEntity, {
      where: [
        { ...open, expiresAt: LessThanOrEqual(now) },
        { ...open, lastSeenAt: LessThanOrEqual(new Date(now.getTime() - IDLE_MS)) },
      ],
      select: { id: true, expiresAt: true },
      take: A_RUN,
    });
    for (const { id, expiresAt } of stale) await this.sessions.end(id, expiresAt <= now ? 'expired' : 'idle');
    const old = new Date(now.getTime() - REMEMBERED_MS);
    await this.source.manager.delete(SessionEntity, { endedAt: LessThanOrEqual(old) });
  }
}
