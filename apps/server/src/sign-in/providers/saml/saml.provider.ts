import { randomBytes } from 'node:crypto';
import type { SignInOption } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import {
  nameIdAttribute,
  type NormalizedAttributes,
  releaseAttributes,
  toDecisionAttributes,
} from '@virlab/attributes';
import { type AcceptedAssertion, CLOCK_SKEW_MS, type ResponseBody } from '@virlab/saml';
import {
  AttributeRules,
  IDENTIFIER,
  issuerOf,
  type ReadRelease,
  RecordSignIn,
} from '../../../attributes/index';
import { Settings } from '../../../config/index';
import { IdentityProviders, type KnownIdentityProvider } from '../../../federation/index';
import { Clock, newSecret, VirlabError, WorkerPool } from '../../../platform/index';
import type { PendingSignInEntity } from '../../pending-sign-in.entity';
import { PendingSignIns } from '../../pending-sign-ins';
import type {
  AssertedIdentity,
  CompletedSignIn,
  SignInAnswer,
  SignInProvider,
  SignInStart,
  SignInWish,
} from '../../sign-in-provider';
import { UsedAssertions } from '../../used-assertions';
import { chooseIdentifier } from './choose-identifier';
import { correlationCookieName } from './correlation-cookie';
import { logoutFacts } from './logout-facts';
import { nameOfPerson } from './name-of-person';
import { OwnServiceProvider } from './own-service-provider';
import { releasedValues } from './released-values';
import { explainSamlRefusal } from './saml-error-codes';
import { acceptResponseTask } from './worker-tasks/accept-response';
import { buildAuthnRequestTask } from './worker-tasks/build-authn-request';
import { readResponseEnvelopeTask } from './worker-tasks/read-response-envelope';

/** SAML core 1.3.4 asks for at least 128 random bits. */
const REQUEST_ID_BYTES = 20;
const HANDLE_BYTES = 16;

/** Sign-in through an identity provider of a federation: SAML 2.0 Web Browser SSO, begun by us. */
@Injectable()
export class SamlProvider implements SignInProvider {
  readonly id = 'saml';

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly providers: IdentityProviders,
    private readonly pending: PendingSignIns,
    private readonly used: UsedAssertions,
    private readonly own: OwnServiceProvider,
    private readonly rules: AttributeRules,
    private readonly records: RecordSignIn,
    private readonly workers: WorkerPool,
  ) {}

  async describe(): Promise<SignInOption[]> {
    const providers = await this.providers.list();
    return providers
      .filter(({ enabled }) => enabled)
      .map(({ entityId, title, domain, practice }) => ({
        provider: this.id,
        id: entityId,
        title,
        ...(domain ? { domain } : {}),
        url: `/saml/login?${new URLSearchParams({ entityID: entityId })}`,
        practice,
      }));
  }

  async begin({ issuer, target }: SignInWish): Promise<SignInStart> {
    const { metadata } = await this.enabled(issuer);
    const requestId = `_${randomBytes(REQUEST_ID_BYTES).toString('hex')}`;
    const secret = newSecret();
    await this.pending.open({ requestId, idpEntityId: issuer, secret, target });
    const { url } = await this.workers.run(buildAuthnRequestTask, {
      sp: await this.own.get(),
      idp: metadata,
      requestId,
      // Says nothing and is not read again: what an answer belongs to is found by its signed InResponseTo.
      relayState: randomBytes(HANDLE_BYTES).toString('hex'),
      now: this.clock.now(),
    });
    return {
      redirectTo: url,
      cookie: { name: correlationCookieName(this.settings, requestId), value: secret },
    };
  }

  async complete(answer: SignInAnswer): Promise<CompletedSignIn> {
    const { SAMLResponse, RelayState } = answer.fields;
    const body = { SAMLResponse, RelayState };
    const requestId = await this.readClaim(body);
    if (!requestId) throw new VirlabError('saml-confirmation', { context: { reason: 'unsolicited' } });
    const spentCookie = correlationCookieName(this.settings, requestId);
    const pending = await this.pending.take(requestId, answer.cookie(spentCookie));
    const provider = await this.enabled(pending.idpEntityId);
    const assertion = await this.accept(body, pending, provider);
    const forgetAt = new Date(assertion.assertionNotOnOrAfter.getTime() + CLOCK_SKEW_MS);
    await this.used.use(assertion.issuer, assertion.assertionId, forgetAt);
    return { identity: await this.identify(assertion, provider), target: pending.target, spentCookie };
  }

  private async readClaim(body: ResponseBody): Promise<string | undefined> {
    try {
      return (await this.workers.run(readResponseEnvelopeTask, body)).claimedInResponseTo;
    } catch (error) {
      throw explainSamlRefusal(error);
    }
  }

  private async accept(
    body: ResponseBody,
    { requestId, idpEntityId, createdAt }: PendingSignInEntity,
    { entity, metadata }: KnownIdentityProvider,
  ): Promise<AcceptedAssertion> {
    try {
      return await this.workers.run(acceptResponseTask, {
        body,
        sp: await this.own.get(),
        idp: metadata,
        pending: { requestId, idpEntityId, createdAt },
        now: this.clock.now(),
        allowUnsignedResponse: entity.signsAssertionOnly,
        allowCbcEncryption: entity.allowsCbc,
      });
    } catch (error) {
      throw explainSamlRefusal(error, entity.entityId);
    }
  }

  private async identify(
    assertion: AcceptedAssertion,
    { metadata }: KnownIdentityProvider,
  ): Promise<AssertedIdentity> {
    const { issuer, nameId, authnContextClassRef, authnInstant, sessionNotOnOrAfter } = assertion;
    const { version, map, policy } = await this.rules.current();
    const requester = this.settings.samlEntityId;
    const raw = [...assertion.attributes, ...nameIdAttribute(nameId, map)];
    const released = releaseAttributes(raw, {
      map,
      policy,
      idp: issuerOf(metadata),
      requester,
      ...(authnContextClassRef === undefined ? {} : { authnContext: authnContextClassRef }),
    });
    const read = { provider: this.id, entityId: issuer, rulesVersion: version, account: released.account };
    const values = releasedValues(released, map);
    const attributes = toDecisionAttributes(released);
    const names = Object.keys(attributes).sort().join(' ');
    const dropped = released.dropped.map(({ attr, value, why }) => ({ attr, value, why }));
    const chosen = chooseIdentifier(values, nameId, { idp: issuer, sp: requester });
    if (!chosen) throw await this.refuseUnknown(read, released);
    return {
      provider: this.id,
      issuer,
      ...chosen,
      displayName: nameOfPerson(values, chosen.identifier),
      release: {
        attributes,
        dropped,
        unmapped: [...released.unmapped],
        authn: { context: authnContextClassRef, instant: authnInstant.toISOString() },
      },
      ...(sessionNotOnOrAfter ? { endsAt: new Date(sessionNotOnOrAfter.getTime() + CLOCK_SKEW_MS) } : {}),
      read,
      logout: logoutFacts(assertion, this.settings.samlEntityId),
      facts: {
        provider: this.id,
        identifier: chosen.identifierType,
        request: assertion.inResponseTo,
        assertion: assertion.assertionId,
        authnContext: authnContextClassRef ?? '',
        authnInstant: authnInstant.toISOString(),
        released: names,
        dropped: [...new Set(dropped.map(({ attr }) => attr))].sort().join(' '),
      },
    };
  }

  /** Nobody can tell later who it was, so what came is kept now, for the identity admin who has to write to them. */
  private async refuseUnknown(read: ReadRelease, { attributes, dropped }: NormalizedAttributes) {
    const code = 'sign-in-no-identifier';
    await this.records.run(read, { code, missing: [{ attr: IDENTIFIER, rules: [] }] });
    const unusable = [...new Set(dropped.map(({ attr, why }) => `${attr}: ${why}`))].sort().join(', ');
    const released = [...attributes.keys()].sort().join(' ');
    return new VirlabError(code, { context: { idp: read.entityId, released, dropped: unusable } });
  }

  private async enabled(entityId: string): Promise<KnownIdentityProvider> {
    const known = await this.providers.get(entityId);
    if (!known.entity.enabled)
      throw new VirlabError('sign-in-provider-disabled', { context: { idp: entityId } });
    return known;
  }
}
