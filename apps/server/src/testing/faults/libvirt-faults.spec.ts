import { renameSync } from 'node:fs';
import type { Host, Machine, MachineAction, MachineList, Problem } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DriverError, DriverPool, Hosts } from '../../hypervisors/index';
import { Clock } from '../../platform/index';
import { createTestApp, type TestApp } from '../create-test-app';
import { EventReader } from './event-reader';
import { RealHost } from './real-host';
import { POOL, seedLab } from './seed-lab';

const DEADLINE_MS = 120_000;
/** What the API may take while a host hangs. */
const QUICK_MS = 1_000;

describe('a machine on a libvirt host that fails', { timeout: DEADLINE_MS }, () => {
  let host: RealHost;
  let test: TestApp;
  let student: string;
  let operator: string;
  let events: EventReader;
  let machines: Machine[];

  beforeAll(async () => {
    host = await RealHost.open();
    await host.signal('SIGKILL');
    test = await createTestApp({
      override: (builder) => builder.overrideProvider(Clock).useValue(new Clock()),
    });
    await seedLab(test.app, host);
    const rights = { kind: 'pool' as const, ref: POOL, quota: { vms: 3 } };
    student = (await test.signIn({ entitlements: [rights] })).cookie;
    operator = (await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] })).cookie;
    events = await EventReader.open(test.origin, student);
    machines = (await read<MachineList>('/api/machines')).machines;
  }, DEADLINE_MS);

  afterAll(async () => {
    events?.close();
    await test?.close();
    await host?.close();
  }, DEADLINE_MS);

  async function read<T>(path: string, cookie = student): Promise<T> {
    return (await test.request(path, { cookie })).json() as Promise<T>;
  }
  const act = (machine: Machine | undefined, action: MachineAction) =>
    test.request(`/api/machines/${machine?.id}/actions`, {
      method: 'POST',
      cookie: student,
      body: JSON.stringify({ action }),
      headers: { 'content-type': 'application/json' },
    });
  const toBecome = (machine: Machine | undefined, state: Machine['state']) =>
    events.machine(machine?.id ?? '', state, (now) => now.state === state);
  const toReach = (machine: Machine | undefined, stage: string) =>
    events.machine(
      machine?.id ?? '',
      stage,
      ({ start }) => start?.done.some((done) => done.stage === stage) ?? false,
    );
  const settle = async (machine: Machine | undefined) => {
    await act(machine, 'force-off');
    await toBecome(machine, 'stopped');
  };

  it('should serve without the host, say that it is silent, and start by itself to know it', async () => {
    const [machine] = machines;
    expect((await test.request('/readyz')).status).toBe(200);
    expect(await toBecome(machine, 'unknown')).toMatchObject({
      failure: { code: 'host-silent', message: expect.stringMatching(/does not answer/) },
      console: { allowed: false, reason: 'host-silent' },
    });
    const refused = await act(machine, 'start');
    expect(refused.status).toBe(503);
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'host-unavailable',
      context: { reason: 'host-silent' },
    });

    await host.startAgain();
    await toBecome(machine, 'stopped');
    expect((await act(machine, 'start')).status).toBe(202);
    expect(await toBecome(machine, 'running')).toMatchObject({ activation: 1, runsBy: 'qemu' });
  });

  it('should lose nothing when the daemon is killed while a machine boots', async () => {
    const [runs, boots] = machines;
    expect((await act(boots, 'start')).status).toBe(202);
    const { activation } = await toReach(boots, 'power');
    await host.signal('SIGKILL');
    await Promise.all([toBecome(boots, 'unknown'), toBecome(runs, 'unknown')]);
    await host.startAgain();
    expect(await toBecome(boots, 'running')).toMatchObject({ activation });
    expect(await toBecome(runs, 'running')).toMatchObject({ activation: 1 });
    const picture = await test.request(`/api/machines/${boots?.id}/screen`, { cookie: student });
    expect(picture.headers.get('content-type')).toBe('image/png');
    await settle(boots);
  });

  it('should go on answering while the daemon hangs, and go on with the work when it does not', async () => {
    const [runs, ordered] = machines;
    await host.signal('SIGSTOP');
    const driver = test.app
      .get(DriverPool, { strict: false })
      .of(await test.app.get(Hosts, { strict: false }).get('h1'));
    const call = driver.observe(runs?.id ?? '').catch((error: unknown) => error);
    expect((await act(ordered, 'start')).status).toBe(202);
    const silent = toBecome(runs, 'unknown');
    let isSilent = false;
    void silent.then(() => (isSilent = true));
    let slowest = 0;
    while (!isSilent) {
      for (const path of ['/api/machines', '/healthz']) {
        const from = performance.now();
        expect((await test.request(path, { cookie: student })).status).toBe(200);
        slowest = Math.max(slowest, performance.now() - from);
      }
    }
    expect(slowest).toBeLessThan(QUICK_MS);
    expect(await call).toMatchObject({ name: DriverError.name, outcome: 'unknown' });
    const { hosts } = await read<{ hosts: Host[] }>('/api/hosts', operator);
    expect(hosts).toMatchObject([{ health: 'silent', fault: expect.stringMatching(/./) }]);

    await host.signal('SIGCONT');
    expect(await toBecome(runs, 'running')).toMatchObject({ activation: 1 });
    expect(await toBecome(ordered, 'running')).toMatchObject({ wanted: 'running' });
    await settle(ordered);
  });

  it('should fail in words when the image is missing, and start again once it is back', async () => {
    const [, hasDisk, hasNone] = machines;
    const away = `${host.imagePath}.away`;
    renameSync(host.imagePath, away);
    for (const machine of [hasNone, hasDisk]) {
      expect((await act(machine, 'start')).status).toBe(202);
      const failed = await toBecome(machine, 'failed');
      expect(failed.failure).toEqual({
        code: 'image-missing',
        message: 'The image that this machine is made of is missing on its host.',
      });
      expect(failed.actions).toContainEqual({ action: 'start', allowed: true });
    }
    renameSync(away, host.imagePath);
    for (const machine of [hasNone, hasDisk]) {
      expect((await act(machine, 'start')).status).toBe(202);
      expect((await toBecome(machine, 'running')).failure).toBeUndefined();
      await settle(machine);
    }
  });
});
