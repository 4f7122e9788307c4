import { X509Certificate } from 'node:crypto';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { serviceProviderSchema } from '@virlab/contracts';
import { createTestApp, type TestApp } from '../../../testing/create-test-app';

const MD = 'urn:oasis:names:tc:SAML:2.0:metadata';
const ENVIRONMENT = {
  VIRLAB_SAML_ENTITY_ID: 'https://uni.example/virlab',
  VIRLAB_DISPLAY_NAME: 'en=Virtual labs | pt=Laboratórios virtuais',
  VIRLAB_ORGANIZATION: 'Example University <https://uni.example>',
  VIRLAB_CONTACT_TECHNICAL: 'Lab team <lab@uni.example>',
  VIRLAB_CONTACT_SECURITY: 'CERT <cert@uni.example>',
  VIRLAB_SAML_SUBJECT_ID: 'pairwise-id',
  VIRLAB_SAML_ENTITY_CATEGORIES: 'https://refeds.org/category/code-of-conduct/v2',
  VIRLAB_SAML_ASSURANCE: 'https://refeds.org/sirtfi',
};

describe('our own metadata', () => {
  let test: TestApp;
  let xml: string;
  let document: Element;
  beforeAll(async () => {
    test = await createTestApp({ environment: ENVIRONMENT });
    const answer = await test.request('/saml/metadata');
    expect(answer.headers.get('content-type')).toMatch(/^application\/samlmetadata\+xml/);
    xml = await answer.text();
    document = parse(xml);
  });
  afterAll(() => test.close());

  const parse = (text: string) => new DOMParser().parseFromString(text, 'text/xml').documentElement;
  const all = (local: string, within = document) => [
    ...(Array.from(within.getElementsByTagNameNS('*', local)) as Element[]),
  ];
  const texts = (local: string) => all(local).map((element) => element.textContent);
  const at = (local: string, attribute: string) => all(local).map((one) => one.getAttribute(attribute));

  it('SDP-G04: should name us by a URI that does not change with the host', () => {
    expect(document.getAttribute('entityID')).toBe('https://uni.example/virlab');
  });

  it('SDP-SP39, SDP-SP06: should say where responses are posted, by configuration and not by the request', async () => {
    expect(at('AssertionConsumerService', 'Location')).toEqual([`${test.origin}/saml/acs`]);
    const asked = await test.request('/saml/metadata', { headers: { 'x-forwarded-host': 'evil.example' } });
    expect(await asked.text()).not.toContain('evil.example');
  });

  it('SDP-SP39, SDP-MD05, SDP-MD08: should publish certificates for signing and for encryption', () => {
    expect(at('KeyDescriptor', 'use')).toEqual(['signing', 'encryption']);
    expect(all('X509Certificate')).toHaveLength(2);
    expect(xml).not.toContain('PRIVATE');
  });

  it('SDP-ALG01: should ask for ciphers that authenticate, and no other', () => {
    expect(at('EncryptionMethod', 'Algorithm')).toEqual([
      'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      'http://www.w3.org/2009/xmlenc11#aes128-gcm',
      'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    ]);
  });

  it('SDP-SP39: should say that requests are signed and where discovery and logout come back', () => {
    expect(at('SPSSODescriptor', 'AuthnRequestsSigned')).toEqual(['true']);
    expect(at('SPSSODescriptor', 'WantAssertionsSigned')).toEqual(['']);
    expect(at('DiscoveryResponse', 'Location')).toEqual([`${test.origin}/saml/disco`]);
    expect(at('SingleLogoutService', 'Location')).toEqual([`${test.origin}/saml/slo`]);
  });

  it('SDP-MD09, SDP-MD10: should show a name, a logo and a privacy statement', () => {
    expect(texts('DisplayName')).toEqual(['Virtual labs', 'Laboratórios virtuais']);
    expect(texts('Logo')).toEqual([`${test.origin}/virlab-logo.png`]);
    expect(texts('InformationURL')).toEqual([`${test.origin}/`]);
    expect(texts('PrivacyStatementURL')).toEqual([`${test.origin}/privacy`]);
  });

  it('SDP-MD11: should name a technical contact, and a security contact in the REFEDS form', () => {
    expect(at('ContactPerson', 'contactType')).toEqual(['technical', 'other']);
    expect(texts('EmailAddress')).toEqual(['mailto:lab@uni.example', 'mailto:cert@uni.example']);
    expect(xml).toContain('remd:contactType="http://refeds.org/metadata/contactType/security"');
    expect(texts('OrganizationURL')).toEqual(['https://uni.example']);
  });

  it('SDP-SP15: should ask for one kind of subject identifier, and not list it as an attribute', () => {
    expect(texts('AttributeValue')).toEqual([
      'https://refeds.org/category/code-of-conduct/v2',
      'pairwise-id',
      'https://refeds.org/sirtfi',
    ]);
    const requested = at('RequestedAttribute', 'Name');
    expect(requested.length).toBeGreaterThan(0);
    for (const name of requested) expect(name).not.toContain('SAML:attribute:');
  });

  it('SDP-SP04: should ask for no format of a name', () => {
    expect(all('NameIDFormat')).toEqual([]);
  });

  it('SDP-MD03: should be signed on request, with an end and a time to look again', async () => {
    expect(document.hasAttribute('validUntil')).toBe(false);
    const ask = async () => (await test.request('/saml/metadata?signed=true')).text();
    const signed = await ask();
    const root = parse(signed);
    expect(root.getAttribute('cacheDuration')).toBe('PT21600S');
    const days =
      (Date.parse(root.getAttribute('validUntil') ?? '') - test.clock.now().getTime()) / 86_400_000;
    expect(days).toBe(14);
    const [certificate] = Array.from(root.getElementsByTagNameNS(MD, 'KeyDescriptor'));
    const publicCert = new X509Certificate(
      Buffer.from((certificate as Element).textContent?.trim() ?? '', 'base64'),
    ).toString();
    const verifier = new SignedXml({ publicCert });
    verifier.loadSignature(/<ds:Signature[\s\S]*<\/ds:Signature>/.exec(signed)?.[0] ?? '');
    expect(verifier.checkSignature(signed)).toBe(true);
    expect(await ask()).toBe(signed);
    test.clock.advance(11 * 60_000);
    expect(await ask()).not.toBe(signed);
  });

  it('should be shown to an identity admin with what is missing and a text to send, and to nobody else', async () => {
    expect((await test.request('/api/service-provider')).status).toBe(401);
    const { cookie: student } = await test.signIn();
    expect((await test.request('/api/service-provider', { cookie: student })).status).toBe(403);
    const { cookie } = await test.signIn({ entitlements: [{ kind: 'role', ref: 'identity-admin' }] });
    const answer = await test.request('/api/service-provider', { cookie });
    expect(answer.status).toBe(200);
    const told = serviceProviderSchema.parse(await answer.json());
    expect(told.keys.map(({ id, state, bits }) => [id, state, bits])).toEqual([
      ['saml-signing', 'active', 3072],
      ['saml-decryption', 'active', 3072],
    ]);
    expect(told.findings.map(({ code }) => code)).toEqual([
      'public-url-not-https',
      'privacy-statement-is-ours',
      'contact-support-missing',
    ]);
    const [english, portuguese] = told.letters;
    for (const value of [told.entityId, told.metadataUrl, told.keys[0]?.sha256 ?? '', 'cert@uni.example']) {
      expect(english?.body).toContain(value);
      expect(portuguese?.body).toContain(value);
    }
    expect(english?.subject).toContain('Virtual labs');
    expect(portuguese?.subject).toContain('Laboratórios virtuais');
    expect(JSON.stringify(told)).not.toContain('PRIVATE');
  });
});
