import { sign, verify, X509Certificate } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';
import { RefusedRequestError } from './authn-request.mjs';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
/** A logout message has no signature inside and no list in it; what is larger is not one. */
const MAX_MESSAGE_BYTES = 100_000;

/** @typedef {'SAMLRequest' | 'SAMLResponse'} Parameter */

/**
 * Writes the address that carries a signed message by HTTP-Redirect (saml-bindings-2.0 section 3.4.4.1).
 *
 * @param {{ location: string, parameter: Parameter, xml: string, relayState?: string | undefined,
 *   privateKey: string }} message - `privateKey` is PEM
 * @returns {string}
 */
export function signedRedirect({ location, parameter, xml, relayState, privateKey }) {
  const fields = [
    [parameter, deflateRawSync(xml).toString('base64')],
    ...(relayState === undefined ? [] : [['RelayState', relayState]]),
    ['SigAlg', RSA_SHA256],
  ];
  const octets = fields.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&');
  const signature = sign('RSA-SHA256', Buffer.from(octets), privateKey).toString('base64');
  return `${location}${location.includes('?') ? '&' : '?'}${octets}&Signature=${encodeURIComponent(signature)}`;
}

/**
 * Reads a message of an address, its signature not yet checked.
 *
 * @param {string} query
 * @param {Parameter} parameter
 * @returns {Element} its root
 * @throws {RefusedRequestError}
 */
export function readRedirect(query, parameter) {
  const encoded = new URLSearchParams(query).get(parameter) ?? '';
  try {
    const xml = inflateRawSync(Buffer.from(encoded, 'base64'), {
      maxOutputLength: MAX_MESSAGE_BYTES,
    }).toString();
    if (xml.includes('<!DOCTYPE')) throw new Error('the message has a DTD, expected none');
    /** @param {string} fault */
    const refuse = (fault) => {
      throw new Error(fault);
    };
    const errorHandler = { warning: refuse, error: refuse, fatalError: refuse };
    return new DOMParser({ errorHandler }).parseFromString(xml, 'text/xml').documentElement;
  } catch (error) {
    throw new RefusedRequestError('unreadable', `the ${parameter} cannot be read`, { cause: error });
  }
}

/**
 * Checks the signature of an address: over its own characters, as they came.
 *
 * @param {string} query
 * @param {Parameter} parameter
 * @param {string[]} certificates - base64, as metadata carries them
 * @throws {RefusedRequestError} when none of them fits
 */
export function verifyRedirect(query, parameter, certificates) {
  const fields = new URLSearchParams(query);
  const algorithm = fields.get('SigAlg');
  if (algorithm !== RSA_SHA256) {
    throw new RefusedRequestError(
      'unsigned',
      `the message is signed with "${algorithm}", expected ${RSA_SHA256}`,
    );
  }
  const parts = query.split('&');
  const octets = [parameter, 'RelayState', 'SigAlg']
    .map((name) => parts.find((part) => part.startsWith(`${name}=`)))
    .filter((part) => part !== undefined)
    .join('&');
  const signature = Buffer.from(fields.get('Signature') ?? '', 'base64');
  const fits = certificates.some((base64) => {
    const { publicKey } = new X509Certificate(Buffer.from(base64, 'base64'));
    return verify('RSA-SHA256', Buffer.from(octets), publicKey, signature);
  });
  if (!fits) throw new RefusedRequestError('bad-signature', 'the signature fits no key of the sender');
}
