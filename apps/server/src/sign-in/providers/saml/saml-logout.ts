import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { buildLogoutRequest, type NameId } from '@virlab/saml';
import { AuditRecorder } from '../../../audit/index';
import { Settings } from '../../../config/index';
import { IdentityProviders } from '../../../federation/index';
import { Accounts, type SessionEntity, sessionRefOf } from '../../../identity/index';
import { Clock, newSecret } from '../../../platform/index';
import { PendingLogouts } from '../../pending-logouts';
import { UniversitySignOut, type UniversitySignOutStart } from '../../university-sign-out';
import { logoutCookie } from './logout-cookie';
import { OwnServiceProvider } from './own-service-provider';

/** SAML core 1.3.4 asks for at least 128 random bits. */
const REQUEST_ID_BYTES = 20;

/** A new ID for a message of ours (SAML core 1.3.4). */
export function newMessageId(): string {
  return `_${randomBytes(REQUEST_ID_BYTES).toString('hex')}`;
}

/** Carries a sign-out on to the identity provider, by a signed LogoutRequest in a redirect of the whole page. */
@Injectable()
export class SamlLogout implements UniversitySignOut {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly providers: IdentityProviders,
    private readonly accounts: Accounts,
    private readonly own: OwnServiceProvider,
    private readonly pending: PendingLogouts,
    private readonly audit: AuditRecorder,
  ) {}

  async isOffered(session: SessionEntity): Promise<boolean> {
    return (await this.providerOf(session))?.metadata.singleLogoutUrl !== undefined;
  }

  async begin(session: SessionEntity): Promise<UniversitySignOutStart | undefined> {
    const provider = await this.providerOf(session);
    if (!provider || session.samlNameId === null) return undefined;
    const requestId = newMessageId();
    const continueAt = buildLogoutRequest({
      sp: await this.own.get(),
      idp: provider.metadata,
      requestId,
      nameId: JSON.parse(session.samlNameId) as NameId,
      ...(session.samlSessionIndex === null ? {} : { sessionIndex: session.samlSessionIndex }),
      now: this.clock.now(),
    });
    if (continueAt === undefined) return undefined;
    const { entityId, title } = provider.entity;
    const secret = newSecret();
    await this.pending.open({ requestId, idpEntityId: entityId, secret });
    await this.audit.record({
      kind: 'logout.asked',
      subject: { kind: 'identity-provider', id: entityId, title },
      sessionRef: sessionRefOf(session),
      facts: { by: 'person', request: requestId },
    });
    return { continueAt, cookie: logoutCookie(this.settings, requestId, secret) };
  }

  private async providerOf({ accountId, samlNameId }: SessionEntity) {
    if (samlNameId === null) return null;
    const { provider, issuer } = await this.accounts.get(accountId);
    return provider === 'saml' ? this.providers.find(issuer) : null;
  }
}
