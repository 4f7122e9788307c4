import { randomBytes, sign } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { KeyPair } from '@virlab/saml';

const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const encode = encodeURIComponent;

/** Where a test provider takes single logout. */
export const IDP_SLO = 'https://idp.uni.example/slo';

/** Adds single logout to a provider's metadata. */
export function offeringLogout(metadataXml: string): string {
  const service = `<md:SingleLogoutService Binding="${REDIRECT}" Location="${IDP_SLO}"/>`;
  return metadataXml.replace('<md:SingleSignOnService', `${service}<md:SingleSignOnService`);
}

/** What a logout message of a provider says; a spec overrides what its case is about. */
export interface TestLogout {
  issuer: string;
  destination: string;
  at: Date;
  id: string;
  /** Of a request. */
  name: string;
  sessionIndexes: readonly string[];
  relayState: string | undefined;
  /** Of a response. */
  inResponseTo: string;
  status: string;
}

/** The signed query by which a provider asks for a logout, or answers to one; written apart from our own code. */
export function logoutQuery(kind: 'request' | 'response', said: Partial<TestLogout>, key: KeyPair): string {
  const id = said.id ?? `_${randomBytes(16).toString('hex')}`;
  const start = `xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${id}" Version="2.0" IssueInstant="${said.at?.toISOString()}" Destination="${said.destination}"`;
  const issuer = `<saml:Issuer>${said.issuer}</saml:Issuer>`;
  const indexes = (said.sessionIndexes ?? [])
    .map((index) => `<samlp:SessionIndex>${index}</samlp:SessionIndex>`)
    .join('');
  const xml =
    kind === 'request'
      ? `<samlp:LogoutRequest ${start}>${issuer}${said.name}${indexes}</samlp:LogoutRequest>`
      : `<samlp:LogoutResponse ${start} InResponseTo="${said.inResponseTo}">${issuer}<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${said.status}"/></samlp:Status></samlp:LogoutResponse>`;
  const relayState = said.relayState === undefined ? '' : `&RelayState=${encode(said.relayState)}`;
  const query = `SAML${kind === 'request' ? 'Request' : 'Response'}=${encode(deflateRawSync(xml).toString('base64'))}${relayState}&SigAlg=${encode(RSA_SHA256)}`;
  return `${query}&Signature=${encode(sign('sha256', Buffer.from(query), key.privateKeyPem).toString('base64'))}`;
}

/** Reads a redirect of ours that carries a logout message. */
export function readLogout(redirect: string): {
  at: string;
  xml: string;
  relayState: string | null;
  id: string;
} {
  const url = new URL(redirect);
  const message = url.searchParams.get('SAMLRequest') ?? url.searchParams.get('SAMLResponse') ?? '';
  const xml = inflateRawSync(Buffer.from(message, 'base64')).toString();
  return {
    at: url.origin + url.pathname,
    xml,
    relayState: url.searchParams.get('RelayState'),
    id: / ID="([^"]+)"/.exec(xml)?.[1] ?? '',
  };
}
