import type { OwnSession } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { IdentityProviders } from '../federation/index';
import { Accounts, type SessionEntity, sessionRefOf, Sessions } from '../identity/index';
import type { Viewer } from '../platform/index';
import { deviceOf } from './device-of';

/** Where the person who asks is signed in, newest first. */
@Injectable()
export class PresentOwnSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly accounts: Accounts,
    private readonly providers: IdentityProviders,
  ) {}

  async run(viewer: Viewer): Promise<OwnSession[]> {
    const open = await this.sessions.ofUser(viewer.userId);
    const issuers = new Map(
      (await this.accounts.ofUser(viewer.userId)).map(({ id, issuer }) => [id, issuer]),
    );
    const records = await this.providers.records(issuers.values());
    return open.map((session) => {
      const entityId = issuers.get(session.accountId) ?? '';
      const university = { entityId, title: records.get(entityId)?.title ?? entityId };
      return { ...this.present(session), university, current: session.id === viewer.sessionId };
    });
  }

  private present(session: SessionEntity): Omit<OwnSession, 'university' | 'current'> {
    const device = deviceOf(session.userAgent);
    return {
      ref: sessionRefOf(session),
      startedAt: session.startedAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      expiresAt: this.sessions.endsAt(session).toISOString(),
      address: session.address,
      ...(device ? { device } : {}),
    };
  }
}
