import { MAX_LOGOUT_QUERY_BYTES } from './limits';
import { LogoutRefusal } from './logout-refusal';

const DEFLATE = 'urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE';
const NAMES = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg', 'Signature', 'SAMLEncoding'] as const;
type Name = (typeof NAMES)[number];

/** The parameters of the HTTP-Redirect binding, and the octets that its signature covers. */
export interface LogoutQuery {
  kind: 'request' | 'response';
  /** Base64 of the deflated message. */
  message: string;
  relayState?: string;
  /** Algorithm URI. */
  sigAlg: string;
  /** Base64. */
  signature: string;
  /** The values exactly as they were received, in the order that the binding gives them (SAML bindings 3.4.4.1). */
  signedOctets: Buffer;
}

/**
 * Takes a query apart without any web framework between: what is verified is what was received, octet by octet, and a
 * name that stands twice is refused, since two readers could take it for two messages (CVE-2025-31335).
 *
 * @param rawQuery what stands behind the `?` of the request line
 * @throws LogoutRefusal `message-too-large`, `query-malformed`, `parameter-repeated`, `message-missing`,
 *   `message-ambiguous`, `encoding-unsupported`, `signature-missing`
 */
export function readLogoutQuery(rawQuery: string): LogoutQuery {
  if (rawQuery.length > MAX_LOGOUT_QUERY_BYTES) {
    const detail = `${rawQuery.length} characters of query, at most ${MAX_LOGOUT_QUERY_BYTES}`;
    throw new LogoutRefusal('message-too-large', detail);
  }
  const raw = split(rawQuery);
  const [request, response] = [raw.get('SAMLRequest'), raw.get('SAMLResponse')];
  if (request !== undefined && response !== undefined) {
    throw new LogoutRefusal('message-ambiguous', 'both SAMLRequest and SAMLResponse were sent');
  }
  const message = request ?? response;
  if (!message) throw new LogoutRefusal('message-missing', 'neither SAMLRequest nor SAMLResponse was sent');
  const encoding = raw.get('SAMLEncoding');
  if (encoding !== undefined && decode(encoding) !== DEFLATE) {
    throw new LogoutRefusal('encoding-unsupported', `SAMLEncoding "${encoding}", expected ${DEFLATE}`);
  }
  const [sigAlg, signature, relayState] = [raw.get('SigAlg'), raw.get('Signature'), raw.get('RelayState')];
  if (!sigAlg || !signature) {
    throw new LogoutRefusal('signature-missing', 'the query carries no SigAlg and Signature');
  }
  const kind = request === undefined ? 'response' : 'request';
  const signed = [
    `${kind === 'request' ? 'SAMLRequest' : 'SAMLResponse'}=${message}`,
    ...(relayState === undefined ? [] : [`RelayState=${relayState}`]),
    `SigAlg=${sigAlg}`,
  ].join('&');
  return {
    kind,
    message: decode(message),
    ...(relayState === undefined ? {} : { relayState: decode(relayState) }),
    sigAlg: decode(sigAlg),
    signature: decode(signature),
    signedOctets: Buffer.from(signed, 'latin1'),
  };
}

/** The raw values of the parameters that matter, by name; others are passed over. */
function split(rawQuery: string): Map<Name, string> {
  const found = new Map<Name, string>();
  for (const pair of rawQuery.split('&')) {
    const at = pair.indexOf('=');
    const rawName = at < 0 ? pair : pair.slice(0, at);
    const name = NAMES.find((candidate) => candidate === decode(rawName));
    if (!name) continue;
    // A name in another spelling is the same name to a framework and another one to us.
    if (rawName !== name) throw new LogoutRefusal('query-malformed', `parameter written "${rawName}"`);
    if (found.has(name)) throw new LogoutRefusal('parameter-repeated', `${name} stands twice`);
    found.set(name, at < 0 ? '' : pair.slice(at + 1));
  }
  return found;
}

function decode(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', '%20'));
  } catch (cause) {
    throw new LogoutRefusal('query-malformed', `not percent-encoded: "${raw.slice(0, 100)}"`, cause);
  }
}
