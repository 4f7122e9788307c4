import { ns } from '../xml/namespaces';
import { attributeOf, childOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { type CheckedMessage, checkLogoutMessage, type LogoutCircumstances } from './check-logout-message';
import { LogoutRefusal } from './logout-refusal';

const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';

/** What an identity provider says has come of our LogoutRequest. */
export interface AcceptedLogoutResponse extends CheckedMessage {
  issuer: string;
  inResponseTo: string;
  /** `partial`: over at the provider, but not at every service (SAML core 3.7.3.2); `failed`: not over there. */
  outcome: 'success' | 'partial' | 'failed';
  /** Status codes below `urn:oasis:names:tc:SAML:2.0:status:`, the outer one first. */
  status: string[];
}

/**
 * Decides whether a LogoutResponse answers the request that was sent (SAML core 3.7.2, profiles 4.4.4.2).
 *
 * @param given `requestId`: the pending logout's id, as it was stored
 * @throws LogoutRefusal
 */
export function acceptLogoutResponse(
  given: LogoutCircumstances & { requestId: string },
): AcceptedLogoutResponse {
  const { envelope, requestId } = given;
  if (envelope.kind !== 'response') {
    throw new LogoutRefusal('not-a-logout-message', 'a LogoutRequest where a LogoutResponse was expected');
  }
  const checked = checkLogoutMessage(given);
  const inResponseTo = envelope.claimedInResponseTo;
  if (!inResponseTo) throw new LogoutRefusal('unsolicited', 'the response states no InResponseTo');
  if (inResponseTo !== requestId) {
    throw new LogoutRefusal('request-mismatch', `InResponseTo "${inResponseTo}", expected "${requestId}"`);
  }
  const status = readStatus(envelope.message);
  const [outer, inner] = status;
  const outcome = inner === 'PartialLogout' ? 'partial' : outer === 'Success' ? 'success' : 'failed';
  return { ...checked, issuer: given.idp.entityId, inResponseTo, outcome, status };
}

function readStatus(message: XmlElement): string[] {
  const [status, another] = childrenOf(message, ns.samlp, 'Status');
  const outer = status && childOf(status, ns.samlp, 'StatusCode');
  const value = outer && attributeOf(outer, 'Value');
  if (!outer || another || !value) throw new LogoutRefusal('status-malformed', 'no Status with a StatusCode');
  const inner = childOf(outer, ns.samlp, 'StatusCode');
  const values = [value, inner && attributeOf(inner, 'Value')].filter((code) => code !== undefined);
  return values.map((code) => (code.startsWith(STATUS) ? code.slice(STATUS.length) : code));
}
