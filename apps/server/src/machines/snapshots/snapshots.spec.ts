import type { Machine, MachineList, Problem, Snapshots } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { scratchEngines } from '../../database/testing/scratch-database';
import { DRIVER_KINDS, type DriverKind, HostEntity, SaveHost } from '../../hypervisors/index';
import { FaultyDriver } from '../../hypervisors/testing/faulty-driver';
import { SimulatedDriver } from '../../hypervisors/testing/simulated';
import { Bus, newId } from '../../platform/index';
import { PoolEntity, SavePool, SaveTemplate, settingsOf } from '../../pools/index';
import { createTestApp, type TestApp } from '../../testing/create-test-app';
import type { SignedInPerson } from '../../testing/sign-in-directly';
import { FAILED_FOR_MS, ForgetFailedSnapshots } from './forget-failed';
import { MachineSnapshotEntity } from './snapshots.entity';

const DELAYS = { order: 2, boot: 5, shutdown: 5 };

describe.each(scratchEngines)('snapshots over HTTP on %s', (engine) => {
  let test: TestApp;
  let driver: FaultyDriver;
  let owner: SignedInPerson;
  let other: SignedInPerson;
  let id = '';

  const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
  const ask = async <T>(method: string, path: string, body?: unknown, who = owner) => {
    const answer = await test.request(path, {
      ...{ method, cookie: who.cookie, headers: { 'content-type': 'application/json' } },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  const place = () => `/api/machines/${id}/snapshots`;
  const list = async () => (await ask<Snapshots>('GET', place())).body;
  const take = (name: string) => ask<Problem>('POST', place(), { name });
  const act = (action: string) => ask<Problem>('POST', `/api/machines/${id}/actions`, { action });

  async function until(look: () => Promise<boolean>): Promise<void> {
    let wake: () => void = () => undefined;
    const stop = get(Bus).hear(() => wake());
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
  const inState = (state: Machine['state']) =>
    until(async () => (await ask<Machine>('GET', `/api/machines/${id}`)).body.state === state);
  const kept = (...names: string[]) =>
    until(async () => {
      const { snapshots } = await list();
      const all = snapshots.every(({ state }) => state === 'kept');
      return (
        all &&
        snapshots
          .map(({ name }) => name)
          .sort()
          .join() === names.join()
      );
    });
  const keepAtMost = (snapshots: number) =>
    test.source.transaction(async (manager) => {
      const settings = { ...settingsOf({ settings: null }), snapshots };
      await manager.update(PoolEntity, { id: 'linux' }, { settings });
    });

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
    await test.source.transaction(async (manager) => {
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      const pool = { title: 'Linux', templateId: 't1', hostId: 'h1', classId: null };
      await get(SavePool).run({ ...pool, id: 'linux' }, manager);
    });
    await until(
      async () => (await test.source.getRepository(HostEntity).findOneByOrFail({ id: 'h1' })).health === 'ok',
    );
    owner = await test.signIn({ entitlements: [{ kind: 'pool', ref: 'linux' }] });
    other = await test.signIn({ displayName: 'Xavier' });
    id = (await ask<MachineList>('GET', '/api/machines')).body.machines[0]?.id ?? '';
  });
  afterAll(() => test?.close());

  it('should refuse where none are kept, where there is no disk, and while the machine runs', async () => {
    expect((await take('one')).body.context).toMatchObject({ reason: 'snapshots-off' });
    await keepAtMost(2);
    expect((await take('one')).body.context).toMatchObject({ reason: 'never-started' });
    await act('start');
    await inState('running');
    expect((await take('one')).body.context).toMatchObject({ reason: 'is-running' });
    expect((await list()).take).toEqual({ allowed: false, reason: 'is-running' });
    expect((await take('../../etc/shadow')).status).toBe(400);
    expect((await ask('GET', place(), undefined, other)).status).toBe(404);
  });

  it('should keep as many as it may, and say how many there are when there is no more room', async () => {
    await act('shutdown');
    await inState('stopped');
    expect((await take('one')).status).toBe(202);
    await kept('one');
    expect((await take('one')).body.code).toBe('snapshot-exists');
    await take('two');
    await kept('one', 'two');
    const refused = await take('three');
    expect(refused.status).toBe(409);
    expect(refused.body.context).toMatchObject({ reason: 'snapshots-full', has: '2', most: '2' });
    expect(await list()).toMatchObject({ most: 2, take: { allowed: false }, restore: { allowed: true } });
  });

  it('should put a running machine back to a snapshot and have it run again', async () => {
    await act('start');
    await inState('running');
    expect((await ask<Problem>('POST', `${place()}/none/restore`)).body.code).toBe('snapshot-not-found');
    const restored = await ask<Machine>('POST', `${place()}/one/restore`);
    expect(restored.body).toMatchObject({ state: 'reverting', wanted: 'running' });
    await inState('running');
    expect(driver.calls.filter(({ call, detail }) => call === 'restore' && detail === 'one')).toHaveLength(1);
    await kept('one', 'two');
  });

  it('should carry out one of two orders that come at once, and judge the other by its result', async () => {
    const calls = driver.calls.length;
    const answers = await Promise.all([act('revert'), act('revert'), act('revert'), act('shutdown')]);
    const taken = answers.filter(({ status }) => status === 202);
    const told = answers.filter(({ status }) => status === 409).map(({ body }) => body.context?.['reason']);
    expect(taken.length + told.length).toBe(4);
    expect(taken.length).toBeGreaterThan(0);
    // Between two of them the simulated host may have come far: then it starts again already.
    const byResult = ['already-so', 'still-reverting', 'still-stopping', 'still-starting'];
    for (const reason of told) expect(byResult).toContain(reason);
    await until(async () => {
      const { body } = await ask<Machine>('GET', `/api/machines/${id}`);
      return body.state === 'running' || body.state === 'stopped';
    });
    const fresh = driver.calls
      .slice(calls)
      .filter(({ call, detail }) => call === 'prepare' && detail === 'fresh');
    const reverts = answers.slice(0, 3).filter(({ status }) => status === 202);
    expect(fresh).toHaveLength(reverts.length);
  });

  it('should forget snapshots one by one, and all of them with the disk', async () => {
    if ((await ask<Machine>('GET', `/api/machines/${id}`)).body.state === 'running') await act('shutdown');
    await inState('stopped');
    await act('revert');
    await inState('stopped');
    await kept();
    await act('start');
    await inState('running');
    await act('shutdown');
    await inState('stopped');
    await take('a');
    await kept('a');
    expect((await ask('DELETE', `${place()}/a`)).status).toBe(202);
    await kept();
    const events = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'machine.action' });
    expect(
      events.filter(({ facts }) => facts['snapshot'] === 'a').map(({ facts }) => facts['action']),
    ).toEqual(['snapshot', 'remove-snapshot']);
  });

  it('should forget by itself what could not be taken a day ago, and tell of it until then', async () => {
    await inState('stopped');
    const rows = test.source.getRepository(MachineSnapshotEntity);
    const failed = (name: string, age: number) => ({
      ...{ id: newId(), machineId: id, name, byName: 'Ana', takenAt: null, bytes: null },
      orderedAt: new Date(test.clock.now().getTime() - age),
    });
    await rows.insert([failed('old', FAILED_FOR_MS + 1), failed('new', FAILED_FOR_MS - 60_000)]);
    expect((await list()).snapshots.map(({ name, state }) => [name, state])).toEqual([['new', 'failed']]);
    await test.app.get(ForgetFailedSnapshots, { strict: false }).run();
    await until(async () => !(await rows.existsBy({ machineId: id, name: 'old' })));
    expect(await rows.existsBy({ machineId: id, name: 'new' })).toBe(true);
  });
});
