import type { IdentityProviderMetadata } from '../metadata/identity-provider-metadata';
import { CLOCK_SKEW_MS } from '../response/limits';
import { attributeOf } from '../xml/read-element';
import { readInstant } from '../xml/read-instant';
import { MAX_LOGOUT_AGE_MS } from './limits';
import { LogoutRefusal } from './logout-refusal';
import type { LogoutEnvelope } from './read-logout-envelope';
import { verifyRedirectSignature } from './verify-redirect-signature';

const MESSAGE_ID = /^[A-Za-z_][A-Za-z0-9_.-]{0,255}$/;

/** What a logout message is held against. */
export interface LogoutCircumstances {
  envelope: LogoutEnvelope;
  /** The identity provider that must have sent it, by its metadata of now. */
  idp: IdentityProviderMetadata;
  /** Our single logout address; taken from configuration, never from a request's host name. */
  sloUrl: string;
  now: Date;
}

/** What every accepted logout message has. */
export interface CheckedMessage {
  id: string;
  /** From then on it would be refused for its age, so that its id may be forgotten. */
  acceptableUntil: Date;
}

/**
 * Holds against its sender what requests and responses have in common: signature, issuer, destination, age (SAML core
 * 3.2, bindings 3.4.5.2).
 *
 * @throws LogoutRefusal `idp-*`, `signature-*`, `issuer-mismatch`, `version-unsupported`, `id-malformed`,
 *   `destination-mismatch`, `issue-instant-malformed`, `issued-in-future`, `message-expired`
 */
export function checkLogoutMessage({ envelope, idp, sloUrl, now }: LogoutCircumstances): CheckedMessage {
  requireUsable(idp, now);
  if (envelope.claimedIssuer !== idp.entityId) {
    const detail = `issued by "${envelope.claimedIssuer}", expected "${idp.entityId}"`;
    throw new LogoutRefusal('issuer-mismatch', detail);
  }
  verifyRedirectSignature(envelope.query, idp.signingCertificates);
  const { message } = envelope;
  const version = attributeOf(message, 'Version');
  if (version !== '2.0') throw new LogoutRefusal('version-unsupported', `Version "${version ?? ''}"`);
  const id = attributeOf(message, 'ID') ?? '';
  if (!MESSAGE_ID.test(id)) throw new LogoutRefusal('id-malformed', `ID "${id.slice(0, 300)}"`);
  const destination = attributeOf(message, 'Destination');
  if (destination !== sloUrl) {
    throw new LogoutRefusal(
      'destination-mismatch',
      `Destination "${destination ?? ''}", expected "${sloUrl}"`,
    );
  }
  return { id, acceptableUntil: checkAge(envelope, now) };
}

function requireUsable(
  { entityId, signingCertificates, validUntil }: IdentityProviderMetadata,
  now: Date,
): void {
  if (validUntil !== undefined && new Date(validUntil).getTime() <= now.getTime()) {
    throw new LogoutRefusal(
      'idp-metadata-expired',
      `metadata of "${entityId}" was valid until ${validUntil}`,
    );
  }
  if (signingCertificates.length === 0) {
    throw new LogoutRefusal('idp-without-keys', `metadata of "${entityId}" names no signing key`);
  }
}

/** Answers the end of the time in which the message may be shown, clock skew included. */
function checkAge({ message }: LogoutEnvelope, now: Date): Date {
  const issued = readInstant(attributeOf(message, 'IssueInstant'));
  const limit = attributeOf(message, 'NotOnOrAfter');
  const stated = limit === undefined ? undefined : readInstant(limit);
  if (!issued || (limit !== undefined && !stated)) {
    throw new LogoutRefusal('issue-instant-malformed', 'IssueInstant or NotOnOrAfter is no instant');
  }
  const time = now.getTime();
  if (issued.getTime() > time + CLOCK_SKEW_MS) {
    throw new LogoutRefusal('issued-in-future', `issued at ${issued.toISOString()}`);
  }
  const ownLimit = issued.getTime() + MAX_LOGOUT_AGE_MS;
  const until = Math.min(ownLimit, stated?.getTime() ?? ownLimit) + CLOCK_SKEW_MS;
  if (time >= until) {
    const detail = `issued at ${issued.toISOString()}, taken until ${new Date(until).toISOString()}`;
    throw new LogoutRefusal('message-expired', detail);
  }
  return new Date(until);
}
