import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { providerDetailSchema, providerPreviewSchema, providersPageSchema } from '@virlab/contracts';
import { createKeyPair, type KeyPair } from '@virlab/saml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SignInRecordEntity } from '../attributes/index';
import { AuditEventEntity, AuditRecorder } from '../audit/index';
import { IdentityProviders, ProviderDirectory } from '../federation/index';
import { Bus, newId, sha256 } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { TestIdentityProvider } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';
import { presentKey } from './present-key';

const LAGOA = 'https://idp.lagoa.example/idp';
const NEW = 'https://idp.nova.example/idp';

describe('adding identity providers', () => {
  let test: TestApp;
  let admin: SignedInPerson;
  let key: KeyPair;
  let otherKey: KeyPair;
  let site: Server;
  /** What the site answers at each path. */
  let pages: Record<string, { status?: number; location?: string; body?: string }>;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const ask = async (method: string, address: string, body?: unknown) => {
    const answer = await test.request(address, {
      method,
      cookie: admin.cookie,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const metadataOf = (entityId: string, signing = key) =>
    new TestIdentityProvider(entityId, signing, () => test.clock.now()).metadataXml;
  const at = (path: string) => `http://127.0.0.1:${(site.address() as AddressInfo).port}${path}`;
  const fingerprint = (pair: KeyPair) => presentKey(pair.certificatePem).sha256;
  /** The directory is read anew after each change; whoever asks at once may see the one before. */
  const listed = (is: () => boolean) =>
    new Promise<void>((resolve) => {
      if (is()) return resolve();
      const stop = get(Bus).hear(() => {
        if (!is()) return;
        stop();
        resolve();
      });
    });
  const knows = (entityId: string) => () =>
    get(ProviderDirectory)
      .list()
      .some((one) => one.entityId === entityId);

  beforeAll(async () => {
    test = await createTestApp();
    key = await testKey();
    otherKey = await createKeyPair({ commonName: 'other.invalid', now: test.clock.now() });
    site = createServer((request, response) => {
      const { status = 200, location, body = '' } = pages[request.url ?? ''] ?? { status: 404 };
      response.writeHead(status, location ? { location } : {}).end(body);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    await furnish(test);
    await publish(test, policyOf(adminsRule));
    pages = {};
    admin = await test.signIn({
      displayName: 'Carla',
      issuer: LAGOA,
      entitlements: [{ kind: 'role', ref: 'identity-admin' }],
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
    await get(RefreshEntitlements).run(admin.account.id);
    expect(
      await ask('POST', '/api/providers', {
        from: { xml: metadataOf(LAGOA) },
        title: 'University of Lagoa',
        trusted: [fingerprint(key)],
      }),
    ).toMatchObject({ status: 201 });
    await listed(knows(LAGOA));
  });
  afterAll(async () => {
    await new Promise((resolve) => site.close(resolve));
    await test.close();
  });
  beforeEach(() => (pages = { '/idp.xml': { body: metadataOf(NEW) } }));

  it('should show what is there, with its keys, and keep nothing', async () => {
    const { status, body } = await ask('POST', '/api/providers/preview', { from: { url: at('/idp.xml') } });
    expect(status).toBe(200);
    const preview = providerPreviewSchema.parse(body);
    expect(preview).toMatchObject({
      entityId: NEW,
      title: 'Example University',
      scopes: ['uni.example'],
      newKeys: [fingerprint(key)],
    });
    expect(preview.keys[0]).toMatchObject({ algorithm: 'rsa', bits: 3072, sha256: fingerprint(key) });
    expect(preview.known).toBeUndefined();
    expect(await get(IdentityProviders).findRecord(NEW)).toBeNull();
  });

  it('should save only what has the confirmed keys at that moment', async () => {
    pages['/idp.xml'] = { body: metadataOf(NEW, otherKey) };
    expect(
      await ask('POST', '/api/providers', { from: { url: at('/idp.xml') }, trusted: [fingerprint(key)] }),
    ).toMatchObject({ status: 409, body: { code: 'keys-not-confirmed' } });
    expect(
      await ask('POST', '/api/providers', {
        from: { xml: metadataOf(NEW) },
        trusted: [fingerprint(key), fingerprint(otherKey)],
      }),
    ).toMatchObject({ status: 409 });
    expect(await get(IdentityProviders).findRecord(NEW)).toBeNull();
  });

  it('should register, tell of new keys at the next look, and keep choices when metadata is replaced', async () => {
    const added = await ask('POST', '/api/providers', {
      from: { url: at('/idp.xml') },
      title: 'Nova',
      trusted: [fingerprint(key)],
    });
    expect(added.status).toBe(201);
    expect(providerDetailSchema.parse(added.body)).toMatchObject({
      title: 'Nova',
      health: 'unused',
      scopes: ['uni.example'],
      source: { kind: 'registered' },
      contacts: [{ kind: 'support', emails: ['help@uni.example'] }],
    });
    await ask('PATCH', `/api/providers/${encodeURIComponent(NEW)}`, { allowsCbc: true });
    const from = { xml: metadataOf(NEW, otherKey) };
    expect((await ask('POST', '/api/providers/preview', { from })).body).toMatchObject({
      known: { kind: 'registered' },
      newKeys: [fingerprint(otherKey)],
    });
    const replaced = await ask('POST', '/api/providers', { from, trusted: [fingerprint(otherKey)] });
    expect(replaced.body).toMatchObject({ allows: { cbc: true } });
    expect((replaced.body['signingKeys'] as { sha256: string }[]).map(({ sha256 }) => sha256)).toEqual([
      fingerprint(otherKey),
    ]);
    const event = await test.source.manager.findOne(AuditEventEntity, {
      where: { kind: 'provider.changed' },
      order: { sequence: 'DESC' },
    });
    expect(event?.facts).toMatchObject({ change: 'registered', keys: fingerprint(otherKey) });
  });

  it.each([
    ['what is not XML', 'internal secret 4711', 'federation-refused'],
    [
      'a service provider',
      '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://sp.example/"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></EntityDescriptor>',
      'federation-refused',
    ],
    [
      'a document type',
      '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>',
      'federation-refused',
    ],
  ])('should refuse %s, and give nothing of it away', async (_, body, code) => {
    pages['/idp.xml'] = { body };
    const answer = await ask('POST', '/api/providers/preview', { from: { url: at('/idp.xml') } });
    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(JSON.stringify(answer.body)).not.toMatch(/4711|passwd|sp\.example/);
  });

  it('should say why an address gave nothing', async () => {
    for (const path of ['/missing', '/loop']) {
      pages['/loop'] = { status: 302, location: '/loop' };
      expect(await ask('POST', '/api/providers/preview', { from: { url: at(path) } })).toMatchObject({
        status: 502,
        body: { code: 'federation-unavailable', detail: expect.any(String) as string },
      });
    }
  });

  it('should refuse what is too large', async () => {
    pages['/large'] = { body: ' '.repeat(600 * 1024) };
    expect(await ask('POST', '/api/providers/preview', { from: { url: at('/large') } })).toMatchObject({
      status: 502,
    });
  });

  it('should list who is in use, search without accents, and count', async () => {
    const { body } = await ask('GET', '/api/providers');
    const page = providersPageSchema.parse(body);
    expect(page.providers[0]).toMatchObject({ title: 'University of Lagoa', people: 1 });
    expect(page.counts.inUse).toBe(page.found);
    const found = providersPageSchema.parse((await ask('GET', '/api/providers?show=all&search=lágoa')).body);
    expect(found.providers.map(({ entityId }) => entityId)).toEqual([LAGOA]);
    expect((await ask('GET', '/api/providers?show=all&search=nowhere')).body).toMatchObject({
      providers: [],
      found: 0,
    });
    expect((await ask('GET', '/api/providers?page=0')).status).toBe(400);
  });

  it('should say which providers need somebody, and why', async () => {
    await get(AuditRecorder).record({
      kind: 'sign-in.refused',
      outcome: 'refused',
      code: 'saml-signature',
      actor: { displayName: 'somebody', as: 'unknown' },
      subject: { kind: 'identity-provider', id: LAGOA, title: LAGOA },
    });
    // Counts are kept for some seconds, and anybody's own fault is not the provider's.
    test.clock.advance(25_000);
    const page = providersPageSchema.parse((await ask('GET', '/api/providers?show=need-you')).body);
    expect(page.providers.map(({ entityId }) => entityId)).toEqual([LAGOA]);
    expect(page.findings[0]).toMatchObject({
      health: 'refused',
      refusals: [{ code: 'saml-signature', times: 1 }],
    });
  });

  it('should see what came at a sign-in since it last looked', async () => {
    const neededOf = async () => {
      const page = providersPageSchema.parse((await ask('GET', '/api/providers')).body);
      return page.providers.find(({ entityId }) => entityId === LAGOA)?.needed;
    };
    const signIn = async (keptIds: string[]) => {
      test.clock.advance(25_000);
      await test.signIn({
        displayName: `Kept ${keptIds.length}`,
        issuer: LAGOA,
        release: { attributes: {} },
      });
      await test.source.manager.insert(SignInRecordEntity, {
        id: newId(),
        at: test.clock.now(),
        reference: 'none',
        provider: 'saml',
        entityId: LAGOA,
        entityHash: sha256(LAGOA),
        accountId: null,
        userId: null,
        outcome: 'signed-in',
        code: null,
        rulesVersion: 0,
        policyVersion: null,
        release: { values: [], unmapped: [], dropped: 0 } as never,
        keptIds,
        missing: [],
      });
    };
    await signIn([]);
    expect(await neededOf()).toEqual({ came: ['identifier'], never: ['eduPersonEntitlement'] });
    await signIn(['eduPersonEntitlement']);
    expect(await neededOf()).toEqual({ came: ['identifier', 'eduPersonEntitlement'], never: [] });
  });
});

describe('addresses inside the network', () => {
  it('should not be asked where that is not allowed, by number or by name', async () => {
    const test = await createTestApp({ environment: { VIRLAB_PRIVATE_METADATA: 'refuse' } });
    try {
      await furnish(test);
      await publish(test, policyOf(adminsRule));
      const admin = await test.signIn({
        entitlements: [{ kind: 'role', ref: 'identity-admin' }],
        release: { attributes: { eduPersonEntitlement: ['admin'] } },
      });
      const port = test.settings.listen.port;
      for (const url of [
        `http://127.0.0.1:${port}/saml/metadata`,
        `http://localhost:${port}/saml/metadata`,
        'http://169.254.169.254/latest/meta-data/',
        'http://[::1]/',
      ]) {
        for (const [path, body] of [
          ['/api/providers/preview', { from: { url } }],
          ['/api/federations/preview', { kind: 'url', location: url }],
          ['/api/federations/preview', { kind: 'mdq', location: url }],
        ] as const) {
          const answer = await test.request(path, {
            method: 'POST',
            cookie: admin.cookie,
            body: JSON.stringify(body),
            headers: { 'content-type': 'application/json' },
          });
          expect([path, url, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
            path,
            url,
            422,
            'address-not-allowed',
          ]);
        }
      }
      for (const location of [
        '/etc/passwd',
        '../keys/saml-signing.pem',
        'keys/saml-signing.pem',
        'metadata/../x',
      ]) {
        const answer = await test.request('/api/federations/preview', {
          method: 'POST',
          cookie: admin.cookie,
          body: JSON.stringify({ kind: 'file', location }),
          headers: { 'content-type': 'application/json' },
        });
        expect([location, answer.status]).toEqual([location, 400]);
      }
    } finally {
      await test.close();
    }
  });
});
