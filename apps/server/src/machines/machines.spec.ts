import type { Machine, MachineList, Problem } from '@virlab/contracts';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { SaveClass } from '../classes/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { Entitlements } from '../entitlements/index';
import { DRIVER_KINDS, DriverError, type DriverKind, HostEntity, SaveHost } from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { FaultyDriver } from '../hypervisors/testing/faulty-driver';
import { Bus, Clock } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { AllotMachines } from './allotment/allot-machines';
import { nameOf } from './allotment/new-machine';
import type { MachineRepository } from './machine.repository';
import type { MachineStock } from './allotment/machine-stock';
import { medianOf } from './accounting/usual-start';

const DELAYS = { order: 2, boot: 20, shutdown: 5 };
const STUDENT = { attr: 'eduPersonScopedAffiliation', value: 'student@uni.example' };
const LINUX = { kind: 'pool' as const, ref: 'cs101-linux', values: [STUDENT] };

describe.each(scratchEngines)('machines over HTTP on %s', (engine) => {
  let test: TestApp;
  let driver: FaultyDriver;
  let student: SignedInPerson;

  beforeAll(async () => {
    const kind: DriverKind = {
      name: 'simulated',
      takes: (uri) => uri === 'simulated:',
      faultsOf: () => [],
      open: (_, dataDir) => (driver = new FaultyDriver(new SimulatedDriver(`${dataDir}/s`, DELAYS))),
    };
    test = await createTestApp({
      engine,
      override: (builder) => builder.overrideProvider(DRIVER_KINDS).useValue([kind]),
    });
    const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
    await test.source.transaction(async (manager) => {
      await get(SaveClass).run({ id: 'cs101', code: 'CS101', title: 'Operating Systems' }, manager);
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      const pool = { title: 'Linux', templateId: 't1', hostId: 'h1' };
      await get(SavePool).run({ ...pool, id: 'cs101-linux', classId: 'cs101' }, manager);
    });
    await until(async () => (await host()).health === 'ok');
    student = await test.signIn({ displayName: 'Ana Silva', entitlements: [LINUX] });
  });
  afterAll(() => test?.close());

  const host = () => test.source.getRepository(HostEntity).findOneByOrFail({ id: 'h1' });
  const ask = (pathAndQuery: string, who: SignedInPerson, init: RequestInit = {}) =>
    test.request(pathAndQuery, { cookie: who.cookie, ...init });
  const list = async (who: SignedInPerson) => (await (await ask('/api/machines', who)).json()) as MachineList;
  const only = async (who: SignedInPerson) => (await list(who)).machines[0]!;
  const order = (id: string, action: string, who: SignedInPerson) =>
    ask(`/api/machines/${id}/actions`, who, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action }),
    });

  /** Waits until something is so; looks whenever anything was told inside the server. */
  async function until(look: () => Promise<boolean>): Promise<void> {
    let wake: () => void = () => undefined;
    const stop = test.app.get(Bus).hear(() => wake());
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => (wake = resolve));
        if (await look()) return;
        await told;
      }
    } finally {
      stop();
    }
  }
  const settled = (who: SignedInPerson, state: Machine['state']) =>
    until(async () => (await only(who)).state === state);

  it('should allot one machine for a right to a pool, once, however often it is asked for at once', async () => {
    const lists = await Promise.all(Array.from({ length: 8 }, () => list(student)));
    const ids = new Set(lists.flatMap(({ machines }) => machines.map(({ id }) => id)));
    expect(ids.size).toBe(1);
    const machine = await only(student);
    expect(machine).toMatchObject({
      title: 'Linux',
      class: { id: 'cs101', code: 'CS101', title: 'Operating Systems' },
      owner: { displayName: 'Ana Silva' },
      state: 'stopped',
      driver: 'simulated',
      runsBy: 'simulated',
      hasScreen: false,
      console: { allowed: false, reason: 'not-running' },
      grant: { ruleId: 'spec', policyVersion: 1 },
    });
    expect(machine.name).toMatch(/^cs101-linux-[a-z0-9]{6}$/);
    expect(machine.actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual([
      'start',
      'revert',
    ]);
  });

  it('should start a machine, show its screen, and shut it down', async () => {
    const { id } = await only(student);
    const answer = await order(id, 'start', student);
    expect(answer.status).toBe(202);
    const begun = (await answer.json()) as Machine;
    expect(begun).toMatchObject({ state: 'starting', wanted: 'running' });
    expect(begun.start?.done.map(({ stage }) => stage)).toEqual(['placed']);
    await settled(student, 'running');
    const running = await only(student);
    expect(running).toMatchObject({ activation: 1, hasScreen: true, console: { allowed: true } });
    const screen = await ask(`/api/machines/${id}/screen`, student);
    expect(screen.headers.get('content-type')).toBe('image/png');
    expect(screen.headers.get('cache-control')).toBe('no-store');
    expect(Buffer.from(await screen.arrayBuffer()).toString('latin1', 1, 4)).toBe('PNG');
    const tags = { 'If-None-Match': `"x", ${screen.headers.get('etag')}` };
    const again = await ask(`/api/machines/${id}/screen`, student, { headers: tags });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask(`/api/machines/${id}/screen`, student)).status).toBe(200);
    expect(driver.count('screen')).toBe(1);
    const small = await ask(`/api/machines/${id}/screen?size=small`, student);
    expect(PNG.sync.read(Buffer.from(await small.arrayBuffer()))).toMatchObject({ width: 320 });
    expect((await ask(`/api/machines/${id}/screen?size=huge`, student)).status).toBe(400);
    expect((await order(id, 'shutdown', student)).status).toBe(202);
    await settled(student, 'stopped');
    expect((await ask(`/api/machines/${id}/screen`, student)).status).toBe(409);
  });

  it('should refuse what the state does not allow, with the reason, and write it into the trail', async () => {
    const { id } = await only(student);
    const answer = await order(id, 'pause', student);
    expect(answer.status).toBe(409);
    expect((await answer.json()) as Problem).toMatchObject({
      code: 'action-not-possible',
      context: { reason: 'not-running', state: 'stopped' },
    });
    const events = test.source.getRepository(AuditEventEntity);
    const [last] = await events.find({
      where: { kind: 'machine.action' },
      order: { sequence: 'DESC' },
      take: 1,
    });
    expect(last).toMatchObject({
      outcome: 'refused',
      code: 'not-running',
      actorName: 'Ana Silva',
      actorAs: 'owner',
      ruleId: 'spec',
      policyVersion: 1,
      facts: { action: 'pause', state: 'stopped' },
    });
  });

  it.each([['{"action":"explode"}'], ['{}'], ['[]'], ['{"action":null}'], ['not json']])(
    'should refuse the order %s as a bad request',
    async (body) => {
      const { id } = await only(student);
      const headers = { 'content-type': 'application/json' };
      const answer = await ask(`/api/machines/${id}/actions`, student, { method: 'POST', headers, body });
      expect(answer.status).toBe(400);
      expect(((await answer.json()) as Problem).code).toBe('bad-request');
    },
  );

  it('should hide machines from strangers, and ids that are none from everybody', async () => {
    const stranger = await test.signIn({ displayName: 'Eve' });
    const { id } = await only(student);
    for (const path of [
      `/api/machines/${id}`,
      `/api/machines/${id}/screen`,
      '/api/machines/%00',
      '/api/machines/x',
    ]) {
      const answer = await ask(path, stranger);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect((await order(id, 'start', stranger)).status).toBe(404);
    const nothing = await list(stranger);
    expect(nothing.machines).toEqual([]);
    expect(nothing.explanation).toBeDefined();
  });

  it('should let the teacher of its class see a machine and act on it, as the teacher', async () => {
    const teacher = await test.signIn({
      displayName: 'Rui Costa',
      entitlements: [{ kind: 'class', ref: 'cs101', asRole: 'teacher' }],
    });
    const { id } = await only(student);
    const seen = (await (await ask(`/api/machines/${id}`, teacher)).json()) as Machine;
    expect(seen).toMatchObject({ owner: { displayName: 'Ana Silva' }, state: 'stopped' });
    // What the university says of a student is between the two and the identity admins.
    expect(seen.grant?.values).toEqual([]);
    expect((await only(student)).grant?.values).toEqual([STUDENT]);
    expect((await order(id, 'start', teacher)).status).toBe(202);
    await settled(student, 'running');
    expect((await order(id, 'force-off', teacher)).status).toBe(202);
    await settled(student, 'stopped');
  });

  it('should refuse to start, and shut down, what the owner has no right to any more', async () => {
    const person = await test.signIn({ displayName: 'Bia', entitlements: [LINUX] });
    const { id } = await only(person);
    await order(id, 'start', person);
    await settled(person, 'running');
    const facts = { policyVersion: 2, at: test.clock.now() };
    const rights = test.app.get(Entitlements, { strict: false });
    await test.source.transaction((manager) => rights.replace(person.user.id, [], facts, manager));
    test.app.get(Bus).tell({ type: 'rights-changed', userId: person.user.id });
    await settled(person, 'stopped');
    const machine = await only(person);
    expect(machine.grant).toBeUndefined();
    expect(machine.diskSince).toBeDefined();
    const answer = await order(id, 'start', person);
    expect(answer.status).toBe(403);
    expect(((await answer.json()) as Problem).code).toBe('not-entitled');
    expect((await ask(`/api/machines/${id}/screen`, person)).status).toBe(403);
  });

  it('should say that a start has failed, in words without the paths of the host, and take another', async () => {
    const { id } = await only(student);
    driver.failNext('prepare', new DriverError('image-missing', '/images/secret.qcow2 is missing'));
    await order(id, 'start', student);
    await settled(student, 'failed');
    const { failure } = await only(student);
    expect(failure).toEqual({
      code: 'image-missing',
      message: 'The image that this machine is made of is missing on its host.',
    });
    await order(id, 'start', student);
    await settled(student, 'running');
  });

  it('should show machines as unknown while their host is away, and recover by itself', async () => {
    const person = await test.signIn({ displayName: 'Caio', entitlements: [LINUX] });
    const { id } = await only(person);
    await order(id, 'start', person);
    // In the middle of the boot, or just after it: the simulated one may be over before anybody looks.
    await until(async () => {
      const { state, start } = await only(person);
      return state === 'running' || (start?.done.some(({ stage }) => stage === 'power') ?? false);
    });
    driver.goAway(new DriverError('unreachable', 'the daemon was killed'));
    await settled(person, 'unknown');
    const away = await only(person);
    expect(away.actions.every(({ reason }) => reason === 'host-silent')).toBe(true);
    expect(away.failure?.code).toBe('host-silent');
    const refused = await order(id, 'force-off', person);
    expect([refused.status, ((await refused.json()) as Problem).code]).toEqual([503, 'host-unavailable']);
    expect((await ask(`/api/machines/${id}/screen`, person)).status).toBe(503);
    driver.comeBack();
    await settled(person, 'running');
  });

  it('should tell operators of hosts, and nobody else', async () => {
    expect((await ask('/api/hosts', student)).status).toBe(403);
    const operator = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
    const answer = (await (await ask('/api/hosts', operator)).json()) as { hosts: unknown[] };
    expect(answer.hosts).toMatchObject([
      {
        id: 'h1',
        driver: 'simulated',
        health: 'ok',
        runsBy: { kind: 'simulated', bootSeconds: DELAYS.boot / 1000 },
        version: 'simulated',
        machines: { known: expect.any(Number), running: expect.any(Number) },
      },
    ]);
  });

  it('should allot as many machines as the quota says, at most eight, and hide those beyond a smaller one', async () => {
    const many = { ...LINUX, quota: { vms: 20 } };
    const person = await test.signIn({ identifier: 'many@uni.example', entitlements: [many] });
    const { machines } = await list(person);
    expect(machines.map(({ title }) => title).slice(0, 2)).toEqual(['Linux', 'Linux 2']);
    expect(machines).toHaveLength(8);
    await test.signIn({ identifier: 'many@uni.example', entitlements: [{ ...LINUX, quota: { vms: 2 } }] });
    expect((await list(person)).machines).toHaveLength(2);
    expect((await order(machines[4]!.id, 'start', person)).status).toBe(403);
  });

  it('should take one of two orders that come at the same moment, and judge the other by its result', async () => {
    const person = await test.signIn({ entitlements: [LINUX] });
    const { id } = await only(person);
    const answers = await Promise.all(Array.from({ length: 5 }, () => order(id, 'start', person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409, 409]);
    await settled(person, 'running');
    expect((await only(person)).activation).toBe(1);
  });
});

describe('names of machines', () => {
  it.each([
    ['cs101-linux', /^cs101-linux-[a-z0-9]{6}$/],
    ['CS 101/Linux!', /^cs-101-linux-[a-z0-9]{6}$/],
    ['---', /^machine-[a-z0-9]{6}$/],
    ['x'.repeat(100), /^x{25}-[a-z0-9]{6}$/],
  ])('should be DNS labels: %s', (pool, shape) => {
    const name = nameOf(pool, '3d9a6c9e-4f0b-4c0e-8d3a-0123456789ab');
    expect(name).toMatch(shape);
    expect(name.length).toBeLessThanOrEqual(32);
  });

  it('should give up only when every name it thinks of is taken', async () => {
    const rows = { ofOwner: async () => [] } as unknown as MachineRepository;
    const stock = { add: async () => 'taken' } as unknown as MachineStock;
    const entitlements = { ofUser: async () => [{ kind: 'pool', ref: 'p', quota: null }] };
    const pools = {
      withTemplate: async () => new Map([['p', { id: 'p', hostId: 'h', kind: 'personal', settings: null }]]),
    };
    const allot = new AllotMachines(
      rows,
      stock,
      {} as never,
      pools as never,
      entitlements as never,
      {} as never,
      new Clock(),
    );
    await expect(allot.run('u')).rejects.toThrow('no free machine name');
  });
});

describe('the usual time of a start', () => {
  it.each([
    [[], null],
    [[4], 4],
    [[9, 1, 5], 5],
    [[4, 1, 3, 100], 3.5],
  ])('should be the median: %j → %j', (seconds, median) => {
    expect(medianOf(seconds)).toBe(median);
  });
});
