import { inflateRawSync } from 'node:zlib';
import { Extractor } from 'samlify';

const SIGNATURE_ALGORITHMS = new Set([
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
]);

/** A request has no signature inside and no list in it; what is larger is not one. */
const MAX_REQUEST_BYTES = 100_000;

/** A request that this identity provider must not answer with a response. */
export class RefusedRequestError extends Error {
  /** @param {string} code @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(code, message, options) {
    super(message, options);
    this.name = 'RefusedRequestError';
    this.code = code;
  }
}

/**
 * @typedef {object} AuthnRequest
 * @property {string} id
 * @property {string} acsUrl - where the answer goes
 * @property {string | undefined} relayState
 * @property {import('./service-providers.mjs').RegisteredSp} sp
 * @property {import('./service-providers.mjs').RegisteredSp['entities'][number]} spEntity - with the key that signed
 */

/**
 * Reads and checks an AuthnRequest sent by HTTP-Redirect (saml-bindings-2.0 section 3.4): a registered sender, its
 * signature, us as the destination, and an answer address that is in the sender's metadata (saml-profiles-2.0 4.1.4.1).
 *
 * @param {string} query - as it came, still encoded: the signature is over these very characters
 * @param {object} context
 * @param {import('./service-providers.mjs').RegisteredSp[]} context.sps
 * @param {string[]} context.faults - why services are missing among them
 * @param {import('./issue-response.mjs').IdpEntity} context.idp
 * @param {string} context.ssoUrl
 * @returns {Promise<AuthnRequest>}
 * @throws {RefusedRequestError}
 */
export async function readAuthnRequest(query, { sps, faults, idp, ssoUrl }) {
  const fields = new URLSearchParams(query);
  const message = fields.get('SAMLRequest');
  if (message === null) throw new RefusedRequestError('no-request', 'the address holds no SAMLRequest');
  const { request, issuer } = describe(message);
  const sp = sps.find(({ entityId }) => entityId === issuer);
  if (sp === undefined) {
    throw new RefusedRequestError(
      'unknown-sp',
      [`the service "${issuer}" is not registered here`, ...faults].join('; '),
    );
  }
  const spEntity = await verify(query, fields, sp, idp);
  if (request.destination !== undefined && request.destination !== ssoUrl) {
    throw new RefusedRequestError(
      'wrong-destination',
      `the request is meant for ${request.destination}, expected ${ssoUrl}`,
    );
  }
  const acsUrl = request.assertionConsumerServiceUrl ?? sp.acsUrls[0];
  if (acsUrl === undefined || !sp.acsUrls.includes(acsUrl)) {
    throw new RefusedRequestError(
      'wrong-acs',
      `the request wants its answer at ${acsUrl}, expected an address of the service's metadata: ${sp.acsUrls.join(', ')}`,
    );
  }
  return { id: request.id ?? '', acsUrl, relayState: fields.get('RelayState') ?? undefined, sp, spEntity };
}

/**
 * @param {string} message
 * @returns {{ request: Record<string, string | undefined>, issuer: unknown }}
 */
function describe(message) {
  try {
    const xml = inflateRawSync(Buffer.from(message, 'base64'), {
      maxOutputLength: MAX_REQUEST_BYTES,
    }).toString('utf8');
    const { request, issuer } = Extractor.extract(xml, Extractor.loginRequestFields);
    return { request: /** @type {Record<string, string | undefined>} */ (request ?? {}), issuer };
  } catch (error) {
    throw new RefusedRequestError('unreadable', 'the SAMLRequest cannot be read', { cause: error });
  }
}

/**
 * @param {string} query
 * @param {URLSearchParams} fields
 * @param {import('./service-providers.mjs').RegisteredSp} sp
 * @param {import('./issue-response.mjs').IdpEntity} idp
 */
async function verify(query, fields, sp, idp) {
  const algorithm = fields.get('SigAlg') ?? '';
  if (!SIGNATURE_ALGORITHMS.has(algorithm)) {
    throw new RefusedRequestError(
      'unsigned',
      `the request is signed with "${algorithm}", expected RSA with SHA-256 or SHA-512`,
    );
  }
  const parts = query.split('&');
  const octetString = ['SAMLRequest', 'RelayState', 'SigAlg']
    .map((name) => parts.find((part) => part.startsWith(`${name}=`)))
    .filter((part) => part !== undefined)
    .join('&');
  /** @type {unknown} */
  let cause;
  for (const entity of sp.entities) {
    try {
      await idp.parseLoginRequest(entity, 'redirect', { query: Object.fromEntries(fields), octetString });
      return entity;
    } catch (error) {
      cause = error;
    }
  }
  throw new RefusedRequestError('bad-signature', `the signature is not one of ${sp.entityId}`, { cause });
}
