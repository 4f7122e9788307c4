import { deflateRawSync } from 'node:zlib';
import type { LogoutCircumstances } from '../../logout/check-logout-message';
import type { LogoutRefusalCode } from '../../logout/logout-refusal';
import {
  deflate,
  LOGOUT_ID,
  logoutXml,
  type LogoutShape,
  NAME,
  type QueryShape,
  signedQuery,
} from '../logout-message';
import { idpMetadata, type TestParties } from '../test-parties';
import { NOW } from '../response-shape';

/** A query that must be refused, and by which code. */
export interface HostileLogout {
  name: string;
  code: LogoutRefusalCode;
  /** Where a query of this kind was met. */
  after?: string;
  make(parties: TestParties): string;
  circumstances?(parties: TestParties): Partial<LogoutCircumstances>;
}

const MINUTE = 60_000;
const at = (milliseconds: number) => new Date(NOW.getTime() + milliseconds).toISOString();
const from =
  (shape: Partial<LogoutShape>, query: Partial<QueryShape> = {}) =>
  ({ idpKey }: TestParties) =>
    signedQuery(logoutXml(shape), idpKey, query);
const attributes = (changed: Record<string, string | undefined>) => from({ attributes: changed });
const changed = (change: (query: string) => string) => (parties: TestParties) => change(from({})(parties));
const nested = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;

/** The query itself and its signature. */
const hostileQueries: readonly HostileLogout[] = [
  { name: 'an empty query', code: 'message-missing', make: () => '' },
  {
    name: 'an unsigned request',
    code: 'signature-missing',
    after: 'node-saml #419, #420',
    make: () => `SAMLRequest=${encodeURIComponent(deflate(logoutXml()))}`,
  },
  {
    name: 'a request whose signature was cut off',
    code: 'signature-missing',
    make: changed((query) => query.replace(/&Signature=.*/, '')),
  },
  {
    name: 'a request with an empty signature',
    code: 'signature-missing',
    make: changed((query) => query.replace(/&Signature=.*/, '&Signature=')),
  },
  {
    name: 'a request signed by a key that nobody knows',
    code: 'signature-invalid',
    make: ({ strangerKey }) => signedQuery(logoutXml(), strangerKey),
  },
  {
    name: 'a request signed by another provider for this one',
    code: 'signature-invalid',
    make: ({ strangerKey }) => signedQuery(logoutXml(), strangerKey),
    circumstances: ({ idpKey }) => ({ idp: idpMetadata({ signingCertificates: [idpKey.certificatePem] }) }),
  },
  {
    name: 'a signature by RSA with SHA-1',
    code: 'signature-algorithm-forbidden',
    make: from({}, { sigAlg: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1', hash: 'sha1' }),
  },
  {
    name: 'a signature whose algorithm is named in another spelling',
    code: 'signature-algorithm-forbidden',
    make: from({}, { sigAlg: 'http://www.w3.org/2001/04/xmldsig-more#RSA-SHA256' }),
  },
  {
    name: 'an RSA signature said to be one by ECDSA',
    code: 'signature-invalid',
    make: from({}, { sigAlg: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256' }),
  },
  {
    name: 'a hash named otherwise than the one that was used',
    code: 'signature-invalid',
    make: from({}, { hash: 'sha512' }),
  },
  {
    name: 'a signature over the query encoded in another way',
    code: 'signature-invalid',
    make: from(
      {},
      {
        signed: ({ message, sigAlg }) =>
          `${message.replaceAll('%2B', '%2b').replaceAll('%3D', '%3d')}&${sigAlg.toLowerCase()}`,
      },
    ),
  },
  {
    name: 'a query that was encoded anew on its way',
    code: 'signature-invalid',
    make: changed((query) => query.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())),
  },
  {
    name: 'a signature over the parameters in another order',
    code: 'signature-invalid',
    make: from({}, { signed: ({ message, sigAlg }) => `${sigAlg}&${message}` }),
  },
  {
    name: 'a signature that leaves the relay state out',
    code: 'signature-invalid',
    make: from({}, { relayState: 'x', signed: ({ message, sigAlg }) => `${message}&${sigAlg}` }),
  },
  {
    name: 'a relay state that was added',
    code: 'signature-invalid',
    make: changed((query) => `${query}&RelayState=evil`),
  },
  {
    name: 'a second SAMLRequest behind the signed one',
    code: 'parameter-repeated',
    after: 'CVE-2025-31335',
    make: changed(
      (query) => `${query}&SAMLRequest=${encodeURIComponent(deflate(logoutXml({ content: NAME })))}`,
    ),
  },
  {
    name: 'a second SAMLRequest before the signed one',
    code: 'parameter-repeated',
    after: 'CVE-2025-31335',
    make: changed(
      (query) => `SAMLRequest=${encodeURIComponent(deflate(logoutXml({ content: NAME })))}&${query}`,
    ),
  },
  {
    name: 'a second SigAlg',
    code: 'parameter-repeated',
    make: changed((query) => `${query}&SigAlg=x`),
  },
  {
    name: 'a second Signature',
    code: 'parameter-repeated',
    make: changed((query) => `${query}&Signature=AA`),
  },
  {
    name: 'a parameter whose name is written in another way',
    code: 'query-malformed',
    make: changed((query) => `SAML%52equest=${encodeURIComponent(deflate(logoutXml()))}&${query}`),
  },
  {
    name: 'a request and a response at once',
    code: 'message-ambiguous',
    make: changed(
      (query) =>
        `${query}&SAMLResponse=${encodeURIComponent(deflate(logoutXml({ element: 'LogoutResponse' })))}`,
    ),
  },
  {
    name: 'a broken percent encoding',
    code: 'query-malformed',
    make: () => 'SAMLRequest=%E0%A4&SigAlg=x&Signature=y',
  },
  {
    name: 'another encoding of the message',
    code: 'encoding-unsupported',
    make: changed((query) => `${query}&SAMLEncoding=urn%3Aplain`),
  },
  {
    name: 'garbage for a signature',
    code: 'signature-malformed',
    make: changed((query) => query.replace(/Signature=.*/, 'Signature=%21%21')),
  },
  { name: 'garbage for base64', code: 'message-not-base64', make: from({}, { message: '!!not base64!!' }) },
  { name: 'base64 with stray bits', code: 'message-not-base64', make: from({}, { message: 'AB==AB' }) },
  {
    name: 'bytes that are not deflated',
    code: 'message-not-deflated',
    make: from({}, { message: Buffer.from('<x/>').toString('base64') }),
  },
  {
    name: 'a small message that inflates to hundreds of megabytes',
    code: 'message-too-large',
    after: 'node-saml 5.1.0: 204 kB to 200 MB',
    // Deflate ends near 1:1032, so 45 kB of base64 stand for 34 MB; the limit is met long before.
    make: from(
      {},
      { message: deflateRawSync(Buffer.alloc(34 * 1024 * 1024, 0x20), { level: 9 }).toString('base64') },
    ),
  },
  {
    name: 'a query of more than 64 KiB',
    code: 'message-too-large',
    make: from({}, { relayState: 'x'.repeat(70_000) }),
  },
  {
    name: 'bytes that are not UTF-8',
    code: 'message-not-utf8',
    make: from({}, { message: deflate(Buffer.from([0x3c, 0x78, 0xff, 0x2f, 0x3e])) }),
  },
];

/** What is inside, properly signed by the right provider. */
const hostileContents: readonly HostileLogout[] = [
  { name: 'a document type', code: 'doctype-forbidden', make: from({ before: '<!DOCTYPE x>' }) },
  {
    name: 'entities that multiply',
    code: 'doctype-forbidden',
    make: from({ before: '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>' }),
  },
  {
    name: 'an entity declaration in a comment',
    code: 'entity-declaration-forbidden',
    make: from({ before: '<!-- <!ENTITY a "b"> -->' }),
  },
  {
    name: 'a processing instruction',
    code: 'processing-instruction-forbidden',
    make: from({ content: `<?php x?>${NAME}` }),
  },
  { name: 'XML that is not well-formed', code: 'xml-malformed', make: from({ content: '<saml:NameID>' }) },
  {
    name: 'elements nested too deep',
    code: 'xml-too-deep',
    make: from({ content: `${NAME}${nested(200)}` }),
  },
  {
    name: 'elements without end',
    code: 'xml-too-many-elements',
    make: from({ content: `${NAME}${'<a/>'.repeat(600)}` }),
  },
  {
    name: 'attributes without end',
    code: 'xml-too-many-attributes',
    make: from({
      content: `<a ${Array.from({ length: 40 }, (_, index) => `a${index}="1"`).join(' ')}/>${NAME}`,
    }),
  },
  {
    name: 'a request in a foreign namespace',
    code: 'namespace-wrong',
    make: from({ protocol: 'urn:oasis:names:tc:SAML:1.0:protocol' }),
  },
  {
    name: 'a NameID in a foreign namespace',
    code: 'namespace-wrong',
    make: from({ content: '<x:NameID xmlns:x="urn:x">_ana</x:NameID>' }),
  },
  {
    name: 'a response where a request should be',
    code: 'not-a-logout-message',
    make: from({ element: 'LogoutResponse' }, { parameter: 'SAMLRequest' }),
  },
  { name: 'another version', code: 'version-unsupported', make: attributes({ Version: '1.1' }) },
  { name: 'no ID', code: 'id-malformed', make: attributes({ ID: undefined }) },
  { name: 'an ID without end', code: 'id-malformed', make: attributes({ ID: `_${'a'.repeat(300)}` }) },
  { name: 'no issuer', code: 'issuer-mismatch', make: from({ issuer: '' }) },
  {
    name: 'another issuer',
    code: 'issuer-mismatch',
    make: from({ issuer: '<saml:Issuer>https://idp.evil.example</saml:Issuer>' }),
  },
  {
    name: 'two issuers',
    code: 'issuer-mismatch',
    make: from({
      issuer:
        '<saml:Issuer>https://idp.uni.example/idp</saml:Issuer><saml:Issuer>https://idp.evil.example</saml:Issuer>',
    }),
  },
  { name: 'no destination', code: 'destination-mismatch', make: attributes({ Destination: undefined }) },
  {
    name: 'the destination of another service',
    code: 'destination-mismatch',
    make: attributes({ Destination: 'https://other.example/saml/slo' }),
  },
  {
    name: 'no moment of issue',
    code: 'issue-instant-malformed',
    make: attributes({ IssueInstant: undefined }),
  },
  {
    name: 'a moment without a zone',
    code: 'issue-instant-malformed',
    make: attributes({ IssueInstant: '2026-11-23T08:00:00' }),
  },
  {
    name: 'a moment in the future',
    code: 'issued-in-future',
    make: attributes({ IssueInstant: at(181_000) }),
  },
  { name: 'an old message', code: 'message-expired', make: attributes({ IssueInstant: at(-5 * MINUTE) }) },
  {
    name: 'a message past its own end',
    code: 'message-expired',
    make: attributes({ NotOnOrAfter: at(-180_000) }),
  },
  {
    name: 'no name',
    code: 'name-missing',
    make: from({ content: '<samlp:SessionIndex>_index</samlp:SessionIndex>' }),
  },
  { name: 'a name of another kind', code: 'name-missing', make: from({ content: '<saml:BaseID/>' }) },
  {
    name: 'two names',
    code: 'name-repeated',
    make: from({ content: `${NAME}<saml:NameID>_rui</saml:NameID>` }),
  },
  { name: 'an empty name', code: 'name-malformed', make: from({ content: '<saml:NameID/>' }) },
  {
    name: 'an element inside the name',
    code: 'name-malformed',
    make: from({ content: '<saml:NameID>_ana<a/></saml:NameID>' }),
  },
  { name: 'an encrypted name', code: 'name-encrypted', make: from({ content: '<saml:EncryptedID/>' }) },
  {
    name: 'session indexes without end',
    code: 'session-indexes-too-many',
    make: from({ content: `${NAME}${'<samlp:SessionIndex>_i</samlp:SessionIndex>'.repeat(101)}` }),
  },
  {
    name: 'a provider whose metadata is out of date',
    code: 'idp-metadata-expired',
    make: from({}),
    circumstances: ({ idp }) => ({ idp: { ...idp, validUntil: at(-1) } }),
  },
  {
    name: 'a provider without keys',
    code: 'idp-without-keys',
    make: from({}),
    circumstances: () => ({ idp: idpMetadata({ signingCertificates: [] }) }),
  },
];

const answering = (changedAttributes: Record<string, string | undefined>, content?: string) =>
  from({
    element: 'LogoutResponse',
    attributes: changedAttributes,
    ...(content === undefined ? {} : { content }),
  });

/** Responses to our own requests. */
const hostileAnswers: readonly HostileLogout[] = [
  { name: 'a response to nothing', code: 'unsolicited', make: answering({ InResponseTo: undefined }) },
  {
    name: 'a response to another request',
    code: 'request-mismatch',
    make: answering({ InResponseTo: `${LOGOUT_ID}0` }),
  },
  {
    name: 'an unsigned response',
    code: 'signature-missing',
    make: () => `SAMLResponse=${encodeURIComponent(deflate(logoutXml({ element: 'LogoutResponse' })))}`,
  },
  {
    name: 'a response signed by a stranger',
    code: 'signature-invalid',
    make: ({ strangerKey }) => signedQuery(logoutXml({ element: 'LogoutResponse' }), strangerKey),
  },
  {
    name: 'a response for another place',
    code: 'destination-mismatch',
    make: answering({ Destination: 'https://virlab.example/saml/acs' }),
  },
  { name: 'an old response', code: 'message-expired', make: answering({ IssueInstant: at(-5 * MINUTE) }) },
  { name: 'a response without a status', code: 'status-malformed', make: answering({}, '') },
  {
    name: 'a response with two statuses',
    code: 'status-malformed',
    make: answering({}, '<samlp:Status><samlp:StatusCode Value="a"/></samlp:Status>'.repeat(2)),
  },
  {
    name: 'a status in a foreign namespace',
    code: 'namespace-wrong',
    make: answering(
      {},
      '<saml:Status><saml:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml:Status>',
    ),
  },
];

/** The corpus of logout messages, by what they attack. */
export const hostileLogouts: Record<string, readonly HostileLogout[]> = {
  'the query': hostileQueries,
  'what is inside': hostileContents,
  'an answer': hostileAnswers,
};
