import { providerDetailSchema } from '@virlab/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { IdentityProviders, SaveFederation, SaveIdentityProvider } from '../federation/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { TestIdentityProvider } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';

const LAGOA = 'https://idp.lagoa.example/idp';
const SERRA = 'https://idp.serra.example/idp';
const path = (entityId: string) => `/api/providers/${encodeURIComponent(entityId)}`;

describe.each(scratchEngines)('ways in on %s', (engine) => {
  let test: TestApp;
  let admin: SignedInPerson;
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const ask = async (method: string, address: string, body?: unknown, cookie = admin.cookie) => {
    const answer = await test.request(address, {
      method,
      cookie,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const signIn = async (name: string, issuer: string, values: string[] = ['admin']) => {
    const person = await test.signIn({
      displayName: name,
      identifier: `${name}@${new URL(issuer).host}`,
      issuer,
      release: { attributes: { eduPersonEntitlement: values } },
    });
    await get(RefreshEntitlements).run(person.account.id);
    return person;
  };
  const register = async (entityId: string) => {
    const key = await testKey();
    const idp = new TestIdentityProvider(entityId, key, () => test.clock.now());
    await test.source.transaction((manager) =>
      get(SaveIdentityProvider).run({ metadataXml: idp.metadataXml }, manager),
    );
  };
  const isOn = async (entityId: string) => (await get(IdentityProviders).findRecord(entityId))?.enabled;
  const events = (kind: 'provider.changed' | 'federation.changed') =>
    test.source.manager.find(AuditEventEntity, { where: { kind }, order: { sequence: 'ASC' } });

  beforeEach(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    await publish(test, policyOf(adminsRule));
    await register(LAGOA);
    await register(SERRA);
    admin = await signIn('Carla', LAGOA);
  });
  afterEach(() => test.close());

  it('should refuse to switch off the provider of the last identity admin, and write that down', async () => {
    const refused = await ask('PATCH', path(LAGOA), { enabled: false });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'last-admin-locked-out',
        title: 'This would leave no one who can edit the policy. Nothing was saved.',
      },
    });
    expect(await isOn(LAGOA)).toBe(true);
    const trail = await events('provider.changed');
    expect(trail).toHaveLength(1);
    expect(trail[0]).toMatchObject({
      outcome: 'refused',
      code: 'last-admin-locked-out',
      actorName: 'Carla',
      subjectId: LAGOA,
      facts: { change: 'settings', enabled: 'false' },
    });
  });

  it('should refuse to remove it too, and let go of others', async () => {
    expect(await ask('DELETE', path(LAGOA))).toMatchObject({
      status: 409,
      body: { code: 'last-admin-locked-out' },
    });
    expect(await ask('DELETE', path(SERRA))).toMatchObject({ status: 200, body: { people: 0 } });
    expect(await ask('GET', path(SERRA))).toMatchObject({
      status: 404,
      body: { code: 'provider-not-found' },
    });
  });

  it('should switch off a provider while another admin has a way in', async () => {
    await signIn('Rui', SERRA);
    const { status, body } = await ask('PATCH', path(LAGOA), { enabled: false });
    expect(status).toBe(200);
    expect(providerDetailSchema.parse(body)).toMatchObject({ enabled: false, health: 'disabled' });
    expect(await ask('PATCH', path(SERRA), { enabled: false })).toMatchObject({
      body: { code: 'last-admin-locked-out' },
    });
  });

  it('should not count an admin whom the policy would not make one again', async () => {
    const rui = await signIn('Rui', SERRA);
    await test.source.query(
      `UPDATE attribute_snapshots SET attributes = '{}' WHERE accountId = '${rui.account.id}'`,
    );
    expect(await ask('PATCH', path(LAGOA), { enabled: false })).toMatchObject({
      body: { code: 'last-admin-locked-out' },
    });
  });

  it('should refuse one of two that are switched off at the same moment', async () => {
    await signIn('Rui', SERRA);
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        [LAGOA, SERRA].map((entityId) => ask('PATCH', path(entityId), { enabled: false })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      const left = await Promise.all([isOn(LAGOA), isOn(SERRA)]);
      expect(left.filter(Boolean)).toHaveLength(1);
      for (const entityId of [LAGOA, SERRA]) await ask('PATCH', path(entityId), { enabled: true });
    }
  });

  it('should set exceptions, show them, and write them into the trail', async () => {
    const { body } = await ask('PATCH', path(SERRA), { allowsCbc: true, signsAssertionOnly: true });
    expect(body).toMatchObject({ allows: { cbc: true, assertionOnlySignature: true } });
    expect((await events('provider.changed')).at(-1)).toMatchObject({
      outcome: 'ok',
      facts: { change: 'settings', allowsCbc: 'true', signsAssertionOnly: 'true' },
    });
  });

  it('should refuse to remove the federation of the last identity admin', async () => {
    const key = await testKey();
    await test.source.transaction((manager) =>
      get(SaveFederation).run(
        {
          id: 'feira',
          title: 'Feira',
          kind: 'url',
          location: 'http://127.0.0.1:9/feira.xml',
          signingCertificates: [key.certificatePem],
        },
        manager,
      ),
    );
    expect(await ask('GET', '/api/federations')).toMatchObject({
      body: { federations: [{ id: 'feira', people: 0, enabled: true }] },
    });
    expect(await ask('DELETE', '/api/federations/feira')).toMatchObject({ status: 200, body: { people: 0 } });
    expect(await ask('DELETE', '/api/federations/feira')).toMatchObject({
      status: 404,
      body: { code: 'federation-not-found' },
    });
  });

  it('should let nobody else see or change anything', async () => {
    const student = await signIn('Ana', SERRA, []);
    for (const [method, address, body] of [
      ['GET', '/api/federations'],
      ['GET', '/api/providers'],
      ['GET', path(LAGOA)],
      ['PATCH', path(LAGOA), { enabled: false }],
      ['DELETE', path(LAGOA)],
      ['POST', '/api/federations/preview', { kind: 'url', location: 'https://x.example/' }],
      ['POST', '/api/providers/preview', { from: { url: 'https://x.example/' } }],
    ] as const) {
      expect(await ask(method, address, body, student.cookie)).toMatchObject({ status: 403 });
    }
  });
});
