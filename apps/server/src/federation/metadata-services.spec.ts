import type { KeyPair } from '@virlab/saml';
import { entityXml, ROOT_ID, signedMetadata } from '@virlab/saml/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { testKey } from '../testing/test-keys';
import { IdentityProviders } from './identity-providers';
import { mdqAddress, sha1Identifier } from './mdq-address';
import { PreviewFederation } from './preview-federation';
import { ProviderDirectory } from './provider-directory';
import { SaveFederation } from './save-federation';
import { MetadataServer } from './testing/metadata-server';

const IDP = 'https://idp.one.example/idp?a=b';
const HOUR = 3_600_000;

describe('mdqAddress', () => {
  it('should encode an entityID in full, and give long ones by their SHA-1', () => {
    expect(mdqAddress('https://mdq.example/', "https://idp.example/a b*('x')!")).toBe(
      'https://mdq.example/entities/https%3A%2F%2Fidp.example%2Fa%20b%2A%28%27x%27%29%21',
    );
    expect(sha1Identifier('http://example.org/service')).toBe(
      '{sha1}11d72e8cf351eb6c75c721e838f469677ab41bdb',
    );
    expect(mdqAddress('https://mdq.example', `https://idp.example/${'x'.repeat(300)}`)).toMatch(
      /^https:\/\/mdq\.example\/entities\/%7Bsha1%7D[0-9a-f]{40}$/,
    );
  });
});

describe('identity providers of a metadata service', () => {
  let test: TestApp;
  let server: MetadataServer;
  let key: KeyPair;
  beforeAll(async () => {
    key = await testKey();
    test = await createTestApp();
    server = await MetadataServer.start();
  });
  afterAll(async () => {
    await test.close();
    await server.stop();
  });
  const get = <T>(type: new (...given: never[]) => T): T => test.app.get<T>(type as never, { strict: false });
  let number = 0;
  const start = new Date('2026-11-23T09:00:00.000Z');

  /** A service that nothing is known of, in its own place and order. */
  beforeEach(async () => {
    test.clock.set(start);
    number += 1;
    server.requests.length = 0;
    server.answer = (_, response) => void response.writeHead(404).end();
    await test.source.query('DELETE FROM federations');
    await test.source.transaction((manager) =>
      get(SaveFederation).run(
        {
          id: `mdq${number}`,
          title: 'By name',
          kind: 'mdq',
          location: `${server.origin}/${number}/`,
          signingCertificates: [key.certificatePem],
        },
        manager,
      ),
    );
    await get(ProviderDirectory).rebuild();
  });

  /** The metadata of one identity provider, as such a service signs it. */
  function document(entityId = IDP, attributes = '') {
    const [head = '', ...rest] = entityXml(key.certificatePem, { entityId }).split('>');
    return signedMetadata(key, {
      element: 'md:EntityDescriptor',
      attributes: head.replace(
        '<md:EntityDescriptor',
        `ID="${ROOT_ID}" validUntil="2026-12-06T00:00:00Z" ${attributes}`,
      ),
      body: rest.join('>').replace(/<\/md:EntityDescriptor>$/, ''),
    });
  }
  const ask = (entityId = IDP) => get(IdentityProviders).get(entityId);

  it('should ask for one, verify it, and ask again only when three quarters of its cache time are over', async () => {
    server.give(document(IDP, 'cacheDuration="PT4H"'));
    const { entity, metadata } = await ask();
    expect(entity.source).toEqual({ kind: 'federation', federationId: `mdq${number}` });
    expect(metadata.entityId).toBe(IDP);
    expect(server.requests[0]?.url).toBe(`/${number}/entities/https%3A%2F%2Fidp.one.example%2Fidp%3Fa%3Db`);
    expect(server.requests[0]?.headers.accept).toBe('application/samlmetadata+xml');
    test.clock.advance(3 * HOUR - 1);
    await ask();
    expect(server.requests).toHaveLength(1);
    test.clock.advance(1);
    await ask();
    expect(server.requests[1]?.headers['if-none-match']).toBe('"1"');
    await ask();
    expect(server.requests).toHaveLength(2);
  });

  it('should list what it was asked for', async () => {
    server.give(document());
    await ask();
    await get(ProviderDirectory).rebuild();
    expect(
      get(ProviderDirectory)
        .list()
        .map(({ entityId }) => entityId),
    ).toEqual([IDP]);
  });

  it('should ask once for many who come at once', async () => {
    server.give(document());
    await Promise.all([ask(), ask(), ask()]);
    expect(server.requests).toHaveLength(1);
  });

  it('should believe for a while that there is no such entity', async () => {
    for (let time = 0; time < 3; time += 1) {
      await expect(ask()).rejects.toMatchObject({ code: 'sign-in-unknown-provider' });
    }
    expect(server.requests).toHaveLength(1);
    server.give(document());
    test.clock.advance(600_001);
    expect((await ask()).entity.entityId).toBe(IDP);
  });

  it('should use what it holds while the service is at fault, and until that ends', async () => {
    server.give(document());
    await ask();
    server.answer = (_, response) => void response.writeHead(503).end();
    test.clock.advance(9 * HOUR);
    expect((await ask()).entity.entityId).toBe(IDP);
    expect(server.requests).toHaveLength(2);
    await ask();
    expect(server.requests).toHaveLength(2);
    test.clock.set(new Date('2026-12-06T00:00:00Z'));
    await expect(ask()).rejects.toMatchObject({ code: 'sign-in-provider-unusable' });
  });

  it('should forget one that the service does not know any more', async () => {
    server.give(document());
    await ask();
    server.answer = (_, response) => void response.writeHead(404).end();
    test.clock.advance(9 * HOUR);
    await expect(ask()).rejects.toMatchObject({ code: 'sign-in-unknown-provider' });
  });

  it.each([
    ['is about another entity', () => document('https://idp.other.example')],
    ['is not signed', () => document().replace(/<ds:Signature [^]*<\/ds:Signature>/, '')],
    ['was changed', () => document().replace('regexp="false">uni', 'regexp="false">evil')],
    ['is nothing', () => ''],
  ])('should not take an answer that %s', async (_, make) => {
    server.give(make());
    await expect(ask()).rejects.toMatchObject({ code: 'sign-in-provider-unavailable' });
  });

  it('should not ask inside of a transaction, where nothing may wait for a network', async () => {
    server.give(document());
    await test.source.transaction(async (manager) => {
      await expect(get(IdentityProviders).get(IDP, manager)).rejects.toMatchObject({
        code: 'sign-in-unknown-provider',
      });
    });
    expect(server.requests).toEqual([]);
  });

  describe('looked at before anybody trusts it', () => {
    const preview = (source: Parameters<PreviewFederation['run']>[0]) => get(PreviewFederation).run(source);
    it('should show the keys of a document, and trust nothing', async () => {
      server.give(signedMetadata(key));
      const found = await preview({ kind: 'url', location: `${server.origin}/all.xml` });
      expect(found).toMatchObject({ entityCount: 2, providerCount: 2, faults: [] });
      expect(found.signingCertificates).toMatchObject([
        { pem: key.certificatePem, algorithm: 'rsa', keyBits: 3072 },
      ]);
      expect(found.signingCertificates[0]?.sha256Fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(get(ProviderDirectory).list()).toEqual([]);
    });

    it('should say everything for which it could not be used', async () => {
      const far = signedMetadata(key, {
        attributes: `xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" ID="${ROOT_ID}" validUntil="2036-01-01T00:00:00Z"`,
      });
      server.give(far.replace('idp.two.example', 'idp.tvo.example'));
      const { faults } = await preview({ kind: 'url', location: `${server.origin}/all.xml` });
      expect(faults.map(({ code }) => code)).toEqual([
        'metadata-valid-until-too-far',
        'metadata-digest-mismatch',
      ]);
    });

    it('should ask a service for our own entity, or for one that it is told', async () => {
      server.give(document());
      await expect(preview({ kind: 'mdq', location: `${server.origin}/` })).resolves.toMatchObject({
        entityCount: 1,
        faults: [],
      });
      server.answer = (_, response) => void response.writeHead(404).end();
      await expect(preview({ kind: 'mdq', location: `${server.origin}/` })).rejects.toMatchObject({
        code: 'federation-needs-entity',
      });
    });

    it.each([
      ['federation-unavailable', 'http://127.0.0.1:9/'],
      ['federation-refused', undefined],
    ])('should end in %s when there is no metadata', async (code, location) => {
      server.give('hello');
      await expect(preview({ kind: 'url', location: location ?? server.origin })).rejects.toMatchObject({
        code,
      });
    });
  });
});
