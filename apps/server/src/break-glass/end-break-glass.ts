import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sessions } from '../identity/index';
import { type Viewer, VirlabError } from '../platform/index';
import { BreakGlassSessionEntity } from './break-glass-session.entity';
import { CloseBreakGlass } from './close-break-glass';

/** Ends somebody's break-glass before its time. */
@Injectable()
export class EndBreakGlass {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: Sessions,
    private readonly close: CloseBreakGlass,
  ) {}

  /** @throws VirlabError `break-glass-not-found` */
  async run(id: string, viewer: Viewer): Promise<void> {
    const found = await this.source.manager.findOneBy(BreakGlassSessionEntity, { id });
    if (!found) throw new VirlabError('break-glass-not-found');
    const code = found.sessionId === viewer.sessionId ? 'signed-out' : 'ended-by-admin';
    const { userId, displayName, roles } = viewer;
    await this.sessions.end(found.sessionId, code, { id: userId, displayName, as: roles.join(', ') });
    await this.close.closeOf(found.sessionId);
  }
}
