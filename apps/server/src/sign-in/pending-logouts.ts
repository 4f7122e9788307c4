import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock, sha256, VirlabError } from '../platform/index';
import { PendingLogoutEntity } from './pending-logout.entity';

/** How long an identity provider may take to end its other sessions; also the lifetime of the cookie. */
export const PENDING_LOGOUT_MS = 15 * 60_000;

/** A logout that is about to be carried on. */
export interface NewPendingLogout {
  requestId: string;
  idpEntityId: string;
  /** The secret in the cookie; only its hash is kept. */
  secret: string;
}

/** Logouts that were sent to an identity provider; the answer to each is taken once, from the browser that asked. */
@Injectable()
export class PendingLogouts {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async open({ secret, ...pending }: NewPendingLogout): Promise<void> {
    const createdAt = this.clock.now();
    await this.source.manager.insert(PendingLogoutEntity, {
      ...pending,
      correlationHash: sha256(secret),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + PENDING_LOGOUT_MS),
      takenAt: null,
    });
  }

  /**
   * What an answer belongs to, without taking it: first the answer must be proved.
   *
   * @throws VirlabError `logout-unexpected` when it is unknown or too old, `logout-replayed` when it was taken before,
   *   `logout-other-browser` when the cookie is missing or another one
   */
  async find(requestId: string, secret: string | undefined): Promise<PendingLogoutEntity> {
    const pending = await this.source.manager.findOneBy(PendingLogoutEntity, { requestId });
    if (!pending) throw new VirlabError('logout-unexpected', { detail: 'no such pending logout' });
    const context = { idp: pending.idpEntityId };
    if (pending.takenAt) throw new VirlabError('logout-replayed', { context });
    if (pending.expiresAt <= this.clock.now()) throw new VirlabError('logout-unexpected', { context });
    const isSecret =
      secret !== undefined &&
      timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(pending.correlationHash));
    if (!isSecret) throw new VirlabError('logout-other-browser', { context });
    return pending;
  }

  /**
   * Takes it, which only one caller ever does.
   *
   * @throws VirlabError `logout-replayed`
   */
  async take({ requestId, idpEntityId }: PendingLogoutEntity): Promise<void> {
    const now = this.clock.now();
    const { affected } = await this.source.manager.update(
      PendingLogoutEntity,
      { requestId, takenAt: IsNull(), expiresAt: MoreThan(now) },
      { takenAt: now },
    );
    if (affected !== 1) throw new VirlabError('logout-replayed', { context: { idp: idpEntityId } });
  }

  /** Forgets what has expired. */
  async sweep(): Promise<void> {
    await this.source.manager.delete(PendingLogoutEntity, { expiresAt: LessThanOrEqual(this.clock.now()) });
  }
}
