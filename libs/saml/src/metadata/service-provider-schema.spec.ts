import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyPair } from '../keys/key-pair';
import type { ContactPerson, ServiceProvider } from '../service-provider';
import { at } from '../testing/response-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import { buildServiceProviderMetadata } from './build-service-provider-metadata';
import { signServiceProviderMetadata } from './sign-service-provider-metadata';

const SAML = '/usr/share/xml/opensaml';
const W3C = '/usr/share/xml/xmltooling';
const hasSchemas = spawnSync('xmllint', ['--version']).status === 0 && existsSync(SAML) && existsSync(W3C);

/** Brings the schemas of all namespaces that we write together; each import names a file of this machine. */
const ALL = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
${[
  ['urn:oasis:names:tc:SAML:2.0:metadata', `${SAML}/saml-schema-metadata-2.0.xsd`],
  ['urn:oasis:names:tc:SAML:metadata:attribute', `${SAML}/sstc-metadata-attr.xsd`],
  ['urn:oasis:names:tc:SAML:metadata:ui', `${SAML}/sstc-saml-metadata-ui-v1.0.xsd`],
  ['urn:oasis:names:tc:SAML:profiles:SSO:idp-discovery-protocol', `${SAML}/sstc-saml-idp-discovery.xsd`],
  ['http://www.w3.org/2009/xmlenc11#', `${W3C}/xenc11-schema.xsd`],
]
  .map(([namespace, file]) => `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`)
  .join('\n')}
</xs:schema>`;

/** Where the schemas name each other by address: nothing is fetched. */
const CATALOG = `<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
${[
  ['http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd', 'xmldsig-core-schema.xsd'],
  ['http://www.w3.org/TR/xmldsig-core/xmldsig-core-schema.xsd', 'xmldsig-core-schema.xsd'],
  ['http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd', 'xenc-schema.xsd'],
  ['http://www.w3.org/2001/xml.xsd', 'xml.xsd'],
  ['http://www.w3.org/2000/09/xmldsig#', 'xmldsig-core-schema.xsd'],
  ['http://www.w3.org/2001/04/xmlenc#', 'xenc-schema.xsd'],
]
  .map(
    ([address, file]) =>
      `<system systemId="${address}" uri="file://${W3C}/${file}"/><uri name="${address}" uri="file://${W3C}/${file}"/>`,
  )
  .join('\n')}
</catalog>`;

const CONTACTS: ContactPerson[] = [
  { kind: 'technical', givenName: 'Lab team', email: 'lab@uni.example' },
  { kind: 'support', givenName: 'Help desk', email: 'help@uni.example' },
  { kind: 'administrative', givenName: 'Rector', email: 'rector@uni.example' },
  { kind: 'security', givenName: 'Security team', email: 'security@uni.example' },
];

describe.skipIf(!hasSchemas)('our metadata beside the schemas of OASIS', () => {
  let folder: string;
  let parties: TestParties;
  beforeAll(async () => {
    parties = await testParties();
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-schema-'));
    writeFileSync(path.join(folder, 'all.xsd'), ALL);
    writeFileSync(path.join(folder, 'catalog.xml'), CATALOG);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const faultsOf = (xml: string): string => {
    const file = path.join(folder, 'metadata.xml');
    writeFileSync(file, xml);
    const { status, stderr } = spawnSync(
      'xmllint',
      ['--nonet', '--noout', '--schema', path.join(folder, 'all.xsd'), file],
      { encoding: 'utf8', env: { XML_CATALOG_FILES: path.join(folder, 'catalog.xml') } },
    );
    return status === 0 ? '' : stderr;
  };
  const full = (keys: readonly KeyPair[], contacts: readonly ContactPerson[]): ServiceProvider => ({
    ...parties.sp,
    signing: keys[0]!,
    upcomingSigningCertificates: keys.slice(1).map(({ certificatePem }) => certificatePem),
    decryption: keys,
    sloUrl: 'https://virlab.example/saml/slo',
    displayNames: [{ language: 'pt', text: 'Virlab — laboratórios' }],
    description: [{ language: 'en', text: 'Machines for courses & labs <now>' }],
    informationUrl: 'https://virlab.example/about?a=1&b=2',
    privacyStatementUrl: 'https://virlab.example/privacy',
    logo: { url: 'https://virlab.example/logo.png', width: 80, height: 60 },
    discoveryResponseUrl: 'https://virlab.example/saml/disco',
    requestedAttributes: [
      { name: 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9', friendlyName: 'affiliation', isRequired: true },
      { name: 'urn:oid:0.9.2342.19200300.100.1.3', friendlyName: 'mail' },
    ],
    subjectIdRequirement: 'pairwise-id',
    entityCategories: ['https://refeds.org/category/code-of-conduct/v2'],
    assuranceCertifications: ['https://refeds.org/sirtfi', 'https://refeds.org/sirtfi2'],
    ...(contacts.length > 0
      ? {
          contacts,
          organization: { language: 'en', name: 'u', displayName: 'University', url: 'https://uni.example' },
        }
      : {}),
  });

  const cases = [1, 2, 3].flatMap((keys) => [CONTACTS, []].map((contacts) => ({ keys, contacts })));
  it.each(cases)('should be valid with $keys key(s) and the contacts $contacts', ({ keys, contacts }) => {
    const pairs = [...parties.sp.decryption, parties.strangerKey].slice(0, keys);
    const xml = buildServiceProviderMetadata(full(pairs, contacts));
    expect(xml.match(/<md:KeyDescriptor use="signing">/g)).toHaveLength(keys);
    expect(xml.match(/<md:KeyDescriptor use="encryption">/g)).toHaveLength(keys);
    expect(faultsOf(xml)).toBe('');
  });

  it('should be valid when it is signed, and with nothing that can be left out', () => {
    const document = { id: '_m1', validUntil: new Date(at(86_400)), cacheSeconds: 21_600 };
    const signed = signServiceProviderMetadata(full(parties.sp.decryption, CONTACTS), document);
    expect(signed).toContain('cacheDuration="PT21600S"');
    expect(faultsOf(signed)).toBe('');
    expect(faultsOf(buildServiceProviderMetadata(parties.sp))).toBe('');
  });

  it.each([
    [
      'a key behind the addresses',
      /(<md:KeyDescriptor use="signing">.*?<\/md:KeyDescriptor>)(.*)(<\/md:SPSSODescriptor>)/s,
      '$2$1$3',
    ],
    [
      'the extensions behind the role',
      /(<md:Extensions><mdattr.*?<\/md:Extensions>)(.*?<\/md:SPSSODescriptor>)/s,
      '$2$1',
    ],
    [
      'contacts before the role',
      /(<md:SPSSODescriptor.*<\/md:SPSSODescriptor>)(.*)(<\/md:EntityDescriptor>)/s,
      '$2$1$3',
    ],
    ['a logo without a size', / height="60"/, ''],
  ])('should not be found valid with %s, so that the schemas are known to be applied', (_, from, to) => {
    const xml = buildServiceProviderMetadata(full(parties.sp.decryption, CONTACTS));
    const wrong = xml.replace(from, to);
    expect(wrong).not.toBe(xml);
    expect(faultsOf(wrong)).toMatch(/validity error|not expected|required but missing/);
  });
});
