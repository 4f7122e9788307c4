import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { ReadSession, type SessionEntity, Sessions, type UserEntity, Users } from '../identity/index';
import { Clock, VirlabError, type Viewer, type ViewerSource } from '../platform/index';
import { abilitiesOf, classesTaught, rolesOf } from './abilities-of';
import { EmergencyRights } from './emergency-rights';
import { Entitlements } from './entitlements';
import { RightsCheck } from './rights-check';

/** Rights die soon: no session is used for longer on one answer of the policy. */
const RECHECK_AFTER_MS = 3 * 60_000;

/**
 * The viewer of a request: its session, and what its person has at this moment. A session whose rights were last
 * checked more than three minutes ago is checked again first; whom the policy no longer lets in has no session.
 */
@Injectable()
export class DatabaseViewerSource implements ViewerSource {
  /** Checks under way, so that a page's many requests cause one. */
  private readonly checks = new Map<string, Promise<void>>();

  constructor(
    private readonly readSession: ReadSession,
    private readonly sessions: Sessions,
    private readonly users: Users,
    private readonly entitlements: Entitlements,
    private readonly rights: RightsCheck,
    private readonly emergency: EmergencyRights,
    private readonly clock: Clock,
  ) {}

  async viewerOf(request: { headers: IncomingHttpHeaders }, renewIn?: Response): Promise<Viewer | null> {
    const session = await this.readSession.run(request, renewIn);
    return session && this.viewerIn(session);
  }

  async viewerOfSession(sessionId: string, lookAgainMs: number): Promise<Viewer> {
    const session = await this.sessions.get(sessionId);
    if (!session || !this.sessions.isAlive(session)) throw new VirlabError('session-ended');
    return this.viewerIn(session, lookAgainMs);
  }

  private async viewerIn(session: SessionEntity, lookAgainMs = 0): Promise<Viewer> {
    // Rests on no policy, so none is asked: an emergency has to work when there is none, or one that lets nobody in.
    if (this.isDue(session, lookAgainMs) && !(await this.emergency.rolesOf(session))) {
      await this.recheck(session, lookAgainMs);
    }
    const [emergency, user, had] = await Promise.all([
      this.emergency.rolesOf(session),
      this.users.get(session.userId),
      this.entitlements.ofUser(session.userId),
    ]);
    if (emergency) return inEmergency(session, user, emergency);
    return {
      userId: user.id,
      displayName: user.displayName,
      sessionId: session.id,
      roles: rolesOf(had),
      abilities: abilitiesOf(had),
      teaches: classesTaught(had),
    };
  }

  private async recheck(session: SessionEntity, lookAgainMs: number): Promise<void> {
    const running = this.checks.get(session.id);
    if (running) return running;
    const check = this.check(session, lookAgainMs).finally(() => this.checks.delete(session.id));
    this.checks.set(session.id, check);
    return check;
  }

  private isDue({ rightsCheckedAt }: SessionEntity, lookAgainMs: number): boolean {
    return this.clock.now().getTime() - rightsCheckedAt.getTime() + lookAgainMs >= RECHECK_AFTER_MS;
  }

  private async check(session: SessionEntity, lookAgainMs: number): Promise<void> {
    // Another request may have ended its check since this one read the session.
    const latest = await this.sessions.get(session.id);
    if (latest && !this.isDue(latest, lookAgainMs)) return;
    if (await this.rights.isStillAdmitted(session.accountId)) return this.sessions.markRightsChecked(session);
    await this.sessions.end(session.id, 'refused');
    throw new VirlabError('session-ended', { context: { why: 'refused' } });
  }
}

/** The viewer of an emergency: what their own rights are does not count. */
function inEmergency({ id: sessionId }: SessionEntity, user: UserEntity, roles: readonly string[]): Viewer {
  const rights = roles.map((ref) => ({ kind: 'role' as const, ref, asRole: null, scope: null }));
  return {
    userId: user.id,
    displayName: user.displayName,
    sessionId,
    roles: ['break-glass', ...roles],
    abilities: abilitiesOf(rights),
    teaches: [],
  };
}
