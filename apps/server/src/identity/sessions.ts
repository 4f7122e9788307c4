import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { AuditRecorder, type NewAuditEvent } from '../audit/index';
import { retryTransaction } from '../database/index';
import { Bus, Clock, currentRequest, newId } from '../platform/index';
import { SessionEntity } from './session.entity';
import { sessionRefOf } from './session-ref-of';
import { SessionSecrets } from './session-secrets';
import { UserEntity } from './user.entity';

/** OWASP ASVS 5.0, 7.3.1: without use a session ends after this. */
export const IDLE_MS = 60 * 60_000;
/** OWASP ASVS 5.0, 7.3.2: with use it ends after this. */
export const ABSOLUTE_MS = 10 * 60 * 60_000;

/** A session to be opened. */
export interface NewSession {
  userId: string;
  accountId: string;
  /** An earlier end than ours, such as SAML's SessionNotOnOrAfter. */
  expiresAt?: Date;
  samlSessionIndex?: string;
  samlNameId?: string;
  /** By what a single logout finds the session: one key for one name at one provider. */
  samlNameKey?: string;
}

/** Signed-in browsers: opened at sign-in, read at every request, ended by their limits or by somebody. */
@Injectable()
export class Sessions {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly secrets: SessionSecrets,
  ) {}

  /** Opens a session. The secret is told once and goes into the cookie; only its hash is kept. */
  async open(
    spec: NewSession,
    manager: EntityManager = this.source.manager,
  ): Promise<{ session: SessionEntity; secret: string }> {
    const now = this.clock.now();
    const from = currentRequest();
    const latest = now.getTime() + ABSOLUTE_MS;
    const session = manager.create(SessionEntity, {
      id: newId(),
      userId: spec.userId,
      accountId: spec.accountId,
      startedAt: now,
      lastSeenAt: now,
      expiresAt: new Date(Math.min(latest, spec.expiresAt?.getTime() ?? latest)),
      rightsCheckedAt: now,
      address: from?.address ?? '',
      userAgent: from?.userAgent ?? '',
      samlSessionIndex: spec.samlSessionIndex ?? null,
      samlNameId: spec.samlNameId ?? null,
      samlNameKey: spec.samlNameKey ?? null,
      endedAt: null,
      endCode: null,
    });
    await manager.insert(SessionEntity, session);
    return { session, secret: await this.secrets.issueFirst(session.id, manager) };
  }

  /** One session by its id; null when there is none. It may have ended: see `isAlive`. */
  get(sessionId: string): Promise<SessionEntity | null> {
    return this.source.manager.findOneBy(SessionEntity, { id: sessionId });
  }

  /** True while the session may be used. */
  isAlive(session: Pick<SessionEntity, 'lastSeenAt' | 'expiresAt' | 'endedAt'>): boolean {
    const now = this.clock.now().getTime();
    return !session.endedAt && now < this.endsAt(session).getTime();
  }

  /** When the session ends if nothing more is done: idle limit or absolute limit, whichever is first. */
  endsAt(session: Pick<SessionEntity, 'lastSeenAt' | 'expiresAt'>): Date {
    return new Date(Math.min(this.idleEndsAt(session).getTime(), session.expiresAt.getTime()));
  }

  /** When the session ends for want of use. */
  idleEndsAt(session: Pick<SessionEntity, 'lastSeenAt'>): Date {
    return new Date(session.lastSeenAt.getTime() + IDLE_MS);
  }

  /** Notes that the session is in use, for uses that are no requests (an open console). */
  async touch(session: SessionEntity): Promise<void> {
    session.lastSeenAt = this.clock.now();
    await this.source.manager.update(SessionEntity, session.id, { lastSeenAt: session.lastSeenAt });
  }

  /** Notes that the rights behind the session were read anew. */
  async markRightsChecked(session: SessionEntity): Promise<void> {
    session.rightsCheckedAt = this.clock.now();
    await this.source.manager.update(SessionEntity, session.id, { rightsCheckedAt: session.rightsCheckedAt });
  }

  /** The sessions of a person that may still be used, newest first. */
  async ofUser(userId: string): Promise<SessionEntity[]> {
    const open = await this.source.manager.find(SessionEntity, {
      where: { userId, endedAt: IsNull() },
      order: { startedAt: 'DESC' },
    });
    return open.filter((session) => this.isAlive(session));
  }

  /** Sessions by the SAML name they were opened for, those that have ended included. */
  ofSamlName(samlNameKey: string): Promise<SessionEntity[]> {
    return this.source.manager.findBy(SessionEntity, { samlNameKey });
  }

  /** Ends every session of a person; answers how many were open. Why, who and what follows: see `end`. */
  async endAllOf(userId: string, code: string, by?: NewAuditEvent['actor']): Promise<number> {
    const open = await this.source.manager.find(SessionEntity, {
      where: { userId, endedAt: IsNull() },
      select: { id: true },
    });
    let ended = 0;
    for (const { id } of open) if (await this.end(id, code, by)) ended += 1;
    return ended;
  }

  /**
   * Ends a session, once; `code` says why, `by` who did it when it was not Virlab itself. Whoever serves the session
   * hears of it on the bus. Answers whether it was open.
   */
  async end(sessionId: string, code: string, by?: NewAuditEvent['actor']): Promise<boolean> {
    const hasEnded = await retryTransaction(this.source, async (manager) => {
      const { affected } = await manager.update(
        SessionEntity,
        { id: sessionId, endedAt: IsNull() },
        { endedAt: this.clock.now(), endCode: code },
      );
      if (affected !== 1) return false;
      const { userId } = await manager.findOneByOrFail(SessionEntity, { id: sessionId });
      const { displayName } = await manager.findOneByOrFail(UserEntity, { id: userId });
      await this.audit.record(
        {
          kind: 'session.ended',
          actor: by,
          subject: { kind: 'person', id: userId, title: displayName },
          sessionRef: sessionRefOf({ id: sessionId }),
          facts: { why: code },
        },
        manager,
      );
      return true;
    });
    if (hasEnded) this.bus.tell({ type: 'session-ended', sessionId, code });
    return hasEnded;
  }
}
