import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Machine, MachineList } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import {
  DRIVER_KINDS,
  type DriverKind,
  HostEntity,
  type HypervisorDriver,
  SaveHost,
} from '../hypervisors/index';
import { SimulatedDriver } from '../hypervisors/testing/simulated';
import { MachineEntity } from '../machines/index';
import { Bus, Clock, newId } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { databaseNow, OnlyOne, ServerTurnEntity } from '../servers/index';
import { createTestApp, type TestApp } from './create-test-app';
import type { SignedInPerson } from './sign-in-directly';

const PEOPLE = 10;

/** Which machines something is being done to now: two at once for one machine is what must never be. */
function watchOverlaps(driver: HypervisorDriver) {
  const busy = new Set<string>();
  const done: string[] = [];
  const overlaps: string[] = [];
  const guard = async <T>(what: string, id: string, work: () => Promise<T>): Promise<T> => {
    if (busy.has(id)) overlaps.push(`${what} ${id}`);
    busy.add(id);
    done.push(what);
    try {
      return await work();
    } finally {
      busy.delete(id);
    }
  };
  const watched = new Proxy(driver, {
    get(target, name) {
      if (name === 'prepare' || name === 'start') {
        return (machine: { id: string }, ...rest: never[]) =>
          guard(name, machine.id, () =>
            (target[name] as (...all: unknown[]) => Promise<unknown>)(machine, ...rest),
          );
      }
      if (name === 'power') {
        return (id: string, action: 'shutdown') => guard(name, id, () => target.power(id, action));
      }
      // One host for both servers: it goes on when one of them ends.
      if (name === 'close') return async () => undefined;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { driver: watched, done, overlaps };
}

describe.skipIf(!scratchEngines.includes('MariaDB'))('two servers on one MariaDB', () => {
  let database: ScratchDatabase;
  let a: TestApp;
  let b: TestApp;
  let people: SignedInPerson[];
  const directory = mkdtempSync(path.join(tmpdir(), 'virlab-two-'));
  const simulated = new SimulatedDriver(directory, { order: 5, boot: 150, shutdown: 20 });
  const host = watchOverlaps(simulated);
  const get = <T>(test: TestApp, type: new (...given: never[]) => T): T =>
    test.app.get(type, { strict: false });

  beforeAll(async () => {
    database = await openScratchDatabase('MariaDB', entities);
    const kind: DriverKind = {
      ...{ name: 'simulated', takes: (uri) => uri === 'simulated:', faultsOf: () => [] },
      open: () => host.driver,
    };
    const open = () =>
      createTestApp({
        environment: { VIRLAB_DATABASE_URL: database.url },
        override: (builder) =>
          builder
            .overrideProvider(DRIVER_KINDS)
            .useValue([kind])
            .overrideProvider(Clock)
            .useValue(new Clock()),
      });
    [a, b] = [await open(), await open()];
    await a.source.transaction(async (manager) => {
      await get(a, SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      const template = { id: 't1', title: 'Shell', imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1 };
      await get(a, SaveTemplate).run({ ...template, readyLine: 'ready' }, manager);
      await get(a, SavePool).run({ id: 'linux', title: 'Linux', templateId: 't1', hostId: 'h1' }, manager);
    });
    await until(
      async () => (await b.source.getRepository(HostEntity).findOneByOrFail({ id: 'h1' })).health === 'ok',
    );
    people = [];
    for (let nth = 0; nth < PEOPLE; nth += 1) {
      people.push(await a.signIn({ identifier: newId(), entitlements: [{ kind: 'pool', ref: 'linux' }] }));
    }
  });
  afterAll(async () => {
    await Promise.all([a?.close(), b?.close()]);
    await simulated.close();
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Waits until something is so; looks whenever anything was told inside either server. */
  async function until(look: () => Promise<boolean>): Promise<void> {
    let wake: () => void = () => undefined;
    const stops = [a, b].map((test) => test.app.get(Bus).hear(() => wake()));
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => (wake = resolve));
        if (await look()) return;
        await told;
      }
    } finally {
      for (const stop of stops) stop();
    }
  }
  async function only(test: TestApp, { cookie }: SignedInPerson): Promise<Machine> {
    return ((await (await test.request('/api/machines', { cookie })).json()) as MachineList).machines[0]!;
  }
  const order = (test: TestApp, { cookie }: SignedInPerson, id: string, action: string) =>
    test.request(`/api/machines/${id}/actions`, {
      ...{ method: 'POST', cookie, headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ action }),
    });
  const allAre = (state: Machine['state']) =>
    until(async () =>
      (await Promise.all(people.map((who) => only(b, who)))).every((one) => one.state === state),
    );

  it('should never work on one machine at once, however both are asked', async () => {
    const ids = await Promise.all(people.map(async (who) => (await only(a, who)).id));
    // Two people at once, on two servers: one order is taken, the other judged by its result.
    const answers = await Promise.all(
      people.flatMap((who, nth) => [order(a, who, ids[nth]!, 'start'), order(b, who, ids[nth]!, 'start')]),
    );
    expect(answers.filter(({ status }) => status === 202).length).toBe(PEOPLE);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 409]));
    await allAre('running');
    expect(host.overlaps).toEqual([]);
    expect(host.done.filter((what) => what === 'start').length).toBe(PEOPLE);
    await Promise.all(people.map((who, nth) => order(nth % 2 ? a : b, who, ids[nth]!, 'force-off')));
    await allAre('stopped');
    expect(host.overlaps).toEqual([]);
  });

  it('should tell the browsers of one server what the other one does', async () => {
    const { id } = await only(a, people[0]!);
    for (const action of ['start', 'force-off', 'start', 'force-off']) {
      const state = action === 'start' ? 'running' : 'stopped';
      const told = new Promise<void>((resolve) => {
        const stop = b.app.get(Bus).hear((notice) => {
          if (notice.type !== 'machine-changed' || notice.machineId !== id) return;
          stop();
          resolve();
        });
      });
      // Whatever B does itself it tells itself: this one is A's alone.
      a.app.get(Bus).tell({ type: 'machine-changed', machineId: id });
      await told;
      await order(a, people[0]!, id, action);
      await until(async () => (await only(b, people[0]!)).state === state);
    }
  });

  it('should take a machine over from a server that died, and from a clock that was put back', async () => {
    const rows = b.source.getRepository(MachineEntity);
    for (const [nth, milliseconds] of [1_500, 86_400_000].entries()) {
      const who = people[nth]!;
      const { id } = await only(b, who);
      const workedUntil = () => `${databaseNow(b.source)} + ${milliseconds}`;
      await rows.createQueryBuilder().update().set({ workedBy: 'dead', workedUntil }).where({ id }).execute();
      await order(b, who, id, 'start');
      await until(async () => (await only(b, who)).state === 'running');
      await order(a, who, id, 'force-off');
      await until(async () => (await only(a, who)).state === 'stopped');
    }
  });

  it('should have periodic work done by one of them, the same one, until it is gone', async () => {
    const done: string[] = [];
    const [one, other] = [get(a, OnlyOne), get(b, OnlyOne)];
    const turn = (servers: OnlyOne, name: string) =>
      servers.run('spec: work', async () => void done.push(name), { restMs: 60_000 });
    expect(await Promise.all([turn(one, 'a'), turn(other, 'b')])).toContain(true);
    const [first = ''] = done;
    for (let round = 0; round < 3; round += 1) await Promise.all([turn(one, 'a'), turn(other, 'b')]);
    expect(done).toEqual([first, first, first, first]);
    await a.source.getRepository(ServerTurnEntity).update({ id: 'spec: work' }, { heldUntil: new Date(0) });
    expect(await turn(first === 'a' ? other : one, 'heir')).toBe(true);
    expect(await turn(first === 'a' ? one : other, 'late')).toBe(false);
  });

  it('should leave the turn to the next one when the work fails', async () => {
    const fail = () => get(a, OnlyOne).run('spec: failing', () => Promise.reject(new Error('no')));
    await expect(fail()).rejects.toThrow('no');
    expect(await get(a, OnlyOne).run('spec: failing', async () => undefined)).toBe(true);
  });
});
