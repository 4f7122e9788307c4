import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { KeyPair } from '../keys/key-pair';
import { IDP_ENTITY_ID, NOW } from './response-shape';

export const SLO_URL = 'https://virlab.example/saml/slo';
export const LOGOUT_ID = '_f00dfeedf00dfeedf00dfeedf00dfeed';
export const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
export const NAME =
  '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient">_ana</saml:NameID>';

/** Everything a logout message can say, as XML pieces; a case overrides what it is about. */
export interface LogoutShape {
  element: 'LogoutRequest' | 'LogoutResponse';
  attributes: Record<string, string | undefined>;
  protocol: string;
  before: string;
  issuer: string;
  content: string;
}

/** A logout message that is as it should be, but for the overrides. */
export function logoutXml(overrides: Partial<LogoutShape> = {}): string {
  const element = overrides.element ?? 'LogoutRequest';
  const isRequest = element === 'LogoutRequest';
  const shape: Omit<LogoutShape, 'attributes'> = {
    element,
    protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
    before: '',
    issuer: `<saml:Issuer>${IDP_ENTITY_ID}</saml:Issuer>`,
    content: isRequest
      ? `${NAME}<samlp:SessionIndex>_index</samlp:SessionIndex>`
      : '<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>',
    ...overrides,
  };
  const attributes: Record<string, string | undefined> = {
    ID: '_0123456789abcdef0123456789abcdef',
    Version: '2.0',
    IssueInstant: NOW.toISOString(),
    Destination: SLO_URL,
    InResponseTo: isRequest ? undefined : LOGOUT_ID,
    ...overrides.attributes,
  };
  const written = Object.entries(attributes)
    .filter((entry) => entry[1] !== undefined)
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('');
  return `${shape.before}<samlp:${element} xmlns:samlp="${shape.protocol}" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"${written}>${shape.issuer}${shape.content}</samlp:${element}>`;
}

export function deflate(xml: string | Buffer): string {
  return deflateRawSync(Buffer.from(xml)).toString('base64');
}

/** How a query is made of a message; written apart from the code under test. */
export interface QueryShape {
  parameter: string;
  /** Base64 of the message. */
  message: string;
  relayState: string | undefined;
  sigAlg: string;
  hash: string;
  encode: (text: string) => string;
  /** What is signed instead of the octets that the binding says. */
  signed: (query: { message: string; relayState: string | undefined; sigAlg: string }) => string;
}

/** The query of the HTTP-Redirect binding, signed by `key`. */
export function signedQuery(xml: string, key: KeyPair, overrides: Partial<QueryShape> = {}): string {
  const parameter = overrides.parameter ?? (xml.includes('LogoutResponse') ? 'SAMLResponse' : 'SAMLRequest');
  const { encode = encodeURIComponent, relayState, sigAlg = RSA_SHA256, hash = 'sha256' } = overrides;
  const parts = {
    message: `${parameter}=${encode(overrides.message ?? deflate(xml))}`,
    relayState: relayState === undefined ? undefined : `RelayState=${encode(relayState)}`,
    sigAlg: `SigAlg=${encode(sigAlg)}`,
  };
  const query = [parts.message, parts.relayState, parts.sigAlg]
    .filter((part) => part !== undefined)
    .join('&');
  const octets = overrides.signed?.(parts) ?? query;
  const signature = sign(hash, Buffer.from(octets), key.privateKeyPem).toString('base64');
  return `${query}&Signature=${encode(signature)}`;
}
