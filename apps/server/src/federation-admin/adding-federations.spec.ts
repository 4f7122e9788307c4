import { federationPreviewSchema, federationSchema, federationsSchema } from '@virlab/contracts';
import { createKeyPair, type KeyPair } from '@virlab/saml';
import { madeUpAggregate } from '@virlab/saml/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { ProviderDirectory } from '../federation/index';
import { MetadataServer } from '../federation/testing/metadata-server';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { testKey } from '../testing/test-keys';
import { FederationRefreshes } from './federation-refreshes';
import { presentKey } from './present-key';

describe.each(scratchEngines)('adding a federation on %s', (engine) => {
  let test: TestApp;
  let site: MetadataServer;
  let key: KeyPair;
  let otherKey: KeyPair;
  let admin: SignedInPerson;
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
  const aggregate = (signing: KeyPair, providers = 3) =>
    [...madeUpAggregate(signing, { providers })].join('');
  const fingerprint = (pair: KeyPair) => presentKey(pair.certificatePem).sha256;
  const wish = () => ({ kind: 'url', location: `${site.origin}/metadata.xml` });
  const add = (more: Record<string, unknown> = {}) =>
    ask('POST', '/api/federations', {
      ...wish(),
      title: 'Federação Académica',
      trusted: [fingerprint(key)],
      ...more,
    });
  const one = async () =>
    federationSchema.parse(
      federationsSchema.parse((await ask('GET', '/api/federations')).body).federations[0],
    );

  beforeAll(async () => {
    test = await createTestApp({ engine });
    site = await MetadataServer.start();
    key = await testKey();
    otherKey = await createKeyPair({ commonName: 'other.invalid', now: test.clock.now() });
    await furnish(test);
    await publish(test, policyOf(adminsRule));
    admin = await test.signIn({
      entitlements: [{ kind: 'role', ref: 'identity-admin' }],
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
  });
  afterAll(async () => {
    await test.close();
    await site.stop();
  });
  beforeEach(() => site.give(aggregate(key)));

  it('should show what is there and its key, and trust nothing', async () => {
    const { status, body } = await ask('POST', '/api/federations/preview', wish());
    expect(status).toBe(200);
    expect(federationPreviewSchema.parse(body)).toMatchObject({
      providers: 3,
      validUntil: '2026-12-06T00:00:00.000Z',
      keys: [{ sha256: fingerprint(key), algorithm: 'rsa', bits: 3072 }],
      faults: [],
    });
    expect((await ask('GET', '/api/federations')).body).toEqual({ federations: [] });
  });

  it('should not save a federation that has another key than was confirmed', async () => {
    site.give(aggregate(otherKey));
    expect(await add()).toMatchObject({ status: 409, body: { code: 'keys-not-confirmed' } });
    expect((await ask('GET', '/api/federations')).body).toEqual({ federations: [] });
  });

  it('should add it, fetch it by itself, and list its providers', async () => {
    const added = await add();
    expect(added).toMatchObject({ status: 201, body: { id: 'federacao-academica', health: 'waiting' } });
    await get(FederationRefreshes).settled('federacao-academica');
    expect(await one()).toMatchObject({ health: 'fine', providers: 3, refreshing: false });
    expect((await ask('GET', '/api/providers?show=all')).body).toMatchObject({
      found: 3,
      providers: [{ source: { kind: 'federation', title: 'Federação Académica' }, health: 'unused' }, {}, {}],
    });
    expect(await add()).toMatchObject({ status: 409, body: { code: 'federation-exists' } });
    const event = await test.source.manager.findOneBy(AuditEventEntity, { kind: 'federation.changed' });
    expect(event).toMatchObject({
      subjectId: 'federacao-academica',
      facts: { change: 'created', keys: fingerprint(key) },
    });
  });

  it('should live on its last good copy when the place fails, and say so', async () => {
    site.answer = (_, response) => response.writeHead(500).end('secret');
    expect(await ask('POST', '/api/federations/federacao-academica/refresh')).toMatchObject({ status: 202 });
    await get(FederationRefreshes).settled('federacao-academica');
    const federation = await one();
    expect(federation).toMatchObject({ health: 'copy-in-use', fault: { code: 'source-answer-unexpected' } });
    expect(JSON.stringify(federation)).not.toContain('secret');
  });

  it('should take new keys only as they were confirmed', async () => {
    site.give(aggregate(otherKey), '"2"');
    expect(
      await ask('PATCH', '/api/federations/federacao-academica', { trusted: [fingerprint(key)] }),
    ).toMatchObject({ status: 409, body: { code: 'keys-not-confirmed' } });
    const { body } = await ask('PATCH', '/api/federations/federacao-academica', {
      trusted: [fingerprint(otherKey)],
    });
    expect(body).toMatchObject({ keys: [{ sha256: fingerprint(otherKey) }] });
    await get(FederationRefreshes).settled('federacao-academica');
    expect(await one()).toMatchObject({ health: 'fine' });
  });

  it('should refuse what would shut out the last identity admin: off, removed, or too short a validity', async () => {
    const [listing] = get(ProviderDirectory).list();
    const carla = await test.signIn({
      displayName: 'Carla',
      issuer: listing?.entityId ?? '',
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
    await get(RefreshEntitlements).run(carla.account.id);
    const path = '/api/federations/federacao-academica';
    for (const [method, body] of [
      ['PATCH', { enabled: false }],
      ['PATCH', { maxValidityDays: 1 }],
      ['DELETE', undefined],
    ] as const) {
      expect(await ask(method, path, body)).toMatchObject({
        status: 409,
        body: { code: 'last-admin-locked-out' },
      });
    }
    const provider = `/api/providers/${encodeURIComponent(listing?.entityId ?? '')}`;
    expect(await ask('PATCH', provider, { enabled: false })).toMatchObject({ status: 409 });
    expect(await ask('DELETE', provider)).toMatchObject({
      status: 409,
      body: { code: 'provider-not-registered' },
    });
    expect((await ask('GET', provider)).body).toMatchObject({ admins: 1, enabled: true });
  });
});
