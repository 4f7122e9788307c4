import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

/** A message for HTTP-Redirect, before it is signed. */
export interface RedirectMessage {
  parameter: 'SAMLRequest' | 'SAMLResponse';
  xml: string;
  /** Where the browser is sent; a query that the address has of its own is kept. */
  location: string;
  relayState?: string;
  privateKeyPem: string;
}

/** The URL that carries a message, signed by RSA with SHA-256 over the query as it stands in it (SAML bindings 3.4.4.1). */
export function signRedirect({
  parameter,
  xml,
  location,
  relayState,
  privateKeyPem,
}: RedirectMessage): string {
  const encode = encodeURIComponent;
  const signed = [
    `${parameter}=${encode(deflateRawSync(Buffer.from(xml)).toString('base64'))}`,
    ...(relayState === undefined ? [] : [`RelayState=${encode(relayState)}`]),
    `SigAlg=${encode(RSA_SHA256)}`,
  ].join('&');
  const signature = sign('sha256', Buffer.from(signed), privateKeyPem).toString('base64');
  const separator = location.includes('?') ? '&' : '?';
  return `${location}${separator}${signed}&Signature=${encode(signature)}`;
}
