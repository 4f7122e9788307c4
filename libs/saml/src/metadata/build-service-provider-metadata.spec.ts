import { beforeAll, describe, expect, it } from 'vitest';
import { certificateToBase64 } from '../keys/read-certificate';
import type { ServiceProvider } from '../service-provider';
import { ACS_URL, SP_ENTITY_ID } from '../testing/response-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import { ns } from '../xml/namespaces';
import { parseXml } from '../xml/parse-xml';
import { attributeIn, attributeOf, childOf, childrenOf, walk } from '../xml/read-element';
import type { XmlElement } from '../xml/xml-element';
import { buildServiceProviderMetadata } from './build-service-provider-metadata';

const LIMITS = { depth: 20, elements: 500, attributesPerElement: 20 };

describe('buildServiceProviderMetadata', () => {
  let parties: TestParties;
  let full: ServiceProvider;
  beforeAll(async () => {
    parties = await testParties();
    full = {
      ...parties.sp,
      displayNames: [{ language: 'pt', text: 'Virlab — laboratórios' }],
      description: [{ language: 'en', text: 'Machines for courses & labs <now>' }],
      informationUrl: 'https://virlab.example/about?a=1&b=2',
      privacyStatementUrl: 'https://virlab.example/privacy',
      logo: { url: 'https://virlab.example/logo.png', width: 80, height: 60 },
      discoveryResponseUrl: 'https://virlab.example/saml/login',
      requestedAttributes: [
        {
          name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9',
          friendlyName: 'eduPersonScopedAffiliation',
          isRequired: true,
        },
        { name: 'urn:oid:0.9.2342.19200300.100.1.3', friendlyName: 'mail' },
      ],
      subjectIdRequirement: 'pairwise-id',
      entityCategories: ['https://refeds.org/category/code-of-conduct/v2'],
      assuranceCertifications: ['https://refeds.org/sirtfi'],
      organization: {
        language: 'en',
        name: 'uni',
        displayName: 'Example University',
        url: 'https://uni.example',
      },
      contacts: [
        { kind: 'technical', givenName: 'Lab team', email: 'lab@uni.example' },
        { kind: 'security', givenName: 'Security team', email: 'security@uni.example' },
      ],
      upcomingSigningCertificates: [parties.strangerKey.certificatePem],
    };
  });

  const build = (sp: ServiceProvider): XmlElement => parseXml(buildServiceProviderMetadata(sp), LIMITS);
  const names = (element: XmlElement | undefined): string[] =>
    (element?.children ?? []).map(({ local }) => local);
  const roleOf = (root: XmlElement): XmlElement => childOf(root, ns.md, 'SPSSODescriptor')!;

  it('should keep to the order of the schema', () => {
    const root = build(full);
    const role = roleOf(root);
    expect(attributeOf(root, 'entityID')).toBe(SP_ENTITY_ID);
    expect(names(root)).toEqual([
      'Extensions',
      'SPSSODescriptor',
      'Organization',
      'ContactPerson',
      'ContactPerson',
    ]);
    expect(names(role)).toEqual([
      'Extensions',
      ...['KeyDescriptor', 'KeyDescriptor', 'KeyDescriptor', 'KeyDescriptor'],
      'AssertionConsumerService',
      'AttributeConsumingService',
    ]);
    const extensions = childOf(role, ns.md, 'Extensions')!;
    expect(names(extensions)).toEqual(['DiscoveryResponse', 'UIInfo']);
    expect(names(childOf(extensions, ns.mdui, 'UIInfo'))).toEqual([
      ...['DisplayName', 'DisplayName', 'Description', 'Logo', 'InformationURL', 'PrivacyStatementURL'],
    ]);
  });

  it('should say that requests are signed and where responses go, and not ask for signed assertions', () => {
    const role = roleOf(build(full));
    expect(attributeOf(role, 'AuthnRequestsSigned')).toBe('true');
    expect(attributeOf(role, 'WantAssertionsSigned')).toBeUndefined();
    const [service, another] = childrenOf(role, ns.md, 'AssertionConsumerService');
    expect(another).toBeUndefined();
    expect([attributeOf(service!, 'Binding'), attributeOf(service!, 'Location')]).toEqual([
      'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
      ACS_URL,
    ]);
  });

  it('should publish every key for its use, and no private one', () => {
    const descriptors = childrenOf(roleOf(build(full)), ns.md, 'KeyDescriptor');
    const published = descriptors.map((descriptor) => [
      attributeOf(descriptor, 'use'),
      walk(descriptor).find(({ element }) => element.local === 'X509Certificate')?.element.text,
    ]);
    expect(published).toEqual([
      ['signing', certificateToBase64(parties.sp.signing.certificatePem)],
      ['signing', certificateToBase64(parties.strangerKey.certificatePem)],
      ...parties.sp.decryption.map(({ certificatePem }) => [
        'encryption',
        certificateToBase64(certificatePem),
      ]),
    ]);
    expect(buildServiceProviderMetadata(full)).not.toContain('PRIVATE');
    const methods = childrenOf(descriptors.at(-1)!, ns.md, 'EncryptionMethod').map((method) =>
      attributeOf(method, 'Algorithm'),
    );
    expect(methods).toEqual([
      'http://www.w3.org/2009/xmlenc11#aes256-gcm',
      'http://www.w3.org/2009/xmlenc11#aes128-gcm',
      'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    ]);
  });

  it('should carry texts and addresses whole', () => {
    const elements = walk(build(full)).map(({ element }) => element);
    const textsOf = (local: string): string[] =>
      elements.filter((element) => element.local === local).map(({ text }) => text);
    expect(textsOf('DisplayName')).toEqual(['Virlab', 'Virlab — laboratórios']);
    expect(textsOf('Description')).toEqual(['Machines for courses & labs <now>']);
    expect(textsOf('InformationURL')).toEqual(['https://virlab.example/about?a=1&b=2']);
    expect(textsOf('AttributeValue')).toEqual([
      'https://refeds.org/category/code-of-conduct/v2',
      'pairwise-id',
      'https://refeds.org/sirtfi',
    ]);
    const security = elements.find((element) => attributeIn(element, ns.remd, 'contactType') !== undefined);
    expect(security && attributeOf(security, 'contactType')).toBe('other');
  });

  it('should leave out what is not configured', () => {
    const root = build(parties.sp);
    expect(names(root)).toEqual(['SPSSODescriptor']);
    expect(names(roleOf(root))).toEqual([
      'Extensions',
      ...['KeyDescriptor', 'KeyDescriptor', 'KeyDescriptor'],
      'AssertionConsumerService',
    ]);
  });
});
