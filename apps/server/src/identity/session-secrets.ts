import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { retryTransaction } from '../database/index';
import { Clock, newSecret, sha256 } from '../platform/index';
import { SessionEntity } from './session.entity';
import { SessionSecretEntity } from './session-secret.entity';

/** A stolen secret is of use for this long at most before its owner's next step brings the theft to light. */
export const RENEW_AFTER_MS = 10 * 60_000;
/**
 * How long a retired secret is still taken: requests that were under way when the answer with the new one came. RFC 9700
 * leaves the time open; more than the slowest request of an honest browser only helps a thief.
 */
export const GRACE_MS = 30_000;
/**
 * A secret gets its next child only this long after the last one. By then the answer that carried that one has come or
 * is lost, so that no late answer can put an older secret over a newer one, and many requests at once cause one child.
 */
export const ISSUE_AGAIN_AFTER_MS = 2 * 60_000;
/** For how long whoever shows a retired secret of an ended session is told that it has ended, and why. */
const TOLD_MS = 60 * 60_000;
/** How far a sweep looks back; further back earlier ones have been. */
const SWEEP_BACK_MS = 24 * 60 * 60_000;
/** How many rows one query of a sweep names. */
const A_SWEEP = 500;

/** A secret with the session it opens. */
export type KnownSecret = SessionSecretEntity & { session: SessionEntity };

/**
 * The secrets of sessions and their rotation: a browser gets a new one after ten minutes of use, and the old one is
 * retired when the new one is first shown. Whoever shows a retired one after its grace is, or was robbed by, somebody
 * else with the same cookie. Everything that changes a session's secrets first changes the session's row, so that on
 * every database, with any number of servers, one change comes after another.
 */
@Injectable()
export class SessionSecrets {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The secret and its session by one look-up of a key; null when nobody knows it. */
  async find(secret: string): Promise<KnownSecret | null> {
    // `find`, not `findOne`: with a limit the joined row would cost a second query.
    const [found] = await this.source.manager.find(SessionSecretEntity, {
      where: { hash: sha256(secret) },
      relations: { session: true },
    });
    return found?.session ? (found as KnownSecret) : null;
  }

  /** Gives a session its first secret; it is taken for shown, since nothing came before it. */
  async issueFirst(sessionId: string, manager: EntityManager): Promise<string> {
    const secret = newSecret();
    const now = this.clock.now();
    await manager.insert(SessionSecretEntity, rowOf(secret, sessionId, null, now, now));
    return secret;
  }

  /** True when the secret is shown so late after its retirement that no honest browser can be behind it. */
  isReused({ retiredAt }: SessionSecretEntity): boolean {
    return retiredAt !== null && this.clock.now().getTime() >= retiredAt.getTime() + GRACE_MS;
  }

  /** Notes that a browser has this secret, which retires all others of its session. Does nothing the second time. */
  async confirm({ hash, sessionId, firstUsedAt }: SessionSecretEntity): Promise<void> {
    if (firstUsedAt) return;
    await retryTransaction(this.source, async (manager) => {
      if (!(await this.hold(sessionId, manager))) return;
      const now = this.clock.now();
      const { affected } = await manager.update(
        SessionSecretEntity,
        { hash, firstUsedAt: IsNull(), retiredAt: IsNull() },
        { firstUsedAt: now },
      );
      if (affected !== 1) return;
      await manager.update(
        SessionSecretEntity,
        { sessionId, hash: Not(hash), retiredAt: IsNull() },
        { retiredAt: now },
      );
    });
  }

  /** A new secret for the browser that showed this one; undefined when it is not yet time. */
  async renew({
    hash,
    sessionId,
    issuedAt,
    retiredAt,
    renewedAt,
  }: SessionSecretEntity): Promise<string | undefined> {
    const time = this.clock.now().getTime();
    const isDue = time >= issuedAt.getTime() + RENEW_AFTER_MS;
    const isWaiting = renewedAt !== null && time < renewedAt.getTime() + ISSUE_AGAIN_AFTER_MS;
    if (!isDue || isWaiting || retiredAt) return undefined;
    return retryTransaction(this.source, async (manager) => {
      if (!(await this.hold(sessionId, manager))) return undefined;
      const now = this.clock.now();
      const again = LessThanOrEqual(new Date(now.getTime() - ISSUE_AGAIN_AFTER_MS));
      const { affected } = await manager.update(
        SessionSecretEntity,
        [IsNull(), again].map((renewedAt) => ({ hash, retiredAt: IsNull(), renewedAt })),
        { renewedAt: now },
      );
      if (affected !== 1) return undefined;
      const secret = newSecret();
      await manager.insert(SessionSecretEntity, rowOf(secret, sessionId, hash, now, null));
      return secret;
    });
  }

  /**
   * Forgets the retired secrets of sessions that ended an hour ago or more; until then who shows one is told why. Those of
   * open sessions are needed to tell a theft. What a long stop of the server left over goes with its session.
   */
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    for (;;) {
      const left = await this.source.manager
        .createQueryBuilder(SessionSecretEntity, 'secret')
        .innerJoin('secret.session', 'session')
        .select('secret.hash', 'hash')
        .where('session.endedAt BETWEEN :from AND :to', { from: now - SWEEP_BACK_MS, to: now - TOLD_MS })
        .andWhere('secret.retiredAt IS NOT NULL')
        .limit(A_SWEEP)
        .getRawMany<{ hash: string }>();
      if (left.length === 0) return;
      await this.source.manager.delete(SessionSecretEntity, { hash: In(left.map(({ hash }) => hash)) });
    }
  }

  /** Takes the session's row for this transaction; false when the session is over. */
  private async hold(sessionId: string, manager: EntityManager): Promise<boolean> {
    const { affected } = await manager.update(
      SessionEntity,
      { id: sessionId, endedAt: IsNull() },
      { lastSeenAt: this.clock.now() },
    );
    return affected === 1;
  }
}

function rowOf(
  secret: string,
  sessionId: string,
  parentHash: string | null,
  issuedAt: Date,
  firstUsedAt: Date | null,
): Partial<SessionSecretEntity> {
  const hash = sha256(secret);
  return { hash, sessionId, parentHash, issuedAt, firstUsedAt, retiredAt: null, renewedAt: null };
}
