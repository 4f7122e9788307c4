import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import type { ServiceProvider } from '../service-provider';
import type { AcceptedAssertion } from './accepted-assertion';
import { openMessage } from './open-message';
import type { ResponseEnvelope } from './response-envelope';
import { checkAudience } from './steps/check-audience';
import { checkAuthnStatement } from './steps/check-authn-statement';
import { checkConditions } from './steps/check-conditions';
import { checkDestination } from './steps/check-destination';
import { checkIssuer } from './steps/check-issuer';
import { checkStatus, refuseStatus } from './steps/check-status';
import { checkSubjectConfirmation } from './steps/check-subject-confirmation';
import { checkVersion } from './steps/check-version';
import { compareParsers } from './steps/compare-parsers';
import { matchPending, type PendingRequest } from './steps/match-pending';
import { readAttributes } from './steps/read-attributes';
import { trustProvider } from './steps/trust-provider';

/** A response whose shape was read, and everything it is held against. */
export interface AcceptResponseInput {
  envelope: ResponseEnvelope;
  sp: ServiceProvider;
  /** Current metadata of the provider that the pending request names. */
  idp: IdentityProviderMetadata;
  /** The record of the request; the caller took it from its store once and for all (delete and read in one step). */
  pending: PendingRequest;
  now: Date;
  /** Set by an admin on purpose for a provider that signs only its assertions. */
  allowUnsignedResponse?: boolean;
  /** Set by an operator on purpose for a provider that cannot encrypt with AES-GCM. */
  allowCbcEncryption?: boolean;
}

/**
 * Decides whether a response signs somebody in. Each line is one step with its own codes; the first that does not
 * hold ends it. What is left to the caller: the correlation cookie, taking the pending record atomically, and
 * refusing an assertion id that was used before.
 *
 * @throws SamlRefusal naming the step and the reason
 */
export function acceptResponse(input: AcceptResponseInput): AcceptedAssertion {
  matchPending(input.envelope, input.pending, input.now);
  trustProvider(input.idp, input.pending, input.now);
  if (input.envelope.claimedFailure) refuseStatus(input.envelope.claimedFailure);

  const message = openMessage(input);

  checkStatus(message);
  checkDestination(message);
  checkIssuer(message);
  const assertionId = checkVersion(message);
  const authn = checkAuthnStatement(message);
  const subject = checkSubjectConfirmation(message);
  const { conditions, notOnOrAfter = subject.notOnOrAfter } = checkConditions(message);
  checkAudience(conditions, input.sp.entityId);
  const attributes = readAttributes(message.assertion);
  compareParsers(message.assertionSource, { issuer: input.idp.entityId, nameId: subject.nameId, attributes });

  return {
    issuer: input.idp.entityId,
    assertionId,
    assertionNotOnOrAfter: subject.notOnOrAfter < notOnOrAfter ? subject.notOnOrAfter : notOnOrAfter,
    inResponseTo: input.pending.requestId,
    nameId: subject.nameId,
    attributes,
    ...authn,
  };
}
