import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { madeUpAggregate } from '@virlab/saml/testing';
import type { AuditKind } from '@virlab/contracts';
import { createKeyPair, type KeyPair } from '@virlab/saml';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { Bus } from '../platform/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { testKey } from '../testing/test-keys';
import { DiscoveryReturnAddresses } from './discovery-return-addresses';
import { Federations } from './federations';
import { IdentityProviders } from './identity-providers';
import { KeepFederations } from './keep-federations';
import { ProviderDirectory } from './provider-directory';
import { RefreshFederation } from './refresh-federation';
import { RemoveFederation } from './remove-federation';
import { type FederationSpec, SaveFederation } from './save-federation';
import { SaveProviderSettings } from './save-provider-settings';
import { MetadataServer } from './testing/metadata-server';

const HOUR = 3_600_000;

describe.each(scratchEngines)('federations on %s', (engine) => {
  let test: TestApp;
  let server: MetadataServer;
  let key: KeyPair;
  beforeAll(async () => {
    key = await testKey();
    test = await createTestApp({ engine });
    server = await MetadataServer.start();
  });
  afterAll(async () => {
    await test.close();
    await server.stop();
  });
  const get = <T>(type: new (...given: never[]) => T): T => test.app.get<T>(type as never, { strict: false });
  const start = new Date('2026-11-23T09:00:00.000Z');
  beforeEach(() => test.clock.set(start));
  afterEach(async () => {
    await test.source.query('DELETE FROM federations');
    rmSync(folder(), { recursive: true, force: true });
    await test.source.query('DELETE FROM provider_settings');
    await get(ProviderDirectory).rebuild();
  });

  const aggregate = (shape: Parameters<typeof madeUpAggregate>[1] = {}) =>
    [...madeUpAggregate(key, { providers: 3, services: 1, ...shape })].join('');
  const save = (spec: Partial<FederationSpec> = {}) =>
    test.source.transaction((manager) =>
      get(SaveFederation).run(
        {
          id: 'edu',
          title: 'Edu',
          kind: 'url',
          location: `${server.origin}/metadata.xml`,
          signingCertificates: [key.certificatePem],
          ...spec,
        },
        manager,
      ),
    );
  const refresh = (id = 'edu') => get(RefreshFederation).run(id);
  const row = (id = 'edu') => get(Federations).get(id);
  const events = (kind: AuditKind) => test.source.getRepository(AuditEventEntity).findBy({ kind });
  const folder = (id = 'edu') => path.join(test.settings.dataDir, 'federations', id);
  const listed = async () => {
    await get(ProviderDirectory).rebuild();
    return get(ProviderDirectory)
      .list()
      .filter(({ source }) => source.kind === 'federation');
  };

  it('should use the metadata of a federation once it is verified', async () => {
    server.give(aggregate());
    expect(await save()).toBe('created');
    expect(await refresh()).toMatchObject({
      outcome: 'taken',
      providerCount: 3,
      entityCount: 4,
      refused: [],
    });
    const [first] = await listed();
    const { entity, metadata } = await get(IdentityProviders).get(first?.entityId ?? '');
    expect(entity).toMatchObject({ enabled: true, source: { kind: 'federation', federationId: 'edu' } });
    expect(metadata.signingCertificates).toHaveLength(2);
    expect(metadata.ssoRedirectUrl).toMatch(/^https:\/\/idp\..*\/Redirect\/SSO$/);
    expect(get(DiscoveryReturnAddresses).of('https://service1.example/sp')).toEqual([
      'https://service1.example/Login',
    ]);
    expect(await row()).toMatchObject({
      failures: 0,
      lastErrorCode: null,
      providerCount: 3,
      lastSuccessAt: test.clock.now(),
      // three quarters of the six hours that its publisher asks for
      nextAttemptAt: new Date(start.getTime() + 4.5 * HOUR),
    });
  });

  it('should ask only whether something changed, and say when nothing did', async () => {
    server.give(gzipSync(aggregate()), '"a"', { 'content-encoding': 'gzip' });
    await save();
    expect(await refresh()).toMatchObject({ outcome: 'taken' });
    expect(await refresh()).toMatchObject({ outcome: 'unchanged', providerCount: 3 });
    expect(server.requests.at(-1)?.headers['if-none-match']).toBe('"a"');
  });

  it('should honour the removal of a provider, and tell the directory', async () => {
    server.give(aggregate());
    await save();
    await refresh();
    const before = await listed();
    const told = new Promise((resolve) => {
      const stop = get(Bus).hear(({ type }) => {
        if (type === 'providers-changed') resolve(stop());
      });
    });
    server.give(aggregate({ providers: 2 }), '"2"');
    await refresh();
    await told;
    const after = get(ProviderDirectory)
      .list()
      .filter(({ source }) => source.kind === 'federation');
    expect([before.length, after.length]).toEqual([3, 2]);
    expect(Object.isFrozen(after[0])).toBe(true);
    const gone = before.find(({ entityId }) => !after.some((one) => one.entityId === entityId));
    await expect(get(IdentityProviders).get(gone?.entityId ?? '')).rejects.toMatchObject({
      code: 'sign-in-unknown-provider',
    });
  });

  it('should keep what is good when what comes is bad, until its end', async () => {
    server.give(aggregate());
    await save();
    await refresh();
    const [first] = await listed();
    server.give(aggregate().replace('<shibmd:Scope', '<shibmd:Scope xml:lang="x"'), '"bad"');
    expect(await refresh()).toMatchObject({
      outcome: 'failed',
      fault: { code: 'metadata-digest-mismatch' },
      providerCount: 3,
    });
    expect(await row()).toMatchObject({
      failures: 1,
      lastErrorCode: 'metadata-digest-mismatch',
      nextAttemptAt: new Date(start.getTime() + 600_000),
    });
    await refresh();
    expect((await row()).nextAttemptAt).toEqual(new Date(start.getTime() + 1_200_000));
    expect(await events('federation.failed')).toHaveLength(1);
    await get(IdentityProviders).get(first?.entityId ?? '');
    expect(readdirSync(folder()).filter((name) => name.startsWith('incoming-'))).toEqual([]);
    test.clock.set(new Date('2026-12-06T00:00:00Z'));
    await expect(get(IdentityProviders).get(first?.entityId ?? '')).rejects.toMatchObject({
      code: 'sign-in-provider-unusable',
    });
    expect((await listed())[0]?.unusable).toEqual({
      code: 'metadata-expired',
      since: '2026-12-06T00:00:00.000Z',
    });
  });

  it('should raise an alarm at half, at nine tenths and at the end of the validity, once each', async () => {
    server.give(aggregate());
    await save();
    await refresh();
    server.answer = (_, response) => void response.writeHead(503).end();
    const taken = start.getTime();
    const whole = new Date('2026-12-06T00:00:00Z').getTime() - taken;
    const before = (await events('federation.ageing')).length;
    for (const part of [0.49, 0.51, 0.6, 0.91, 0.92, 1.01, 1.02]) {
      test.clock.set(new Date(taken + part * whole));
      await get(KeepFederations).run();
    }
    const told = (await events('federation.ageing')).slice(before).map(({ facts }) => facts?.['percent']);
    expect(told).toEqual(['50', '90', '100']);
  });

  it('should refuse an older document than it holds', async () => {
    server.give(aggregate({ createdAt: new Date('2026-11-22T10:00:00Z') }));
    await save();
    await refresh();
    server.give(aggregate({ createdAt: new Date('2026-11-22T09:00:00Z') }), '"old"');
    expect(await refresh()).toMatchObject({ outcome: 'failed', fault: { code: 'metadata-older' } });
  });

  it('should believe nothing that was verified by a key which is not pinned any more', async () => {
    server.give(aggregate());
    await save();
    await refresh();
    const [first] = await listed();
    const other = await createKeyPair({ commonName: 'other.example', now: start });
    await save({ signingCertificates: [other.certificatePem] });
    await listed();
    await expect(get(IdentityProviders).get(first?.entityId ?? '')).rejects.toBeDefined();
    expect(await refresh()).toMatchObject({ fault: { code: 'metadata-signature-mismatch' } });
  });

  it('should use a file, and take it up when it is replaced', async () => {
    const file = path.join(test.settings.dataDir, 'edu.xml');
    writeFileSync(file, aggregate());
    await save({ kind: 'file', location: 'edu.xml' });
    expect(await refresh()).toMatchObject({ outcome: 'taken' });
    expect(await refresh()).toMatchObject({ outcome: 'unchanged' });
    writeFileSync(file, aggregate({ providers: 5 }));
    expect(await refresh()).toMatchObject({ outcome: 'taken', providerCount: 5 });
  });

  it('should let an admin switch one of its providers off, for good', async () => {
    server.give(aggregate());
    await save();
    await refresh();
    const [first] = await listed();
    const entityId = first?.entityId ?? '';
    await test.source.transaction((manager) =>
      get(SaveProviderSettings).run(entityId, { enabled: false, allowsCbc: true }, manager),
    );
    expect((await get(IdentityProviders).get(entityId)).entity).toMatchObject({
      enabled: false,
      allowsCbc: true,
    });
    expect((await listed()).find((one) => one.entityId === entityId)?.enabled).toBe(false);
  });

  it('should forget a federation that is switched off or removed', async () => {
    server.give(aggregate());
    await save();
    await refresh();
    await save({ enabled: false });
    expect(await listed()).toEqual([]);
    await save({ enabled: true });
    expect(await listed()).toHaveLength(3);
    await test.source.transaction((manager) => get(RemoveFederation).run('edu', manager));
    expect(await listed()).toEqual([]);
    await expect(refresh()).rejects.toMatchObject({ code: 'federation-not-found' });
  });

  it('should refuse a federation that could not be used, with all faults', async () => {
    await expect(
      save({
        id: '../x',
        location: 'https://user:secret@federation.example/m.xml',
        signingCertificates: ['nothing'],
        maxValidityDays: 0,
      }),
    ).rejects.toMatchObject({
      code: 'resource-invalid',
      errors: [
        { path: 'id' },
        { path: 'location' },
        { path: 'maxValidityDays' },
        { path: 'signingCertificates.0' },
      ],
    });
  });

  it('should look once more for all who ask during a look, and take up what another process wrote', async () => {
    server.give(aggregate());
    await save();
    const before = server.requests.length;
    await Promise.all([refresh(), refresh(), refresh(), refresh()]);
    expect(server.requests.length - before).toBe(2);
    expect(await listed()).toHaveLength(3);
  });

  it.each([
    [
      'is down',
      'source-unreachable',
      (at: MetadataServer) => (at.answer = (request) => void request.destroy()),
    ],
    [
      'says that it has none',
      'source-not-found',
      (at: MetadataServer) => (at.answer = (_, to) => void to.writeHead(404).end()),
    ],
    [
      'is at fault',
      'source-answer-unexpected',
      (at: MetadataServer) => (at.answer = (_, to) => void to.writeHead(500).end()),
    ],
    [
      'sends elsewhere',
      'source-redirected',
      (at: MetadataServer) =>
        (at.answer = (_, to) => void to.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()),
    ],
    [
      'breaks off',
      'source-unreachable',
      (at: MetadataServer) =>
        (at.answer = (_, to) => {
          to.writeHead(200, { 'content-length': '1000000' }).write('<md:');
          setImmediate(() => to.destroy());
        }),
    ],
    [
      'sends no gzip and says so',
      'source-encoding',
      (at: MetadataServer) => at.give('x', '"spoilt"', { 'content-encoding': 'gzip' }),
    ],
    [
      'sends what we did not ask for',
      'source-encoding',
      (at: MetadataServer) => at.give('x', '"spoilt"', { 'content-encoding': 'br' }),
    ],
    ['is no metadata', 'metadata-malformed', (at: MetadataServer) => at.give('hello', '"spoilt"')],
  ])('should go on with what it holds when the source %s', async (_, code, spoil) => {
    server.give(aggregate());
    await save();
    await refresh();
    spoil(server);
    expect(await refresh()).toMatchObject({ outcome: 'failed', fault: { code }, providerCount: 3 });
    expect(await listed()).toHaveLength(3);
    expect(readdirSync(folder()).filter((name) => name.startsWith('incoming-'))).toEqual([]);
  });
});
