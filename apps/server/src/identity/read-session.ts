import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import { Settings } from '../config/index';
import { Clock, VirlabError } from '../platform/index';
import { readSessionCookie, setSessionCookie } from './session-cookie';
import type { SessionEntity } from './session.entity';
import { SessionSecrets } from './session-secrets';
import { Sessions } from './sessions';

/** Each use is noted at most this often, so that reading does not become writing. */
const NOTE_USE_MS = 60_000;

/**
 * The session of a request, by its cookie. While nothing is due this is one look-up of one key; once a minute the use
 * is noted, and every ten minutes the browser gets a new secret.
 */
@Injectable()
export class ReadSession {
  constructor(
    private readonly sessions: Sessions,
    private readonly secrets: SessionSecrets,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /**
   * Answers null when there is no cookie or nobody knows it.
   *
   * @param renewIn the answer that may carry a new secret; left out where the answer stays open or is none (event
   *   streams, WebSockets)
   * @throws VirlabError `session-ended` when it was ended or is past one of its limits; `session-reused` when a secret
   *   was shown that had long been replaced, which also ends the session
   */
  async run(request: { headers: IncomingHttpHeaders }, renewIn?: Response): Promise<SessionEntity | null> {
    const cookie = readSessionCookie(request, this.settings);
    if (!cookie) return null;
    const secret = await this.secrets.find(cookie);
    if (!secret) return null;
    const { session } = secret;
    this.requireAlive(session);
    if (this.secrets.isReused(secret)) {
      await this.sessions.end(session.id, 'reused');
      throw new VirlabError('session-reused');
    }
    await this.secrets.confirm(secret);
    if (this.clock.now().getTime() - session.lastSeenAt.getTime() >= NOTE_USE_MS) {
      await this.sessions.touch(session);
    }
    const next = renewIn && (await this.secrets.renew(secret));
    if (next) setSessionCookie(renewIn, this.settings, next);
    return session;
  }

  private requireAlive(session: SessionEntity): void {
    if (this.sessions.isAlive(session)) return;
    if (session.endCode === 'reused') throw new VirlabError('session-reused');
    const why = session.endCode ?? (session.expiresAt <= this.clock.now() ? 'expired' : 'idle');
    throw new VirlabError('session-ended', { context: { why } });
  }
}
