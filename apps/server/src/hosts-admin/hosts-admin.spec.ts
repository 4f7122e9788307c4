import type {
  Host,
  HostCheck,
  HostDrain,
  HostLeftovers,
  HostTest,
  PlannedDrains as Planned,
  Problem,
} from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { HostEntity } from '../hypervisors/index';
import { MachineEntity } from '../machines/index';
import { Reconciler } from '../machines/testing/inner-parts';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { PlannedDrains } from './planned-drains';

describe.each(scratchEngines)('what operators do with hosts, on %s', (engine) => {
  let test: TestApp;
  let nuno: SignedInPerson;
  let ana: SignedInPerson;

  async function ask<T>(
    method: string,
    path: string,
    body?: unknown,
    who = nuno,
  ): Promise<T & { status: number }> {
    const answer = await test.request(path, {
      ...{ method, cookie: who.cookie },
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { ...(text === '' ? {} : (JSON.parse(text) as T)), status: answer.status } as T & {
      status: number;
    };
  }
  const settings = { uri: 'simulated:', imagesDirectory: null, socketsDirectory: null };
  const offer = { memoryMiB: 4_096, vcpus: 16 };
  const trail = async () =>
    (await test.source.getRepository(AuditEventEntity).find({ order: { sequence: 'ASC' } })).filter(
      ({ kind }) => /^host\.(added|edited|removed|mode|tested)$/.test(kind),
    );

  beforeAll(async () => {
    test = await createTestApp({
      engine,
      // Machines are planted here as rows alone: nobody is to find out that they are nowhere.
      override: (builder) => builder.overrideProvider(Reconciler).useValue({ enqueue: () => undefined }),
    });
    nuno = await test.signIn({
      ...{ displayName: 'Nuno Serra', identifier: 'nuno@uni.example' },
      entitlements: [{ kind: 'role', ref: 'operator' }],
    });
    ana = await test.signIn({ displayName: 'Ana Silva', identifier: 'ana@uni.example' });
  });
  afterAll(() => test?.close());

  it('should let operators alone', async () => {
    expect((await ask('POST', '/api/hosts/check', { uri: 'simulated:' }, ana)).status).toBe(403);
    expect((await ask('POST', '/api/hosts/test', { uri: 'simulated:' }, ana)).status).toBe(403);
    expect((await ask('PUT', '/api/hosts/x/mode', { mode: 'active' }, ana)).status).toBe(403);
  });

  it('should say what is wrong while it is typed', async () => {
    const answer = await ask<HostCheck>('POST', '/api/hosts/check', {
      uri: 'qemu+tls://a:secret-word@b/system',
    });
    expect(answer.faults.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'uri credentials',
      'imagesDirectory missing',
      'socketsDirectory missing',
    ]);
    expect(JSON.stringify(answer)).not.toContain('secret-word');
    const sound = await ask<HostCheck>('POST', '/api/hosts/check', { uri: 'simulated:' });
    expect(sound).toMatchObject({ driver: 'simulated', needsFolders: false, faults: [] });
  });

  it('should register a host with what it offers, and refuse the name a second time', async () => {
    const added = await ask<Host>('POST', '/api/hosts', { id: 'lab-1', title: 'Lab 1', ...settings, offer });
    expect(added).toMatchObject({ status: 201, mode: 'active', capacity: { ...offer, offered: true } });
    const again = await ask<Problem>('POST', '/api/hosts', {
      id: 'lab-1',
      title: 'Other',
      ...settings,
      offer,
    });
    expect(again).toMatchObject({ status: 409, code: 'host-exists' });
    const bad = await ask<Problem>('POST', '/api/hosts', {
      ...{ id: 'lab-x', title: 'X', uri: 'qemu:///system?password=secret-word', offer },
    });
    expect(bad).toMatchObject({ status: 422, code: 'host-invalid' });
    expect(JSON.stringify(bad)).not.toContain('secret-word');
    expect(JSON.stringify(await trail())).not.toContain('secret-word');
  });

  it('should save for one of two who save at once, and tell the other', async () => {
    const { changedAt: basedOn } = await ask<Host>('GET', '/api/hosts/lab-1');
    const both = await Promise.all(
      ['Nuno’s', 'Rita’s'].map((title) =>
        ask<Host & Problem>('PUT', '/api/hosts/lab-1', { title, ...settings, offer, basedOn }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.code).toBe('host-changed');
    const won = both.find(({ status }) => status === 200);
    expect(await ask<Host>('GET', '/api/hosts/lab-1')).toMatchObject({ title: won?.title });
  });

  it('should test a simulated host to the end, and tell each stage', async () => {
    const answer = await test.request('/api/hosts/test', {
      ...{ method: 'POST', cookie: nuno.cookie, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify(settings),
    });
    const lines = (await answer.text()).trim().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '') as HostTest;
    expect(last.finished).toBe(true);
    expect(last.stages.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
      ...['address ok', 'reach ok', 'trust ok', 'list ok', 'boot left-out'],
    ]);
    expect(lines.length).toBe(5);
  });

  it('should boot a guest of a template, and say that there is no such template before anything is told', async () => {
    const get = <T>(type: abstract new (...given: never[]) => T): T => test.app.get(type, { strict: false });
    await test.source.transaction((manager) =>
      get(SaveTemplate).run(
        { id: 't0', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1, readyLine: null },
        manager,
      ),
    );
    const answer = await test.request('/api/hosts/test', {
      ...{ method: 'POST', cookie: nuno.cookie, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ ...settings, templateId: 't0' }),
    });
    const last = JSON.parse((await answer.text()).trim().split('\n').at(-1) ?? '') as HostTest;
    expect(last.stages.at(-1)).toMatchObject({ stage: 'boot', state: 'ok' });
    expect(last.proof?.kind).toBe('simulated');
    expect(await ask<Problem>('POST', '/api/hosts/test', { ...settings, templateId: 'none' })).toMatchObject({
      ...{ status: 404, code: 'template-not-found' },
    });
  });

  it('should say where each machine goes, and put it back', async () => {
    await ask('POST', '/api/hosts', { id: 'lab-2', title: 'Lab 2', ...settings, offer });
    await test.source.transaction(async (manager) => {
      const get = <T>(type: abstract new (...given: never[]) => T): T =>
        test.app.get(type, { strict: false });
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: null }, manager);
      await get(SavePool).run(
        { id: 'p1', title: 'Linux', templateId: 't1', hostId: 'lab-1', classId: null },
        manager,
      );
      await manager.update(HostEntity, { id: 'lab-2' }, { health: 'ok', runsBy: 'simulated' });
      const common = {
        ...{
          poolId: 'p1',
          ownerId: null,
          part: '',
          hostId: 'lab-1',
          wanted: 'stopped' as const,
          order: null,
        },
        ...{
          wantedAt: new Date(),
          observed: 'absent' as const,
          observedAt: new Date(),
          stateSince: new Date(),
        },
        ...{ activation: 0, display: null, stages: [], attempts: 0, createdAt: new Date(), revision: 1 },
      };
      await manager.insert(MachineEntity, [
        { ...common, id: 'm1', name: 'fresh', ordinal: 1 },
        { ...common, id: 'm2', name: 'kept', ordinal: 2, diskSince: new Date(), observed: 'stopped' },
        {
          ...common,
          id: 'm3',
          name: 'on',
          ordinal: 3,
          wanted: 'running',
          observed: 'running',
          diskSince: new Date(),
        },
      ]);
    });
    const plan = await ask<HostDrain>('GET', '/api/hosts/lab-1/drain');
    expect(plan.counts).toEqual({ all: 3, on: 1, moves: 0, stays: 3 });
    expect(plan.machines.map(({ name, stays }) => `${name} ${stays}`).toSorted()).toEqual([
      ...['fresh no-other-host', 'kept disk', 'on disk'],
    ]);
    expect((await ask<Problem>('DELETE', '/api/hosts/lab-1')).code).toBe('host-has-machines');

    const down = await ask<Host>('PUT', '/api/hosts/lab-1/mode', { mode: 'maintenance', minutes: 10 });
    expect(down).toMatchObject({ status: 200, mode: 'maintenance' });
    const back = await ask<Host>('PUT', '/api/hosts/lab-1/mode', { mode: 'active' });
    expect(back.mode).toBe('active');
  });

  it('should drain a host at the time that was planned, once, and take a plan back', async () => {
    const drains = test.app.get(PlannedDrains, { strict: false });
    const soon = new Date(test.clock.now().getTime() + 120_000).toISOString();
    const planned = async () => (await ask<Planned>('GET', '/api/host-drains')).drains;
    const plan = (at: string, who = nuno) => ask<Problem>('PUT', '/api/hosts/lab-1/drain', { at }, who);
    expect((await plan(soon, ana)).status).toBe(403);
    expect((await plan(test.clock.now().toISOString())).code).toBe('bad-request');
    expect((await plan(soon)).status).toBe(204);
    expect(await planned()).toEqual([{ hostId: 'lab-1', at: soon, by: 'Nuno Serra' }]);
    expect((await ask('DELETE', '/api/hosts/lab-1/drain')).status).toBe(204);
    expect(await planned()).toEqual([]);

    await plan(soon);
    await drains.run();
    expect((await ask<Host>('GET', '/api/hosts/lab-1')).mode).toBe('active');
    test.clock.advance(120_001);
    await Promise.all([drains.run(), drains.run()]);
    expect((await ask<Host>('GET', '/api/hosts/lab-1')).mode).toBe('draining');
    expect(await planned()).toEqual([]);
    const done = (await trail()).filter(({ facts }) => facts['planned'] !== undefined);
    expect(done.map(({ actorName, facts }) => [actorName, facts['to']])).toEqual([
      ['Nuno Serra', 'draining'],
    ]);
    expect((await plan(new Date(Date.parse(soon) + 7_200_000).toISOString())).code).toBe('host-not-active');
    await ask('PUT', '/api/hosts/lab-1/mode', { mode: 'active' });
  });

  it('should say what is on a host and belongs to no machine', async () => {
    const answer = await ask<HostLeftovers>('GET', '/api/hosts/lab-1/leftovers');
    expect(answer).toMatchObject({ status: 200, isBraked: false, leftovers: [] });
    expect((await ask('GET', '/api/hosts/lab-1/leftovers', undefined, ana)).status).toBe(403);
  });

  it('should remove what nothing uses, and say why not', async () => {
    await test.source.getRepository(MachineEntity).createQueryBuilder().delete().execute();
    expect((await ask<Problem>('DELETE', '/api/hosts/lab-1')).code).toBe('host-has-pools');
    expect((await ask('DELETE', '/api/hosts/lab-2')).status).toBe(204);
    expect((await ask<Problem>('DELETE', '/api/hosts/lab-2')).code).toBe('host-not-found');
    expect((await trail()).map(({ kind }) => kind)).toEqual([
      ...[
        'host.added',
        'host.edited',
        'host.tested',
        'host.tested',
        'host.added',
        'host.mode',
        'host.mode',
        'host.mode',
        'host.mode',
        'host.removed',
      ],
    ]);
  });
});
