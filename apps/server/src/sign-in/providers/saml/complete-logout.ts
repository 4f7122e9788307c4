import { Injectable } from '@nestjs/common';
import { acceptLogoutResponse, type AcceptedLogoutResponse, type LogoutEnvelope } from '@virlab/saml';
import { AuditRecorder } from '../../../audit/index';
import { Settings } from '../../../config/index';
import { IdentityProviders } from '../../../federation/index';
import { Clock, VirlabError } from '../../../platform/index';
import type { PendingLogoutEntity } from '../../pending-logout.entity';
import { PendingLogouts } from '../../pending-logouts';
import { logoutCookieName } from './logout-cookie';
import { explainLogoutRefusal } from './logout-error-codes';
import { SLO_PATH } from './own-service-provider';

/** What has come of a logout that was carried on. */
export interface CompletedLogout {
  idpEntityId: string;
  outcome: AcceptedLogoutResponse['outcome'];
  /** The cookie that is of no more use. */
  spentCookie: string;
}

/**
 * Takes the answer of an identity provider to our LogoutRequest, once, from the browser that asked. The session here was
 * over before; only what the page says depends on it.
 *
 * @throws VirlabError `logout-…`; the pending logout stays as it was then
 */
@Injectable()
export class CompleteLogout {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly providers: IdentityProviders,
    private readonly pending: PendingLogouts,
    private readonly audit: AuditRecorder,
  ) {}

  async run(
    envelope: LogoutEnvelope,
    cookie: (name: string) => string | undefined,
  ): Promise<CompletedLogout> {
    const requestId = envelope.claimedInResponseTo;
    if (!requestId) throw new VirlabError('logout-unexpected', { context: { reason: 'unsolicited' } });
    const spentCookie = logoutCookieName(this.settings, requestId);
    const pending = await this.pending.find(requestId, cookie(spentCookie));
    const { outcome, status } = await this.accept(envelope, pending);
    await this.pending.take(pending);
    const { idpEntityId } = pending;
    await this.audit.record({
      kind: 'logout.answered',
      ...(outcome === 'failed' ? { outcome: 'failed' } : {}),
      subject: { kind: 'identity-provider', id: idpEntityId, title: idpEntityId },
      facts: { request: requestId, status: status.join(' ') },
    });
    return { idpEntityId, outcome, spentCookie };
  }

  private async accept(
    envelope: LogoutEnvelope,
    { requestId, idpEntityId }: PendingLogoutEntity,
  ): Promise<AcceptedLogoutResponse> {
    const { metadata } = await this.providers.get(idpEntityId);
    try {
      return acceptLogoutResponse({
        envelope,
        idp: metadata,
        requestId,
        sloUrl: `${this.settings.origin}${SLO_PATH}`,
        now: this.clock.now(),
      });
    } catch (error) {
      throw explainLogoutRefusal(error, idpEntityId);
    }
  }
}
