import { CLOCK_SKEW_MS, MAX_REQUEST_AGE_MS } from '../limits';
import type { ResponseEnvelope } from '../response-envelope';
import { SamlRefusal } from '../saml-refusal';

const STEP = 'match-pending';

/** The request we sent and are waiting for, as the caller stored it. */
export interface PendingRequest {
  requestId: string;
  idpEntityId: string;
  createdAt: Date;
  /** True when the person had to sign in afresh; an older sign-in at the provider is then refused. */
  forceAuthn?: boolean;
  /** The contexts that were asked for, when any; another one is then refused. */
  authnContextClassRefs?: readonly string[];
}

/**
 * Requires that the response claims to answer the pending request, and that the request is not stale. The claim is
 * checked again from verified bytes later; here it only ends the hopeless cases early.
 *
 * @throws SamlRefusal `unsolicited`, `request-mismatch`, `request-expired`
 */
export function matchPending(envelope: ResponseEnvelope, pending: PendingRequest, now: Date): void {
  const claimed = envelope.claimedInResponseTo;
  if (!claimed) throw new SamlRefusal(STEP, 'unsolicited', 'the response answers no request');
  if (claimed !== pending.requestId) {
    throw new SamlRefusal(
      STEP,
      'request-mismatch',
      `answers "${claimed}", pending is "${pending.requestId}"`,
    );
  }
  const age = now.getTime() - pending.createdAt.getTime();
  if (age > MAX_REQUEST_AGE_MS || age < -CLOCK_SKEW_MS) {
    throw new SamlRefusal(
      STEP,
      'request-expired',
      `the request is ${age} ms old, at most ${MAX_REQUEST_AGE_MS}`,
    );
  }
}
