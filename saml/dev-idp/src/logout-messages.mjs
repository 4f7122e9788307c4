import { randomBytes } from 'node:crypto';
import { RefusedRequestError } from './authn-request.mjs';
import { escapeXml } from './xml-text.mjs';

const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
const TRANSIENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';

/**
 * @typedef {object} LogoutRequest
 * @property {string} id
 * @property {string} issuer
 * @property {string} destination
 * @property {{ value: string, format: string, nameQualifier: string, spNameQualifier: string }} nameId
 * @property {string[]} sessionIndexes
 *
 * @typedef {{ inResponseTo: string, issuer: string, destination: string, status: string }} LogoutResponse - `status`
 *   is the last word of the top-level code
 */

/** @param {Element} root @returns {string} who says that he sent it */
export function issuerOf(root) {
  return textOf(root, ASSERTION, 'Issuer');
}

/** @param {Element} root @returns {LogoutRequest} @throws {RefusedRequestError} */
export function readLogoutRequest(root) {
  requireName(root, 'LogoutRequest');
  const name = root.getElementsByTagNameNS(ASSERTION, 'NameID')[0];
  if (name === undefined) throw new RefusedRequestError('no-name', 'the logout request names nobody');
  /** @param {string} attribute */
  const of = (attribute) => name.getAttribute(attribute) ?? '';
  return {
    id: root.getAttribute('ID') ?? '',
    issuer: issuerOf(root),
    destination: root.getAttribute('Destination') ?? '',
    nameId: {
      value: name.textContent ?? '',
      format: of('Format'),
      nameQualifier: of('NameQualifier'),
      spNameQualifier: of('SPNameQualifier'),
    },
    sessionIndexes: Array.from(
      root.getElementsByTagNameNS(PROTOCOL, 'SessionIndex'),
      ({ textContent }) => textContent ?? '',
    ),
  };
}

/** @param {Element} root @returns {LogoutResponse} @throws {RefusedRequestError} */
export function readLogoutResponse(root) {
  requireName(root, 'LogoutResponse');
  const code = root.getElementsByTagNameNS(PROTOCOL, 'StatusCode')[0]?.getAttribute('Value') ?? '';
  return {
    inResponseTo: root.getAttribute('InResponseTo') ?? '',
    issuer: issuerOf(root),
    destination: root.getAttribute('Destination') ?? '',
    status: code.replace(STATUS, ''),
  };
}

/**
 * Writes a request to end somebody's session at a service (saml-core-2.0 section 3.7.1).
 *
 * @param {{ issuer: string, destination: string, participant: import('./practice-sessions.mjs').Participant,
 *   now: Date }} facts
 * @returns {{ id: string, xml: string }}
 */
export function logoutRequestXml({ issuer, destination, participant, now }) {
  const id = randomId();
  const notOnOrAfter = new Date(now.getTime() + 5 * 60 * 1000).toISOString();
  const xml =
    `<samlp:LogoutRequest ${head({ id, destination, now })} NotOnOrAfter="${notOnOrAfter}">` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer>` +
    `<saml:NameID Format="${TRANSIENT}" NameQualifier="${escapeXml(issuer)}"` +
    ` SPNameQualifier="${escapeXml(participant.spEntityId)}">${escapeXml(participant.nameId)}</saml:NameID>` +
    `<samlp:SessionIndex>${escapeXml(participant.sessionIndex)}</samlp:SessionIndex></samlp:LogoutRequest>`;
  return { id, xml };
}

/**
 * Writes the answer to such a request (saml-core-2.0 section 3.7.2).
 *
 * @param {{ issuer: string, destination: string, inResponseTo: string, isKnown: boolean, now: Date }} facts - without
 *   `isKnown` it says that nobody is signed in by that name
 * @returns {string}
 */
export function logoutResponseXml({ issuer, destination, inResponseTo, isKnown, now }) {
  const status = isKnown
    ? `<samlp:StatusCode Value="${STATUS}Success"/>`
    : `<samlp:StatusCode Value="${STATUS}Requester"><samlp:StatusCode Value="${STATUS}UnknownPrincipal"/></samlp:StatusCode>`;
  return (
    `<samlp:LogoutResponse ${head({ id: randomId(), destination, now })} InResponseTo="${escapeXml(inResponseTo)}">` +
    `<saml:Issuer>${escapeXml(issuer)}</saml:Issuer><samlp:Status>${status}</samlp:Status></samlp:LogoutResponse>`
  );
}

/** @param {LogoutRequest['nameId']} nameId @param {string} idp @param {string} sp whether it is an exact copy (SDP-SP29) */
export function isOurNameId({ format, nameQualifier, spNameQualifier }, idp, sp) {
  return format === TRANSIENT && nameQualifier === idp && spNameQualifier === sp;
}

/** @param {{ id: string, destination: string, now: Date }} facts */
function head({ id, destination, now }) {
  return (
    `xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="${id}" Version="2.0"` +
    ` IssueInstant="${now.toISOString()}" Destination="${escapeXml(destination)}"`
  );
}

function randomId() {
  return `_${randomBytes(20).toString('hex')}`;
}

/** @param {Element} root @param {string} name */
function requireName(root, name) {
  if (root.namespaceURI !== PROTOCOL || root.localName !== name) {
    throw new RefusedRequestError('unreadable', `the message is a ${root.nodeName}, expected a ${name}`);
  }
}

/** @param {Element} root @param {string} namespace @param {string} name */
function textOf(root, namespace, name) {
  return root.getElementsByTagNameNS(namespace, name)[0]?.textContent?.trim() ?? '';
}
