import { assertionXml, attributeXml, responseXml } from '../response-shape';
import { type HostileCase, signed } from './hostile-case';

const EVIL = assertionXml({ assertionId: '_evil', nameId: '<saml:NameID>admin</saml:NameID>' });

/** Documents of another shape than the one that is accepted. */
export const hostileShapes: readonly HostileCase[] = [
  { name: 'XML that ends early', code: 'xml-malformed', make: () => ({ xml: responseXml().slice(0, -4) }) },
  { name: 'two document elements', code: 'xml-malformed', make: () => ({ xml: `${responseXml()}<more/>` }) },
  {
    name: 'an undeclared prefix',
    code: 'xml-malformed',
    make: () => ({ xml: responseXml({ insideAssertion: '<odd:thing/>' }) }),
  },
  {
    name: 'an attribute twice by two prefixes',
    after: 'attribute pollution',
    code: 'xml-malformed',
    make: () => ({
      xml: responseXml({ insideAssertion: '<x xmlns:a="urn:u" xmlns:b="urn:u" a:i="1" b:i="2"/>' }),
    }),
  },
  {
    name: 'a relative namespace, at which canonicalisation stops and digests nothing',
    after: 'void canonicalisation: ruby-saml CVE-2025-66568, xmlseclibs CVE-2025-66578',
    code: 'canonicalization-impossible',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: '<x xmlns:ns="1"/>' }) }),
  },
  {
    name: '60,000 levels of nesting',
    after: 'parsed by node-saml 5.1.0',
    code: 'xml-too-deep',
    make: () => ({ xml: `${'<a>'.repeat(60_000)}${'</a>'.repeat(60_000)}` }),
  },
  {
    name: 'more elements than any response has',
    code: 'xml-too-many-elements',
    make: () => ({ xml: responseXml({ insideAssertion: '<x/>'.repeat(5_000) }) }),
  },
  {
    name: 'more attributes on an element than any has',
    code: 'xml-too-many-attributes',
    make: () => {
      const attributes = Array.from({ length: 33 }, (_, index) => ` a${index}=""`).join('');
      return { xml: responseXml({ insideAssertion: `<x${attributes}/>` }) };
    },
  },
  {
    name: 'one ID on two elements',
    after: 'signature wrapping',
    code: 'id-repeated',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: '<x ID="_response1"/>' }) }),
  },
  {
    name: 'one ID on two elements, spelled Id',
    code: 'id-repeated',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: '<x Id="_assertion1"/>' }) }),
  },
  {
    name: 'one ID on two elements, as xml:id',
    code: 'id-repeated',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: '<x xml:id="_assertion1"/>' }) }),
  },
  {
    name: 'a logout response at the sign-in endpoint',
    code: 'not-a-response',
    make: () => ({ xml: responseXml().replaceAll('samlp:Response', 'samlp:LogoutResponse') }),
  },
  {
    name: 'a bare assertion',
    code: 'not-a-response',
    make: () => ({ xml: assertionXml() }),
  },
  {
    name: 'a Response of another namespace',
    code: 'namespace-wrong',
    make: () => ({ xml: responseXml().replace('urn:oasis:names:tc:SAML:2.0:protocol', 'urn:other') }),
  },
  {
    name: 'an Assertion of another namespace',
    after: 'accepted by node-saml 5.1.0',
    code: 'namespace-wrong',
    make: (parties) => ({ xml: signed(parties, { assertionNamespace: 'urn:other' }) }),
  },
  {
    name: 'a Signature of another namespace',
    code: 'namespace-wrong',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: '<Signature xmlns="urn:other"/>' }) }),
  },
  {
    name: 'SAML 1.1 on the response',
    code: 'version-unsupported',
    make: (parties) => ({ xml: signed(parties, { responseVersion: '1.1' }) }),
  },
  {
    name: 'success without an assertion',
    code: 'assertion-missing',
    make: () => ({ xml: responseXml().replace(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, '') }),
  },
  {
    name: 'two assertions',
    code: 'assertion-repeated',
    make: (parties) => ({ xml: signed(parties, { afterAssertion: EVIL }) }),
  },
  {
    name: 'a plain assertion beside an encrypted one',
    after: 'Keycloak CVE-2026-2092',
    code: 'assertion-repeated',
    make: (parties) => ({ xml: signed(parties, { afterAssertion: '<saml:EncryptedAssertion/>' }) }),
  },
  {
    name: 'an assertion inside the assertion',
    code: 'assertion-repeated',
    make: (parties) => ({ xml: signed(parties, { insideAssertion: `<saml:Advice>${EVIL}</saml:Advice>` }) }),
  },
  {
    name: 'an assertion hidden in the value of an attribute',
    code: 'assertion-repeated',
    make: (parties) => ({ xml: signed(parties, { attributes: attributeXml('urn:x', [EVIL]) }) }),
  },
  {
    name: 'the only assertion inside Extensions',
    code: 'assertion-misplaced',
    make: () => ({
      xml: responseXml()
        .replace('<saml:Assertion', '<samlp:Extensions><saml:Assertion')
        .replace('</saml:Assertion>', '</saml:Assertion></samlp:Extensions>'),
    }),
  },
];
