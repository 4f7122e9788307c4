import type { BreakGlass } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, MoreThan } from 'typeorm';
import { Sessions } from '../identity/index';
import { Clock, type Viewer } from '../platform/index';
import { BreakGlassAccounts } from './break-glass-accounts';
import { BreakGlassDrills } from './break-glass-drills';
import { BreakGlassSessionEntity } from './break-glass-session.entity';

/** Who is in by break-glass now, and whether it was proved to work. */
@Injectable()
export class PresentBreakGlass {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly accounts: BreakGlassAccounts,
    private readonly drills: BreakGlassDrills,
    private readonly sessions: Sessions,
  ) {}

  async run(viewer: Viewer): Promise<BreakGlass> {
    const open: BreakGlassSessionEntity[] = [];
    for (const one of await this.notClosed()) {
      // Another process may have ended the session a moment ago, and nobody took note of it yet.
      const session = await this.sessions.get(one.sessionId);
      if (session && this.sessions.isAlive(session)) open.push(one);
    }
    const { passed, any } = await this.drills.last();
    return {
      active: open.map(({ id, sessionId, account, reason, startedAt, endsAt, isDrill }) => ({
        ...{ id, account, reason, isDrill },
        startedAt: startedAt.toISOString(),
        endsAt: endsAt.toISOString(),
        isOwn: sessionId === viewer.sessionId,
      })),
      ...(passed ? { lastDrillAt: passed.at.toISOString() } : {}),
      ...(any && any.failedStep !== null ? { drillFailedAt: any.at.toISOString() } : {}),
      accounts: await this.accounts.count(),
    };
  }

  private notClosed(): Promise<BreakGlassSessionEntity[]> {
    return this.source.manager.find(BreakGlassSessionEntity, {
      where: { endedAt: IsNull(), endsAt: MoreThan(this.clock.now()) },
      order: { startedAt: 'ASC', id: 'ASC' },
    });
  }
}
