import { randomBytes } from 'node:crypto';
import { IdentityProvider } from 'samlify';
import { makeKeys } from './keys.mjs';
import { releasedAttributes } from './people.mjs';
import { responseXml } from './response-xml.mjs';

const VALID_MS = 5 * 60 * 1000;
/** Service providers' clocks may be a little behind ours. */
const EARLIER_MS = 30 * 1000;
const SESSION_MS = 8 * 60 * 60 * 1000;

/** @typedef {ReturnType<typeof IdentityProvider>} IdpEntity */

/**
 * Makes samlify's identity provider: signs the response, and encrypts the assertion for the service (SAML2Int
 * SDP-IDP09 and IDP11) with AES-256-GCM and RSA-OAEP.
 *
 * @param {string} metadata - ours
 * @param {string} privateKey - PEM
 * @param {{ encrypt?: boolean }} [options] - encrypts unless told not to
 * @returns {IdpEntity}
 */
export function makeIdp(metadata, privateKey, { encrypt = true } = {}) {
  // A variable of its own: samlify reads the last two, its types do not know them.
  const settings = {
    metadata,
    privateKey,
    isAssertionEncrypted: encrypt,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    dataEncryptionAlgorithm: 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
    keyEncryptionAlgorithm: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  };
  return IdentityProvider(settings);
}

/**
 * Answers a request: one assertion about the person with one AuthnStatement, at most one AttributeStatement and a
 * transient NameID (saml-profiles-2.0 section 4.1.4.2).
 *
 * @param {import('./authn-request.mjs').AuthnRequest} request
 * @param {object} context
 * @param {import('./people.mjs').Organisation} context.organisation
 * @param {import('./people.mjs').Person} context.person
 * @param {string} context.metadata
 * @param {string} context.privateKey - PEM
 * @param {Date} context.now
 * @param {Omit<import('./tampering.mjs').Tampering, 'words'>} [context.tampering]
 * @returns {Promise<{ response: string, participant: import('./practice-sessions.mjs').Participant }>} the response,
 *   base64 as the POST binding sends it, and by what the service will know the person
 */
export async function issueResponse(
  request,
  { organisation, person, metadata, privateKey, now, tampering = {} },
) {
  /** @param {number} ms */
  const later = (ms) => new Date(now.getTime() + ms);
  /** @type {import('./response-xml.mjs').ResponseModel} */
  const honest = {
    responseId: randomId(),
    assertionId: randomId(),
    issuer: organisation.entityId,
    audience: request.sp.entityId,
    destination: request.acsUrl,
    recipient: request.acsUrl,
    inResponseTo: request.id,
    issueInstant: now,
    notBefore: later(-EARLIER_MS),
    notOnOrAfter: later(VALID_MS),
    sessionNotOnOrAfter: later(SESSION_MS),
    sessionIndex: randomId(),
    nameId: randomId(),
    spEntityId: request.sp.entityId,
    attributes: releasedAttributes(organisation, person, request.sp.entityId),
  };
  const model = tampering.model?.(honest) ?? honest;
  const key = tampering.otherKey ? (await makeKeys('unknown')).privateKey : privateKey;
  const encrypt = request.sp.mayEncrypt && !tampering.plain && model.failure === undefined;
  const idp = makeIdp(metadata, key, { encrypt });
  const { context } = await idp.createLoginResponse(
    request.spEntity,
    { extract: { request: { id: request.id } } },
    'post',
    {},
    {
      customTagReplacement: () => ({ id: model.responseId, context: responseXml(model) }),
      encryptThenSign: true,
    },
  );
  const { nameId, sessionIndex, spEntityId } = model;
  const changed = tampering.signed?.(Buffer.from(context, 'base64').toString('utf8'));
  return {
    response: changed === undefined ? context : Buffer.from(changed).toString('base64'),
    participant: { nameId, sessionIndex, spEntityId },
  };
}

/** @returns {string} an XML ID (xs:NCName) of 160 random bits */
function randomId() {
  return `_${randomBytes(20).toString('hex')}`;
}
