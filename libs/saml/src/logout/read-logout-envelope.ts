import { ns } from '../xml/namespaces';
import { attributeOf, childrenOf } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { inflateMessage } from './inflate-message';
import { parseMessage } from './parse-message';
import { type LogoutQuery, readLogoutQuery } from './read-logout-query';

const ENTITY_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity';

/** A logout message whose shape is right and of which nothing is proved. */
export interface LogoutEnvelope {
  kind: 'request' | 'response';
  /** Who says to have sent it; to look up whose keys must have signed it. Empty when it names nobody. */
  claimedIssuer: string;
  /** Of a response: which of our requests it says to answer; to look up what was stored with it. */
  claimedInResponseTo?: string;
  relayState?: string;
  /** For the next step alone. */
  query: LogoutQuery;
  message: XmlElement;
}

/**
 * Reads the query of our single logout address, within limits. Proves nothing: see `acceptLogoutRequest` and
 * `acceptLogoutResponse`.
 *
 * @param rawQuery what stands behind the `?` of the request line, exactly as it was received
 * @throws LogoutRefusal when there is no message that could be looked at
 */
export function readLogoutEnvelope(rawQuery: string): LogoutEnvelope {
  const query = readLogoutQuery(rawQuery);
  const local = query.kind === 'request' ? 'LogoutRequest' : 'LogoutResponse';
  const message = parseMessage(inflateMessage(query.message), local);
  const inResponseTo = query.kind === 'response' ? attributeOf(message, 'InResponseTo') : undefined;
  return {
    kind: query.kind,
    claimedIssuer: issuerOf(message),
    ...(inResponseTo ? { claimedInResponseTo: inResponseTo } : {}),
    ...(query.relayState === undefined ? {} : { relayState: query.relayState }),
    query,
    message,
  };
}

function issuerOf(message: XmlElement): string {
  const [issuer, another] = childrenOf(message, ns.saml, 'Issuer');
  if (!issuer || another || issuer.children.length > 0) return '';
  return (attributeOf(issuer, 'Format') ?? ENTITY_FORMAT) === ENTITY_FORMAT ? issuer.text.trim() : '';
}
