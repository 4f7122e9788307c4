import { Injectable } from '@nestjs/common';
import { actorOf, Sessions, Users } from '../identity/index';
import type { Viewer } from '../platform/index';
import { AuditRecorder } from '../audit/index';

/**
 * Ends every session of a person, on behalf of who may do so. Their machines keep running; they may sign in again unless
 * the policy says otherwise.
 *
 * @throws VirlabError `person-not-found`
 */
@Injectable()
export class EndSessions {
  constructor(
    private readonly users: Users,
    private readonly sessions: Sessions,
    private readonly audit: AuditRecorder,
  ) {}

  /** Answers how many were open. */
  async run(userId: string, viewer: Viewer): Promise<number> {
    const { id, displayName } = await this.users.get(userId);
    const by = actorOf(viewer);
    const ended = await this.sessions.endAllOf(id, 'ended-by-admin', by.actor);
    await this.audit.record({
      kind: 'person.signed-out',
      ...by,
      subject: { kind: 'person', id, title: displayName },
      facts: { sessions: String(ended) },
    });
    return ended;
  }
}
