import type { PoolChoices, PoolDetail, Problem, SavePool as PoolChange } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { SaveHost } from '../../hypervisors/index';
import { GrantsByHand } from '../../grants/index';
import { AllotMachines, MachineEntity } from '../../machines/index';
import { policyOf, publish } from '../../policies/testing/lagoa';
import { SavePool, SaveTemplate } from '../../pools/index';
import { createTestApp, type TestApp } from '../../testing/create-test-app';
import type { SignedInPerson } from '../../testing/sign-in-directly';

describe('pools over HTTP', () => {
  let test: TestApp;
  let operator: SignedInPerson;
  beforeAll(async () => {
    test = await createTestApp();
    const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
    await test.source.transaction(async (manager) => {
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      await get(SavePool).run({ id: 'linux', title: 'Linux', templateId: 't1', hostId: 'h1' }, manager);
    });
    operator = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
  });
  afterAll(() => test?.close());

  const read = async () =>
    (await (await test.request('/api/pools/linux', { cookie: operator.cookie })).json()) as PoolDetail;
  const save = (body: object, who = operator) =>
    test.request('/api/pools/linux', {
      cookie: who.cookie,
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const changeOf = ({ title, kind, template, settings, updatedAt }: PoolDetail): PoolChange => ({
    ...{ title, kind, template: template.id, hosts: ['h1'], class: null, settings, updatedAt },
  });

  it('should be changed by operators alone, in the trail, and never over another’s change', async () => {
    const before = await read();
    expect(before).toMatchObject({ kind: 'personal', machines: { all: 0 }, settings: { keepDays: 14 } });
    const change = changeOf(before);
    const settings = { ...before.settings, size: 30, idleMinutes: 60 };
    test.clock.advance(1_000);
    const saved = (await (await save({ ...change, settings })).json()) as PoolDetail;
    expect(saved.settings).toMatchObject({ size: 30, idleMinutes: 60 });
    const again = await save({ ...change, settings: { ...settings, size: 40 } });
    expect(again.status).toBe(409);
    expect(((await again.json()) as Problem).code).toBe('pool-changed');
    const [event] = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'pool.changed' });
    expect(event?.facts).toEqual({ fields: 'settings' });
    const student = await test.signIn();
    expect((await save(change, student)).status).toBe(403);
    expect((await test.request('/api/pools/linux', { cookie: student.cookie })).status).toBe(403);
    expect((await test.request('/api/pools/no', { cookie: operator.cookie })).status).toBe(404);
  });

  it('should be added once under a name, and removed only while nothing needs it', async () => {
    const ask = (path: string, method: string, body?: object, who = operator) =>
      test.request(path, {
        ...{ cookie: who.cookie, method, headers: { 'content-type': 'application/json' } },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const choices = (await (await ask('/api/pool-choices', 'GET')).json()) as PoolChoices;
    expect(choices.templates).toEqual([{ id: 't1', title: 'Shell' }]);
    const { updatedAt: _, ...wanted } = changeOf(await read());
    const added = await ask('/api/pools', 'POST', { ...wanted, id: 'new-one', title: 'New' });
    expect(added.status).toBe(201);
    expect(await added.json()).toMatchObject({ id: 'new-one', title: 'New', machines: { all: 0 } });
    const again = await ask('/api/pools', 'POST', { ...wanted, id: 'new-one' });
    expect([again.status, ((await again.json()) as Problem).code]).toEqual([409, 'pool-exists']);
    expect((await ask('/api/pools', 'POST', { ...wanted, id: '../etc' })).status).toBe(400);
    expect((await ask('/api/pools', 'POST', { ...wanted, id: 'w', template: 'no' })).status).toBe(422);
    const student = await test.signIn();
    expect((await ask('/api/pools', 'POST', { ...wanted, id: 's' }, student)).status).toBe(403);
    expect((await ask('/api/pools/new-one', 'DELETE', undefined, student)).status).toBe(403);

    const ana = await test.signIn({ entitlements: [{ kind: 'pool', ref: 'new-one' }] });
    await test.app.get(AllotMachines).run(ana.user.id);
    const refused = await ask('/api/pools/new-one', 'DELETE');
    expect(await refused.json()).toMatchObject({
      status: 409,
      code: 'pool-in-use',
      detail: '1 machine with an owner',
    });
    await test.source.getRepository(MachineEntity).update({ poolId: 'new-one' }, { ownerId: null });
    expect((await ask('/api/pools/new-one', 'DELETE')).status).toBe(204);
    expect((await ask('/api/pools/new-one', 'DELETE')).status).toBe(404);
    const trail = await test.source.getRepository(AuditEventEntity).findBy({ subjectId: 'new-one' });
    expect(await test.source.getRepository(MachineEntity).countBy({ poolId: 'new-one' })).toBe(0);
    expect(trail.map(({ kind }) => kind).sort()).toEqual(['pool.added', 'pool.removed']);
  });

  it('should not be removed while a rule names it, in whatever way, or somebody has it by hand', async () => {
    const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
    const pool = { title: 'Named', templateId: 't1', hostId: 'h1' };
    await test.source.transaction((manager) => get(SavePool).run({ ...pool, id: 'named' }, manager));
    const remove = () => test.request('/api/pools/named', { cookie: operator.cookie, method: 'DELETE' });
    const detailOf = async (answer: Response) => {
      const problem = (await answer.json()) as Problem;
      expect([answer.status, problem.code]).toEqual([409, 'pool-in-use']);
      return problem.detail;
    };
    const rule = (id: string, effect: string) =>
      `  - { id: ${id}, name: ${id}, when: { always: true }, effects: [${effect}] }\n`;
    for (const effects of [
      ['{ pool: named, quota: { vms: 1 } }'],
      ['{ deny: { pool: named }, reason: Under repair. }'],
      Array.from({ length: 6 }, () => '{ pool: named, quota: { vms: 1 } }'),
    ]) {
      await publish(test, policyOf(`\n${effects.map((effect, at) => rule(`r${at}`, effect)).join('')}`));
      const names = effects.map((_, at) => `r${at}`);
      expect(await detailOf(await remove())).toBe(
        names.length > 5 ? `rules ${names.slice(0, 5).join(', ')} and others` : `rules ${names.join(', ')}`,
      );
    }
    const grant = await test.source.transaction((manager) =>
      get(GrantsByHand).add(
        {
          ...{ toKind: 'person', toId: operator.user.id, toTitle: 'Olga', targetKind: 'pool' },
          ...{ targetRef: 'named', targetTitle: 'Named', asRole: null, vms: 1, reason: 'Thesis' },
          ...{ grantedById: operator.user.id, grantedByName: 'Olga' },
          validUntil: new Date(test.clock.now().getTime() + 3_600_000),
        },
        manager,
      ),
    );
    expect(grant).toBeDefined();
    await publish(test, policyOf(''));
    expect(await detailOf(await remove())).toBe('1 right by hand');
    // A right that is over names nothing any more.
    test.clock.advance(3_600_001);
    operator = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
    expect((await remove()).status).toBe(204);
  });

  it('should tell every fault at once, at its field', async () => {
    const now = changeOf(await read());
    const parts = [{ name: 'web', templateId: 'no' }];
    const refused = await save({
      ...now,
      ...{ kind: 'group', template: 'no', hosts: ['no', 'h1', 'h1'], class: 'no' },
      settings: { ...now.settings, parts },
    });
    expect(refused.status).toBe(422);
    const { code, errors } = (await refused.json()) as Problem;
    expect(code).toBe('pool-invalid');
    expect(errors?.map(({ path }) => path)).toEqual([
      'class',
      'template',
      'hosts.0',
      'hosts.2',
      'settings.parts.0.templateId',
      'settings.parts',
    ]);
  });
});
