import { responseXml } from '../response-shape';
import { type HostileCase, signed } from './hostile-case';

const encode = (text: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(text, encoding).toString('base64');
const valid = encode('<a/>');

/** Forms and texts that are refused before any of it is believed to be a response. */
export const hostileBodies: readonly HostileCase[] = [
  { name: 'no SAMLResponse', code: 'response-missing', make: () => ({ body: { SAMLResponse: undefined } }) },
  { name: 'an empty SAMLResponse', code: 'response-missing', make: () => ({ body: { SAMLResponse: '' } }) },
  {
    name: 'SAMLResponse twice',
    after: 'parameter pollution',
    code: 'response-repeated',
    make: () => ({ body: { SAMLResponse: [valid, valid] } }),
  },
  {
    name: 'SAMLResponse as an object',
    code: 'response-repeated',
    make: () => ({ body: { SAMLResponse: { a: valid } } }),
  },
  {
    name: 'text that is not base64',
    code: 'response-not-base64',
    make: () => ({ body: { SAMLResponse: '<samlp:Response/>' } }),
  },
  {
    name: 'base64 of the URL alphabet',
    code: 'response-not-base64',
    make: () => ({ body: { SAMLResponse: 'PGE_Pz8-' } }),
  },
  {
    name: 'base64 without its padding',
    code: 'response-not-base64',
    make: () => ({ body: { SAMLResponse: 'PGEvPg' } }),
  },
  {
    name: 'base64 with stray bits',
    code: 'response-not-base64',
    make: () => ({ body: { SAMLResponse: 'PGEvPh==' } }),
  },
  {
    name: 'a message of 600 kB',
    code: 'response-too-large',
    make: () => ({ body: { SAMLResponse: encode(`<a>${'x'.repeat(600_000)}</a>`) } }),
  },
  {
    name: 'a message just above the limit',
    code: 'response-too-large',
    make: () => ({ body: { SAMLResponse: encode('x'.repeat(512 * 1024 + 1)) } }),
  },
  {
    name: 'UTF-16',
    code: 'response-not-utf8',
    make: () => ({ body: { SAMLResponse: encode('\uFEFF<a/>', 'utf16le') } }),
  },
  {
    name: 'a byte order mark',
    code: 'response-not-utf8',
    make: () => ({ body: { SAMLResponse: encode('\uFEFF<a/>') } }),
  },
  { name: 'a NUL', code: 'response-not-utf8', make: () => ({ body: { SAMLResponse: encode('<a>\0</a>') } }) },
  {
    name: 'broken UTF-8',
    code: 'response-not-utf8',
    make: () => ({ body: { SAMLResponse: encode('\xff\xfe', 'latin1') } }),
  },
  {
    name: 'a RelayState of 81 bytes',
    after: 'passport-saml takes 500',
    code: 'relay-state-malformed',
    make: () => ({ body: { SAMLResponse: valid, RelayState: 'x'.repeat(81) } }),
  },
  {
    name: 'RelayState twice',
    code: 'relay-state-malformed',
    make: () => ({ body: { SAMLResponse: valid, RelayState: ['a', 'b'] } }),
  },
  {
    name: 'a DOCTYPE',
    after: 'accepted by node-saml 5.1.0',
    code: 'doctype-forbidden',
    make: (parties) => ({ xml: `<!DOCTYPE Response>${signed(parties, {})}` }),
  },
  {
    name: 'a DOCTYPE in other letters',
    code: 'doctype-forbidden',
    make: () => ({ xml: `<!DocType Response>${responseXml()}` }),
  },
  {
    name: 'entities that expand to billions',
    code: 'doctype-forbidden',
    make: () => ({ xml: `<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>` }),
  },
  {
    name: 'an entity declaration where none belongs',
    code: 'entity-declaration-forbidden',
    make: () => ({
      xml: responseXml({ beforeAssertion: '<!-- <!ENTITY a SYSTEM "file:///etc/passwd"> -->' }),
    }),
  },
  {
    name: 'a processing instruction',
    code: 'processing-instruction-forbidden',
    make: () => ({ xml: `<?xml-stylesheet href="https://evil.example/x.xsl"?>${responseXml()}` }),
  },
  {
    name: 'a processing instruction inside the assertion',
    code: 'processing-instruction-forbidden',
    make: () => ({ xml: responseXml({ insideAssertion: '<?php x ?>' }) }),
  },
  {
    name: 'an encoding that hides markup',
    code: 'encoding-unsupported',
    make: () => ({ xml: `<?xml version="1.0" encoding="UTF-7"?>${responseXml()}` }),
  },
  {
    name: 'XML 1.1, which allows control characters',
    code: 'encoding-unsupported',
    make: () => ({ xml: `<?xml version="1.1"?>${responseXml()}` }),
  },
];
