import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Machine } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../create-test-app';
import type { LabClient } from './lab-client';
import { openClient, openLab } from './open-lab';
import { TINY_READY_LINE } from './boot-sector';
import { RealHost } from './real-host';
import { seedPool } from './seed-lab';

const DEADLINE_MS = 240_000;
const STARTS = 20;
/** Nobody has more than eight machines of one pool. */
const POOLS = [
  { pool: 'many-1', vms: 8 },
  { pool: 'many-2', vms: 8 },
  { pool: 'many-3', vms: 4 },
];
/** So many have been powered on when the daemon is killed. */
const KILL_AFTER = [3, 9];
/** Two processors would be offered to sixteen. */
const OFFER = { vcpus: STARTS, memoryMiB: 2_048 };
const TINY = { memoryMiB: 16 };
/** After this a call to a host that hangs is given up here; whoever waits for that host waits so long. */
const GIVEN_UP_MS = 6_000;

describe('two hosts, one of which fails', { timeout: DEADLINE_MS }, () => {
  let failing: RealHost;
  let healthy: RealHost;
  let test: TestApp;
  let student: LabClient;
  let many: Machine[];
  let few: Machine[];

  beforeAll(async () => {
    [failing, healthy] = await Promise.all([
      RealHost.open({ guest: 'tiny' }),
      RealHost.open({ guest: 'tiny' }),
    ]);
    test = await openLab();
    for (const { pool } of POOLS)
      await seedPool(test.app, failing, { pool, hostId: 'h1', offer: OFFER, ...TINY });
    // It hears its power button from the moment on that it says so.
    await seedPool(test.app, healthy, { pool: 'few', hostId: 'h2', readyLine: TINY_READY_LINE, ...TINY });
    student = await openClient(test, [
      ...POOLS.map(({ pool, vms }) => ({ kind: 'pool' as const, ref: pool, quota: { vms } })),
      { kind: 'pool', ref: 'few', quota: { vms: 2 } },
    ]);
    const machines = await student.machines();
    many = machines.filter(({ pool }) => pool.id !== 'few');
    few = machines.filter(({ pool }) => pool.id === 'few');
    expect([many.length, few.length]).toEqual([STARTS, 2]);
  }, DEADLINE_MS);

  afterAll(async () => {
    student?.close();
    await test?.close();
    await Promise.all([failing?.close(), healthy?.close()]);
  }, DEADLINE_MS);

  const sorted = (ids: readonly string[]) => [...ids].sort();
  const idsOf = (machines: readonly Machine[]) => sorted(machines.map(({ id }) => id));

  /** Everything that is on a host: exactly these machines, each once. */
  async function expectExactly(host: RealHost, machines: readonly Machine[]): Promise<void> {
    const ids = idsOf(machines);
    const domains = await host.inspect(({ domains }) => domains.list());
    expect(sorted(domains.map(({ uuid }) => uuid))).toEqual(ids);
    expect(host.guests()).toEqual(ids);
    expect(host.files()).toEqual(sorted([path.basename(host.imagePath), ...ids]));
    const now = await student.machines();
    const displays = machines.flatMap(({ id }) => {
      const stem = `${id.replaceAll('-', '').slice(0, 16)}-${now.find((one) => one.id === id)?.activation}`;
      return [`${stem}.log`, `${stem}.vnc`];
    });
    expect(sorted(readdirSync(host.place.socketsDirectory))).toEqual(sorted(displays));
  }

  it(`should have exactly ${STARTS} machines run when the daemon is killed in the middle of ${STARTS} starts`, async () => {
    const answers = await Promise.all(many.map((machine) => student.act(machine, 'start')));
    expect(answers.map(({ status }) => status)).toEqual(many.map(() => 202));
    for (const count of KILL_AFTER) {
      await student.toCount(
        `${count} machines powered on`,
        many,
        count,
        ({ start, state }) =>
          state === 'running' || (start?.done.some(({ stage }) => stage === 'power') ?? false),
      );
      await failing.signal('SIGKILL');
      await failing.startAgain();
    }
    const running = await Promise.all(many.map((machine) => student.toBecome(machine, 'running')));
    expect(running.map(({ wanted, failure }) => [wanted, failure])).toEqual(
      many.map(() => ['running', undefined]),
    );
    await expectExactly(failing, many);
  });

  it('should leave the other host alone while one is stopped, and find everything again', async () => {
    const [steady, other] = few as [Machine, Machine];
    const once = async () => {
      const from = performance.now();
      await student.order(other, 'start');
      await student.toBecome(other, 'running');
      await student.order(other, 'shutdown');
      await student.toBecome(other, 'stopped');
      expect((await student.machines()).length).toBe(STARTS + 2);
      return performance.now() - from;
    };
    await student.order(steady, 'start');
    await student.toBecome(steady, 'running');
    const before = await once();

    await failing.signal('SIGSTOP');
    // Something is asked of the host that hangs, so that somebody waits for it.
    await student.order(many[0] as Machine, 'force-off');
    const during = await once();
    // Each of its four steps would wait so long behind the host that hangs.
    const unharmed = 3 * before + 3 * GIVEN_UP_MS;
    expect(during).toBeLessThan(unharmed);
    const unknown = await Promise.all(many.map((machine) => student.toBecome(machine, 'unknown')));
    expect(unknown.map(({ failure }) => failure?.code)).toEqual(many.map(() => 'host-silent'));
    expect(await once()).toBeLessThan(unharmed);
    expect(await student.toBecome(steady, 'running')).toMatchObject({ activation: 1 });

    await failing.signal('SIGCONT');
    const [off, ...rest] = many as [Machine, ...Machine[]];
    await Promise.all(rest.map((machine) => student.toBecome(machine, 'running')));
    await student.toBecome(off, 'stopped');
    const guests = failing.guests();
    expect(guests).toEqual(idsOf(rest));
  });
});
