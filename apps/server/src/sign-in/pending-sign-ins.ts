import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock, sha256, VirlabError } from '../platform/index';
import { PendingSignInEntity } from './pending-sign-in.entity';

/** How long somebody may take at their identity provider; also the lifetime of the correlation cookie. */
export const PENDING_MS = 15 * 60_000;

/** A sign-in that is about to be sent away. */
export interface NewPendingSignIn {
  requestId: string;
  idpEntityId: string;
  /** The secret in the correlation cookie; only its hash is kept. */
  secret: string;
  target: string;
}

/** Sign-ins that are on their way: each ties a browser, a request and an identity provider together, and is taken once. */
@Injectable()
export class PendingSignIns {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
  ) {}

  async open({ secret, ...pending }: NewPendingSignIn): Promise<void> {
    const createdAt = this.clock.now();
    await this.source.manager.insert(PendingSignInEntity, {
      ...pending,
      correlationHash: sha256(secret),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + PENDING_MS),
      takenAt: null,
    });
  }

  /**
   * Takes a pending sign-in, which only one caller ever does, and only the browser that began it: an answer from
   * anywhere else leaves it as it is, so that a stranger cannot use up somebody's sign-in.
   *
   * @throws VirlabError `sign-in-expired` when it is unknown or too old, `saml-replayed` when it was taken before,
   *   `sign-in-other-browser` when the cookie is missing or another one
   */
  async take(requestId: string, secret: string | undefined): Promise<PendingSignInEntity> {
    const now = this.clock.now();
    const pending = await this.source.manager.findOneBy(PendingSignInEntity, { requestId });
    if (!pending) throw new VirlabError('sign-in-expired', { detail: 'no such pending sign-in' });
    const context = { idp: pending.idpEntityId };
    if (pending.takenAt) throw new VirlabError('saml-replayed', { context });
    if (pending.expiresAt <= now) throw new VirlabError('sign-in-expired', { context });
    if (!isSecretOf(pending, secret)) throw new VirlabError('sign-in-other-browser', { context });
    const { affected } = await this.source.manager.update(
      PendingSignInEntity,
      { requestId, takenAt: IsNull(), expiresAt: MoreThan(now) },
      { takenAt: now },
    );
    if (affected !== 1) throw new VirlabError('saml-replayed', { context });
    return pending;
  }

  /** Forgets what has expired. */
  async sweep(): Promise<void> {
    await this.source.manager.delete(PendingSignInEntity, { expiresAt: LessThanOrEqual(this.clock.now()) });
  }
}

function isSecretOf(pending: PendingSignInEntity, secret: string | undefined): boolean {
  return (
    secret !== undefined && timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(pending.correlationHash))
  );
}
