import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { weighCertificate } from '../aggregate/weigh-certificate';
import { certificateToBase64, readCertificate } from '../keys/read-certificate';
import { hostileMetadata } from '../testing/hostile-metadata/index';
import { unusableEntities } from '../testing/hostile-metadata/unusable-entities';
import {
  entityAttribute,
  entityXml,
  groupXml,
  keyDescriptor,
  type MetadataShape,
  redirectService,
  scope,
} from '../testing/metadata-shape';
import { at, IDP_ENTITY_ID, NOW } from '../testing/response-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import { makeWeakCertificates, type WeakCertificates } from '../testing/weak-certificates';
import { MetadataRefusal, metadataRefusalCodes } from './metadata-refusal';
import { readIdentityProvider, readMetadata } from './read-metadata';

const context = { now: NOW };

function refusalOf(work: () => unknown): MetadataRefusal {
  try {
    work();
  } catch (error) {
    if (error instanceof MetadataRefusal) return error;
    throw error;
  }
  throw new Error('the metadata was taken');
}

describe('reading metadata', () => {
  let parties: TestParties;
  let certificate: string;
  let weak: WeakCertificates;
  beforeAll(async () => {
    parties = await testParties();
    certificate = parties.idpKey.certificatePem;
    weak = await makeWeakCertificates();
  });

  const entity = (overrides: Partial<MetadataShape> = {}): string => entityXml(certificate, overrides);
  const read = (overrides: Partial<MetadataShape> = {}) => readIdentityProvider(entity(overrides), context);

  it('should read all that is said of an identity provider', () => {
    const provider = read({
      entityAttributes: `validUntil="${at(3600)}"`,
      entityExtensions: [
        '<mdrpi:RegistrationInfo registrationAuthority="https://federation.example"/>',
        '<mdattr:EntityAttributes>',
        entityAttribute('http://macedir.org/entity-category', [
          'http://refeds.org/category/hide-from-discovery',
        ]),
        entityAttribute('http://macedir.org/entity-category', ['https://refeds.org/category/personalized']),
        entityAttribute('urn:oasis:names:tc:SAML:attribute:assurance-certification', [
          'https://refeds.org/sirtfi',
        ]),
        '</mdattr:EntityAttributes>',
      ].join(''),
      roleAttributes: 'errorURL="https://idp.uni.example/error" WantAuthnRequestsSigned="true"',
      roleExtensions: `${scope('Uni.Example')}<mdui:UIInfo><mdui:DisplayName xml:lang="en">Example
        University</mdui:DisplayName><mdui:DisplayName xml:lang="pt">Universidade Exemplo</mdui:DisplayName><mdui:Description xml:lang="en">About</mdui:Description><mdui:Keywords xml:lang="en">exu example</mdui:Keywords><mdui:Logo width="80" height="60">https://idp.uni.example/logo.png</mdui:Logo><mdui:Logo width="80" height="60">http://idp.uni.example/in-the-open.png</mdui:Logo></mdui:UIInfo><mdui:DiscoHints><mdui:DomainHint>Uni.Example</mdui:DomainHint></mdui:DiscoHints>`,
      contacts:
        '<md:ContactPerson contactType="other" remd:contactType="http://refeds.org/metadata/contactType/security"><md:GivenName>Security</md:GivenName><md:SurName>Team</md:SurName><md:EmailAddress>mailto:security@uni.example</md:EmailAddress></md:ContactPerson>',
    });
    expect(provider).toEqual({
      entityId: IDP_ENTITY_ID,
      displayNames: [
        { language: 'en', text: 'Example University' },
        { language: 'pt', text: 'Universidade Exemplo' },
      ],
      descriptions: [{ language: 'en', text: 'About' }],
      keywords: [{ language: 'en', text: 'exu example' }],
      domainHints: ['uni.example'],
      logos: [{ url: 'https://idp.uni.example/logo.png', width: 80, height: 60 }],
      scopes: ['uni.example'],
      unsupportedScopes: [],
      ssoRedirectUrl: 'https://idp.uni.example/idp/profile/SAML2/Redirect/SSO',
      signingCertificates: [certificate],
      errorUrl: 'https://idp.uni.example/error',
      contacts: [
        {
          kind: 'other',
          refedsKind: 'http://refeds.org/metadata/contactType/security',
          name: 'Security Team',
          emails: ['security@uni.example'],
        },
      ],
      registrationAuthority: 'https://federation.example',
      entityCategories: [
        'http://refeds.org/category/hide-from-discovery',
        'https://refeds.org/category/personalized',
      ],
      assurance: ['https://refeds.org/sirtfi'],
      hideFromDiscovery: true,
      wantAuthnRequestsSigned: true,
      validUntil: at(3600),
    });
    expect(JSON.parse(JSON.stringify(provider))).toEqual(provider);
  });

  describe('scopes', () => {
    it.each([
      [
        'those of the role',
        { roleExtensions: scope('role.example'), entityExtensions: scope('entity.example') },
        ['role.example'],
      ],
      [
        'those of the entity when the role has none',
        { roleExtensions: '', entityExtensions: scope('entity.example') },
        ['entity.example'],
      ],
      [
        'several, each once',
        { roleExtensions: scope('a.example') + scope(' A.EXAMPLE ') + scope('b.example') },
        ['a.example', 'b.example'],
      ],
      ['none', { roleExtensions: '' }, []],
      [
        'none from a Scope of another namespace',
        { roleExtensions: '<x:Scope xmlns:x="urn:x">a.example</x:Scope>' },
        [],
      ],
      ['none from an empty Scope', { roleExtensions: scope(' ') }, []],
    ])('should be %s', (_title, shape, expected) => {
      expect(read(shape).scopes).toEqual(expected);
    });

    it('should keep those written as expressions apart, unchanged', () => {
      const provider = read({
        roleExtensions: scope('^.+\\.Uni\\.example$', 'true') + scope('.*', '1') + scope('uni.example'),
      });
      expect([provider.scopes, provider.unsupportedScopes]).toEqual([
        ['uni.example'],
        ['^.+\\.Uni\\.example$', '.*'],
      ]);
    });
  });

  describe('keys', () => {
    it('should count a key without a use as signing, and one for encryption not', () => {
      const { strangerKey, idpKey } = parties;
      const keys =
        keyDescriptor(idpKey.certificatePem) + keyDescriptor(strangerKey.certificatePem, 'encryption');
      expect(read({ keys }).signingCertificates).toEqual([idpKey.certificatePem]);
    });

    it('should keep several, each once, and leave out those that cannot be verified with', () => {
      const { strangerKey, idpKey } = parties;
      const keys = [idpKey, strangerKey, idpKey]
        .map((key) => keyDescriptor(key.certificatePem, 'signing'))
        .join('');
      const odd = keyDescriptor(weak.ed25519, 'signing') + keyDescriptor(weak.rsa1024, 'signing');
      expect(read({ keys: odd + keys }).signingCertificates).toEqual([
        idpKey.certificatePem,
        strangerKey.certificatePem,
      ]);
    });

    it('should take a key on an elliptic curve, in full and weighed alike', () => {
      expect(read({ keys: keyDescriptor(weak.ec, 'signing') }).signingCertificates).toEqual([weak.ec]);
      for (const pem of Object.values(weak)) {
        const full = readCertificate(pem);
        const weighed = weighCertificate(certificateToBase64(pem));
        expect([weighed?.rsaBits, weighed?.curve]).toEqual([full?.rsaBits, full?.curve]);
      }
    });

    it('should take a certificate that has expired: only its key has a meaning', () => {
      expect(read({ keys: keyDescriptor(weak.expired, 'signing') }).signingCertificates).toEqual([
        weak.expired,
      ]);
    });
  });

  it('should show a provider without a display name by the name of its organisation', () => {
    const organization =
      '<md:Organization><md:OrganizationName xml:lang="en">uni</md:OrganizationName><md:OrganizationDisplayName xml:lang="en">The Uni</md:OrganizationDisplayName></md:Organization>';
    expect(read({ organization }).displayNames).toEqual([{ language: 'en', text: 'The Uni' }]);
  });

  it('should leave out an error page that is no web address', () => {
    expect(read({ roleAttributes: 'errorURL="javascript:alert(1)"' }).errorUrl).toBeUndefined();
  });

  it('should take the earliest end that covers the provider', () => {
    const inner = entity({
      entityAttributes: `validUntil="${at(900)}"`,
      roleAttributes: `validUntil="${at(600)}"`,
    });
    const outer = groupXml([groupXml([inner], `validUntil="${at(300)}"`)], `validUntil="${at(1200)}"`);
    const reading = readMetadata(outer, context);
    expect(reading.identityProviders[0]?.validUntil).toBe(at(300));
    expect(reading.validUntil).toBe(at(1200));
    const reverse = groupXml([groupXml([inner], `validUntil="${at(1200)}"`)], `validUntil="${at(300)}"`);
    expect(readMetadata(reverse, context).identityProviders[0]?.validUntil).toBe(at(300));
    expect(readIdentityProvider(inner, context).validUntil).toBe(at(600));
  });

  it('should pass over the service providers of a federation, and tell which providers cannot be used', () => {
    const sp =
      '<md:EntityDescriptor entityID="https://sp.example"><md:SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></md:EntityDescriptor>';
    const second = entity({ entityId: 'https://two.example' });
    const bad = entity({ entityId: 'https://bad.example', keys: '' });
    const reading = readMetadata(groupXml([sp, entity(), bad, second, entity()]), context);
    expect(reading.identityProviders.map(({ entityId }) => entityId)).toEqual([
      IDP_ENTITY_ID,
      'https://two.example',
    ]);
    expect(reading.refused.map(({ code, entityId, line }) => [code, entityId, line])).toEqual([
      ['signing-key-missing', 'https://bad.example', expect.any(Number)],
      ['entity-repeated', IDP_ENTITY_ID, expect.any(Number)],
    ]);
  });

  const hostile: readonly [string, string, () => string][] = [
    ['a DOCTYPE', 'metadata-doctype-forbidden', () => `<!DOCTYPE md>${entity()}`],
    ['entities that expand', 'metadata-doctype-forbidden', () => `<!DOCTYPE r [<!ENTITY a "a">]>${entity()}`],
    ['a processing instruction', 'metadata-malformed', () => `<?xml-stylesheet href="x"?>${entity()}`],
    ['broken XML', 'metadata-malformed', () => entity().slice(0, -5)],
    ['nothing', 'metadata-malformed', () => ''],
    ['a web page', 'metadata-root-unexpected', () => '<html><body>Not found</body></html>'],
    [
      'an EntityDescriptor of another namespace',
      'metadata-root-unexpected',
      () => '<EntityDescriptor entityID="https://x"/>',
    ],
    ['far too much', 'metadata-too-large', () => ' '.repeat(32 * 1024 * 1024 + 1)],
    [
      'two providers where one is expected',
      'metadata-holds-several-entities',
      () => groupXml([entity(), entity({ entityId: 'https://two.example' })]),
    ],
    ['a group past its end', 'metadata-expired', () => groupXml([entity()], `validUntil="${at(0)}"`)],
    [
      'an entity past its end',
      'metadata-expired',
      () => entity({ entityAttributes: `validUntil="${at(-1)}"` }),
    ],
    ['a role past its end', 'metadata-expired', () => entity({ roleAttributes: `validUntil="${at(-1)}"` })],
    [
      'an end that cannot be read',
      'metadata-valid-until-malformed',
      () => entity({ entityAttributes: 'validUntil="next week"' }),
    ],
    [
      'an end without a zone',
      'metadata-valid-until-malformed',
      () => groupXml([entity()], 'validUntil="2027-01-01T00:00:00"'),
    ],
    ['no entityID', 'entity-id-missing', () => entity({ entityId: undefined })],
    ['an entityID that is no URI', 'entity-id-malformed', () => entity({ entityId: 'idp' })],
    ['an entityID with a blank', 'entity-id-malformed', () => entity({ entityId: 'https://idp.example/ x' })],
    [
      'an entityID without an end',
      'entity-id-malformed',
      () => entity({ entityId: `https://${'x'.repeat(1024)}` }),
    ],
    ['the same provider twice', 'entity-repeated', () => groupXml([entity(), entity()])],
    [
      'no identity provider',
      'idp-role-missing',
      () => entity().replaceAll('IDPSSODescriptor', 'SPSSODescriptor'),
    ],
    ['an empty group', 'idp-role-missing', () => groupXml([])],
    [
      'only SAML 1.1',
      'saml2-unsupported',
      () => entity({ protocols: 'urn:oasis:names:tc:SAML:1.1:protocol' }),
    ],
    [
      'a protocol that only looks like SAML 2.0',
      'saml2-unsupported',
      () => entity({ protocols: 'urn:oasis:names:tc:SAML:2.0:protocol-x' }),
    ],
    [
      'two roles that say different things',
      'idp-role-ambiguous',
      () =>
        entity({
          roles: '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/>',
        }),
    ],
    [
      'no address for a redirect',
      'sso-redirect-missing',
      () => entity({ services: redirectService().replace('Redirect', 'POST') }),
    ],
    [
      'a script as address',
      'sso-url-malformed',
      () => entity({ services: redirectService('javascript:alert(1)') }),
    ],
    ['an address that is none', 'sso-url-malformed', () => entity({ services: redirectService('/sso') })],
    ['no key', 'signing-key-missing', () => entity({ keys: '' })],
    [
      'a key for encryption only',
      'signing-key-missing',
      () => entity({ keys: keyDescriptor(certificate, 'encryption') }),
    ],
    [
      'a key without a certificate',
      'signing-key-missing',
      () =>
        entity({
          keys: '<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:KeyName>k</ds:KeyName></ds:KeyInfo></md:KeyDescriptor>',
        }),
    ],
    [
      'a certificate that is none',
      'signing-key-unusable',
      () => entity({ keys: keyDescriptor('AAAA', 'signing') }),
    ],
    ['a short key', 'signing-key-unusable', () => entity({ keys: keyDescriptor(weak.rsa1024, 'signing') })],
    [
      'a key of a kind that cannot be verified with',
      'signing-key-unusable',
      () => entity({ keys: keyDescriptor(weak.ed25519) }),
    ],
  ];

  it.each(hostile)('should refuse %s', (_title, code, make) => {
    expect(refusalOf(() => readIdentityProvider(make(), context)).code).toBe(code);
  });

  it('should have a document for every code', () => {
    const covered = new Set([
      ...hostile.map(([, code]) => code),
      ...hostileMetadata.map(({ code }) => code),
      ...unusableEntities.map(({ code }) => code),
      // Told by specs of the aggregate and of the federation room: what they need is no single document.
      ...([
        'metadata-too-many-entities',
        'metadata-older',
        'metadata-changed-on-disk',
        'metadata-other-entity',
      ] as const),
    ]);
    expect(metadataRefusalCodes.filter((code) => !covered.has(code))).toEqual([]);
  });

  it('should end in metadata or a refusal, whatever is given', () => {
    const xml = entity();
    const change = fc.record({
      place: fc.nat(xml.length),
      cut: fc.nat(40),
      piece: fc.constantFrom('', '<x/>', '"', '&', 'md:', 'http', '\u0000'),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          change.map(({ place, cut, piece }) => xml.slice(0, place) + piece + xml.slice(place + cut)),
        ),
        (text) => {
          try {
            expect(readIdentityProvider(text, context).signingCertificates.length).toBeGreaterThan(0);
          } catch (error) {
            if (!(error instanceof MetadataRefusal)) throw error;
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
