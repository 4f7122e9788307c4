import type { Machine, MachineList, Problem, TakenMachine } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import { scratchEngines } from '../../database/testing/scratch-database';
import { DRIVER_KINDS, type DriverKind, HostEntity, SaveHost } from '../../hypervisors/index';
import { SimulatedDriver } from '../../hypervisors/testing/simulated';
import { Bus } from '../../platform/index';
import { Pools, SavePool, SaveTemplate } from '../../pools/index';
import { createTestApp, type TestApp } from '../../testing/create-test-app';
import type { SettableClock } from '../../testing/settable-clock';
import type { SignedInPerson } from '../../testing/sign-in-directly';
import { SURE_MS, RemoveMachines } from '../terms/lease-remove';
import { WatchLimits } from '../terms/limits-watch';
import { MachineEntity } from '../machine.entity';
import { KeepSpares } from './spares-keep';

const DELAYS = { order: 2, boot: 10, shutdown: 3 };
const STUDENT = { attr: 'eduPersonScopedAffiliation', value: 'student@uni.example' };
const MINUTE = 60_000;
const DAY = 86_400_000;

describe.each(scratchEngines)('pools of each kind on %s', (engine) => {
  let test: TestApp;
  let driver: SimulatedDriver;
  const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });

  beforeAll(async () => {
    const kind: DriverKind = {
      name: 'simulated',
      takes: (uri) => uri === 'simulated:',
      faultsOf: () => [],
      open: (_, dataDir) => (driver = new SimulatedDriver(`${dataDir}/s`, DELAYS)),
    };
    test = await createTestApp({
      engine,
      override: (builder) => builder.overrideProvider(DRIVER_KINDS).useValue([kind]),
    });
    await test.source.transaction(async (manager) => {
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      await get(SaveTemplate).run({ ...template, id: 't2', title: 'Router', readyLine: 'ready' }, manager);
    });
    const pool = { id: 'proof', title: 'Proof', kind: 'shared' as const };
    await savePool(pool);
    await until(
      async () => (await test.source.getRepository(HostEntity).findOneByOrFail({ id: 'h1' })).health === 'ok',
    );
    await test.source
      .getRepository(HostEntity)
      .update({ id: 'h1' }, { foundMemoryMiB: 1_000_000, foundVcpus: 999 });
  });
  afterAll(() => test?.close());

  type Wish = Omit<Parameters<SavePool['run']>[0], 'templateId' | 'hostId'>;
  const savePool = (wish: Wish) =>
    test.source.transaction((manager) =>
      get(SavePool).run({ templateId: 't1', hostId: 'h1', ...wish }, manager),
    );
  /** The same name and pool are the same person: after a jump of the clock every session is over. */
  const signIn = (displayName: string, ref: string, vms?: number) =>
    test.signIn({
      displayName,
      identifier: `${displayName.replaceAll(' ', '')}.${ref}@uni.example`,
      entitlements: [{ kind: 'pool', ref, values: [STUDENT], ...(vms ? { quota: { vms } } : {}) }],
    });
  const ask = (path: string, who: SignedInPerson, body?: object) =>
    test.request(path, {
      cookie: who.cookie,
      ...(body
        ? {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }
        : {}),
    });
  const list = async (who: SignedInPerson) => (await (await ask('/api/machines', who)).json()) as MachineList;
  const only = async (who: SignedInPerson) => (await list(who)).machines[0] as Machine;
  const order = (id: string, action: string, who: SignedInPerson) =>
    ask(`/api/machines/${id}/actions`, who, { action });
  const take = async (who: SignedInPerson, pool: string) =>
    (await (await ask('/api/machines/taken', who, { pool })).json()) as TakenMachine;
  const rows = (poolId: string) => test.source.getRepository(MachineEntity).findBy({ poolId });
  const clock = () => test.clock as SettableClock;

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
  const comesTo = (who: SignedInPerson, state: Machine['state']) =>
    until(async () => (await only(who)).state === state);

  it('should keep spares ready, and give one to who comes next', async () => {
    await savePool({ id: 'spares', title: 'Spares', settings: { warmSpares: 2, size: 3 } });
    await get(KeepSpares).run();
    await until(
      async () => (await rows('spares')).filter(({ diskSince, order: o }) => diskSince && !o).length === 2,
    );
    const ids = (await rows('spares')).map(({ id }) => id);
    const ana = await signIn('Ana', 'spares');
    expect(ids).toContain((await only(ana)).id);
    await get(KeepSpares).run();
    expect(await rows('spares')).toHaveLength(3);
    await get(KeepSpares).run();
    expect(await rows('spares')).toHaveLength(3);
    const free = (await rows('spares')).filter(({ ownerId }) => ownerId === null);
    expect(free).toHaveLength(2);
  });

  it('should run spares where the pool says so, and leave them to who takes them', async () => {
    await savePool({ id: 'warm', title: 'Warm', settings: { warmSpares: 1, prestart: true } });
    await get(KeepSpares).run();
    await until(async () => (await rows('warm')).some(({ diskSince, order: o }) => diskSince !== null && !o));
    await get(KeepSpares).run();
    await until(async () => (await rows('warm')).some(({ observed }) => observed === 'running'));
    const ana = await signIn('Ana Warm', 'warm');
    const machine = await only(ana);
    expect(['running', 'starting']).toContain(machine.state);
    await comesTo(ana, 'running');
  });

  it('should never give one machine to two people, nor more machines than there may be', async () => {
    await savePool({ id: 'exam', title: 'Exam', kind: 'shared', settings: { size: 20 } });
    const people: SignedInPerson[] = [];
    for (let index = 0; index < 50; index++) people.push(await signIn(`P${index}`, 'exam'));
    // Half of them are there already, so that both ways are raced for: claiming a free one and making one.
    const first = await Promise.all(people.slice(0, 10).map((who) => take(who, 'exam')));
    for (const [index, { machine }] of first.entries()) {
      await ask(`/api/machines/${machine?.id ?? ''}/give-back`, people[index] as SignedInPerson, {});
    }
    await until(async () => (await rows('exam')).every(({ order: o }) => o === null));
    const taken = await Promise.all(people.map((who) => take(who, 'exam')));
    const machines = taken.flatMap(({ machine }) => machine?.id ?? []);
    expect(new Set(machines).size).toBe(machines.length);
    expect(machines).toHaveLength(20);
    expect(await rows('exam')).toHaveLength(20);
    const owners = (await rows('exam')).map(({ ownerId }) => ownerId);
    expect(new Set(owners).size).toBe(20);
    const waiting = taken.flatMap((one) => (one.waiting ? [one.waiting] : []));
    expect(waiting).toHaveLength(30);
    expect(waiting.every(({ taken: all, size, free }) => all === 20 && size === 20 && !free)).toBe(true);
    // The places in the queue are kept, and told.
    const again = await Promise.all(
      people.filter((_, index) => taken[index]?.waiting).map((who) => take(who, 'exam')),
    );
    expect(again.map(({ waiting: one }) => one?.before).toSorted((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
  });

  it('should give a freed machine to who asked first, clean', async () => {
    await savePool({ id: 'one', title: 'One', kind: 'shared', settings: { size: 1 } });
    const [ana, rui, eva] = [
      await signIn('Ana', 'one'),
      await signIn('Rui', 'one'),
      await signIn('Eva', 'one'),
    ];
    const mine = (await take(ana, 'one')).machine as Machine;
    expect(mine.mayGiveBack).toBe(true);
    expect((await take(ana, 'one')).machine?.id).toBe(mine.id);
    expect((await take(rui, 'one')).waiting?.before).toBe(0);
    clock().advance(1);
    expect((await take(eva, 'one')).waiting?.before).toBe(1);
    await order(mine.id, 'start', ana);
    await comesTo(ana, 'running');
    const disk = (await rows('one'))[0]?.diskSince;
    clock().advance(MINUTE);
    expect((await ask(`/api/machines/${mine.id}/give-back`, ana, {})).status).toBe(204);
    expect((await ask(`/api/machines/${mine.id}`, ana)).status).toBe(404);
    await until(
      async () => (await rows('one'))[0]?.order === null && (await rows('one'))[0]?.observed !== 'running',
    );
    expect((await rows('one'))[0]?.diskSince?.getTime()).toBeGreaterThan(disk?.getTime() ?? Infinity);
    expect((await take(eva, 'one')).waiting?.before).toBe(1);
    expect((await take(rui, 'one')).machine?.id).toBe(mine.id);
    const kinds = (await test.source.getRepository(AuditEventEntity).find()).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['machine.taken', 'machine.given-back']));
  });

  it('should take a shared machine back when it was shut down', async () => {
    await savePool({ id: 'back', title: 'Back', kind: 'shared' });
    const ana = await signIn('Ana', 'back');
    const { machine } = await take(ana, 'back');
    await order(machine?.id ?? '', 'start', ana);
    await comesTo(ana, 'running');
    clock().advance(MINUTE);
    await order(machine?.id ?? '', 'shutdown', ana);
    await comesTo(ana, 'stopped');
    await get(WatchLimits).run();
    expect((await list(ana)).machines).toEqual([]);
    expect((await list(ana)).shared?.[0]).toMatchObject({ taken: 0, free: true });
  });

  it('should make a lab of several machines on one wire, started and shut down as one', async () => {
    const parts = [
      { name: 'router', templateId: 't2' },
      { name: 'web', templateId: 't1' },
    ];
    await savePool({ id: 'lab', title: 'Lab', kind: 'group', settings: { parts } });
    const [ana, rui] = [await signIn('Ana', 'lab'), await signIn('Rui', 'lab')];
    const { machines } = await list(ana);
    expect(machines.map(({ part }) => part).toSorted()).toEqual(['router', 'web']);
    expect(new Set(machines.map(({ lab }) => lab)).size).toBe(1);
    expect((await list(rui)).machines[0]?.lab).not.toBe(machines[0]?.lab);
    const started = await ask(`/api/machines/${machines[0]?.id ?? ''}/lab`, ana, { action: 'start' });
    expect(started.status).toBe(202);
    await until(async () => (await list(ana)).machines.every(({ state }) => state === 'running'));
    const refused = await ask(`/api/machines/${machines[1]?.id ?? ''}/lab`, ana, { action: 'start' });
    expect(((await refused.json()) as Problem).context?.['reason']).toBe('already-so');
    expect(
      (await ask(`/api/machines/${machines[0]?.id ?? ''}/lab`, rui, { action: 'shutdown' })).status,
    ).toBe(404);
    await ask(`/api/machines/${machines[1]?.id ?? ''}/lab`, ana, { action: 'shutdown' });
    await until(async () => (await list(ana)).machines.every(({ state }) => state === 'stopped'));
  });

  it('should refuse a start out of hours with when it opens, and announce the closing', async () => {
    const opens = [{ days: ['mon' as const], from: '08:00', to: '12:00' }];
    await savePool({ id: 'hours', title: 'Hours', settings: { opens } });
    let ana = await signIn('Ana', 'hours');
    const { id } = await only(ana);
    const before = clock().now();
    try {
      clock().set(new Date('2026-11-23T07:30:00Z'));
      ana = await signIn('Ana', 'hours');
      const refused = (await (await order(id, 'start', ana)).json()) as Problem;
      expect(refused.context).toMatchObject({ reason: 'pool-closed', opensAt: '2026-11-23T08:00:00.000Z' });
      expect((await only(ana)).opensAt).toBe('2026-11-23T08:00:00.000Z');
      clock().set(new Date('2026-11-23T11:45:00Z'));
      ana = await signIn('Ana', 'hours');
      await order(id, 'start', ana);
      await comesTo(ana, 'running');
      clock().advance(6 * MINUTE);
      ana = await signIn('Ana', 'hours');
      await get(WatchLimits).run();
      const { stops } = await only(ana);
      expect(stops).toMatchObject({
        because: 'closing',
        notYet: { allowed: false, reason: 'stop-is-fixed' },
      });
      clock().advance(10 * MINUTE);
      ana = await signIn('Ana', 'hours');
      await get(WatchLimits).run();
      await comesTo(ana, 'stopped');
    } finally {
      clock().set(before);
    }
  });

  it('should announce what is idle, put it off by a click, and shut it down when nobody clicks', async () => {
    await savePool({ id: 'idle', title: 'Idle', settings: { idleMinutes: 30 } });
    let ana = await signIn('Ana', 'idle');
    const { id } = await only(ana);
    await order(id, 'start', ana);
    await comesTo(ana, 'running');
    clock().advance(21 * MINUTE);
    ana = await signIn('Ana', 'idle');
    await get(WatchLimits).run();
    expect((await only(ana)).stops).toMatchObject({ because: 'idle', notYet: { allowed: true } });
    const put = (await (await ask(`/api/machines/${id}/not-yet`, ana, {})).json()) as Machine;
    expect(put.stops).toBeUndefined();
    await get(WatchLimits).run();
    expect((await only(ana)).stops).toBeUndefined();
    clock().advance(21 * MINUTE);
    ana = await signIn('Ana', 'idle');
    await get(WatchLimits).run();
    // A clock that jumps shuts nothing down before the ten minutes have passed.
    clock().set(new Date(clock().now().getTime() + 3 * DAY));
    ana = await signIn('Ana', 'idle');
    await get(WatchLimits).run();
    expect((await only(ana)).state).toBe('running');
    clock().advance(11 * MINUTE);
    ana = await signIn('Ana', 'idle');
    await get(WatchLimits).run();
    await comesTo(ana, 'stopped');
    expect((await only(ana)).stops).toBeUndefined();
    const refused = await ask(`/api/machines/${id}/not-yet`, ana, {});
    expect(((await refused.json()) as Problem).context?.['reason']).toBe('not-announced');
  });

  it('should lease a machine, renew it, end it, and remove its disk on the day that was told', async () => {
    const lease = { hours: 24, renewals: 1 };
    await savePool({ id: 'lease', title: 'Lease', settings: { lease, keepDays: 3 } });
    let ana = await signIn('Ana', 'lease');
    const { id } = await only(ana);
    expect((await only(ana)).lease).toBeUndefined();
    await order(id, 'start', ana);
    await comesTo(ana, 'running');
    const started = clock().now().getTime();
    expect((await only(ana)).lease?.renewalsLeft).toBe(1);
    clock().advance(20 * 3_600_000);
    ana = await signIn('Ana', 'lease');
    const renewed = (await (await ask(`/api/machines/${id}/lease`, ana, {})).json()) as Machine;
    expect(Date.parse(renewed.lease?.until ?? '')).toBeGreaterThan(started + 43 * 3_600_000);
    expect(renewed.lease).toMatchObject({
      renewalsLeft: 0,
      renew: { allowed: false, reason: 'no-renewals-left' },
    });
    const refused = (await (await ask(`/api/machines/${id}/lease`, ana, {})).json()) as Problem;
    expect(refused.context?.['reason']).toBe('no-renewals-left');

    clock().advance(23.9 * 3_600_000);
    ana = await signIn('Ana', 'lease');
    await get(WatchLimits).run();
    expect((await only(ana)).stops).toMatchObject({ because: 'lease', notYet: { allowed: false } });
    clock().advance(11 * MINUTE);
    ana = await signIn('Ana', 'lease');
    await get(WatchLimits).run();
    await comesTo(ana, 'stopped');
    expect(((await (await order(id, 'start', ana)).json()) as Problem).context?.['reason']).toBe(
      'lease-ended',
    );
    const removedAt = Date.parse((await only(ana)).removedAt ?? '');
    expect(removedAt - clock().now().getTime()).toBeGreaterThan(2.9 * DAY);

    clock().set(new Date(removedAt + 1));
    ana = await signIn('Ana', 'lease');
    await get(RemoveMachines).run();
    expect(await rows('lease')).toHaveLength(1);
    expect((await driver.observeAll()).has(id)).toBe(true);
    clock().advance(SURE_MS);
    ana = await signIn('Ana', 'lease');
    await get(RemoveMachines).run();
    expect(await rows('lease')).toHaveLength(0);
    expect((await driver.observeAll()).has(id)).toBe(false);
    // The right is still there: a new machine, and a new lease.
    expect((await only(ana)).id).not.toBe(id);
  });

  it('should never give more than the pool has, whatever the quota says', async () => {
    await savePool({ id: 'small', title: 'Small', settings: { size: 2 } });
    const [ana, rui] = [await signIn('Ana', 'small', 5), await signIn('Rui', 'small', 1)];
    expect((await list(ana)).machines).toHaveLength(2);
    const { machines, shared } = await list(rui);
    expect(machines).toEqual([]);
    expect(shared?.[0]).toMatchObject({ taken: 2, size: 2, free: false });
    expect((await get(Pools).get('small')).settings?.size).toBe(2);
  });
});
