import { Injectable } from '@nestjs/common';
import {
  acceptLogoutRequest,
  type AcceptedLogoutRequest,
  buildLogoutResponse,
  type LogoutEnvelope,
  type LogoutOutcome,
} from '@virlab/saml';
import { AuditRecorder } from '../../../audit/index';
import { Settings } from '../../../config/index';
import { IdentityProviders, type KnownIdentityProvider } from '../../../federation/index';
import { type SessionEntity, Sessions } from '../../../identity/index';
import { Clock, Log, VirlabError } from '../../../platform/index';
import { UsedAssertions } from '../../used-assertions';
import { explainLogoutRefusal } from './logout-error-codes';
import { logoutNameKey } from './logout-facts';
import { OwnServiceProvider, SLO_PATH } from './own-service-provider';
import { newMessageId } from './saml-logout';

/**
 * An identity provider asks for a logout: ends exactly the sessions of that name, and of those session indexes where it
 * gives any, whatever browser the request comes with. Answers where to send the browser next: back to the provider with
 * a signed response, or to a page of ours where it names no place for one.
 *
 * @throws VirlabError `logout-…`; nothing was ended then
 */
@Injectable()
export class AnswerLogoutRequest {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly providers: IdentityProviders,
    private readonly own: OwnServiceProvider,
    private readonly used: UsedAssertions,
    private readonly sessions: Sessions,
    private readonly audit: AuditRecorder,
  ) {}

  async run(envelope: LogoutEnvelope): Promise<string> {
    const provider = await this.senderOf(envelope);
    const request = this.accept(envelope, provider);
    await this.useOnce(request);
    const outcome = await this.end(request, provider);
    const { entityId } = provider.entity;
    const answer = buildLogoutResponse({
      sp: await this.own.get(),
      idp: provider.metadata,
      responseId: newMessageId(),
      inResponseTo: request.id,
      outcome,
      ...(envelope.relayState === undefined ? {} : { relayState: envelope.relayState }),
      now: this.clock.now(),
    });
    if (answer !== undefined) return answer;
    if (outcome === 'unknown-principal') {
      throw new VirlabError('logout-name-unknown', { context: { idp: entityId } });
    }
    return `/signed-out?${new URLSearchParams({ outcome: 'by-university', idp: entityId })}`;
  }

  /** A provider that is switched off may still end what it opened. */
  private async senderOf({ claimedIssuer }: LogoutEnvelope): Promise<KnownIdentityProvider> {
    const known = await this.providers.find(claimedIssuer);
    if (known) return known;
    throw new VirlabError('logout-issuer', {
      detail: `no provider "${claimedIssuer.slice(0, 512)}"`,
      context: { reason: 'issuer-unknown' },
    });
  }

  private accept(
    envelope: LogoutEnvelope,
    { entity, metadata }: KnownIdentityProvider,
  ): AcceptedLogoutRequest {
    try {
      return acceptLogoutRequest({
        envelope,
        idp: metadata,
        sloUrl: `${this.settings.origin}${SLO_PATH}`,
        now: this.clock.now(),
      });
    } catch (error) {
      throw explainLogoutRefusal(error, entity.entityId);
    }
  }

  /** Used before anything is ended, so that of many copies at once one acts: a later session of that name is not its business. */
  private async useOnce({ issuer, id, acceptableUntil }: AcceptedLogoutRequest): Promise<void> {
    try {
      await this.used.use(issuer, `logout ${id}`, acceptableUntil);
    } catch (error) {
      if (!(error instanceof VirlabError) || error.code !== 'saml-replayed') throw error;
      throw new VirlabError('logout-replayed', { context: { idp: issuer }, cause: error });
    }
  }

  private async end(request: AcceptedLogoutRequest, provider: KnownIdentityProvider): Promise<LogoutOutcome> {
    const { entityId, title } = provider.entity;
    const meant = await this.meantBy(request);
    const actor = { displayName: title, as: 'identity-provider' };
    const open = meant.filter(({ endedAt }) => !endedAt);
    const results = await Promise.allSettled(
      open.map(({ id }) => this.sessions.end(id, 'signed-out-at-university', actor)),
    );
    const failed = results.filter((result) => result.status === 'rejected');
    for (const { reason } of failed) this.log.error({ err: reason as Error }, 'a session could not be ended');
    // Somebody whose session ran out before is known and signed out all the same.
    const outcome = meant.length === 0 ? 'unknown-principal' : failed.length > 0 ? 'partial' : 'success';
    await this.audit.record({
      kind: 'logout.asked',
      ...(outcome === 'unknown-principal' ? { outcome: 'refused', code: 'logout-name-unknown' } : {}),
      ...(outcome === 'partial' ? { outcome: 'failed', code: 'internal' } : {}),
      actor,
      subject: { kind: 'identity-provider', id: entityId, title },
      facts: { by: 'university', request: request.id, ended: String(open.length - failed.length), outcome },
    });
    return outcome;
  }

  private async meantBy({ issuer, nameId, sessionIndexes }: AcceptedLogoutRequest): Promise<SessionEntity[]> {
    const { samlEntityId } = this.settings;
    const key = logoutNameKey(nameId, { idpEntityId: issuer, spEntityId: samlEntityId });
    const ofName = await this.sessions.ofSamlName(key);
    if (sessionIndexes.length === 0) return ofName;
    return ofName.filter(
      ({ samlSessionIndex }) => samlSessionIndex !== null && sessionIndexes.includes(samlSessionIndex),
    );
  }
}
