import { chownSync, renameSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import type { Host, Machine, Problem } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DRIVER_KINDS, DriverError, DriverPool, Hosts } from '../../hypervisors/index';
import { hastyLibvirtKind } from '../../hypervisors/testing/hasty-libvirt';
import { Clock } from '../../platform/index';
import { createTestApp, type TestApp } from '../create-test-app';
import { LabClient } from './lab-client';
import { RealHost } from './real-host';
import { POOL, seedLab } from './seed-lab';

const DEADLINE_MS = 240_000;
/** Were reads to wait for a host that hangs, there would be one of each until it is given up. */
const LEAST_READS = 6;

describe('a machine on a libvirt host that fails', { timeout: DEADLINE_MS }, () => {
  let host: RealHost;
  let test: TestApp;
  let operator: string;
  let student: LabClient;
  let runs: Machine;
  let boots: Machine;
  let fresh: Machine;

  beforeAll(async () => {
    host = await RealHost.open();
    await host.signal('SIGKILL');
    test = await createTestApp({
      override: (builder) =>
        builder
          .overrideProvider(Clock)
          .useValue(new Clock())
          .overrideProvider(DRIVER_KINDS)
          .useValue([hastyLibvirtKind]),
    });
    await seedLab(test.app, host);
    const rights = { kind: 'pool' as const, ref: POOL, quota: { vms: 3 } };
    const { cookie } = await test.signIn({ entitlements: [rights] });
    operator = (await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] })).cookie;
    student = await LabClient.open(test.origin, cookie);
    [runs, boots, fresh] = (await student.machines()) as [Machine, Machine, Machine];
  }, DEADLINE_MS);

  afterAll(async () => {
    student?.close();
    await test?.close();
    await host?.close();
  }, DEADLINE_MS);

  const diskOf = (machine: Machine) => host.diskOf(machine.id);
  const forceOff = async (machine: Machine) => {
    await student.order(machine, 'force-off');
    await student.toBecome(machine, 'stopped');
  };

  it('should be unknown while the daemon is not there at the start, and be known by itself when it comes', async () => {
    expect((await test.request('/readyz')).status).toBe(200);
    expect(await student.toBecome(runs, 'unknown')).toMatchObject({
      failure: { code: 'host-silent', message: expect.stringMatching(/does not answer/) as string },
      console: { allowed: false, reason: 'host-silent' },
    });
    const refused = await student.act(runs, 'start');
    expect(refused.status).toBe(503);
    expect((await refused.json()) as Problem).toMatchObject({
      code: 'host-unavailable',
      context: { reason: 'host-silent' },
    });

    await host.startAgain();
    await student.toBecome(runs, 'stopped');
    await student.order(runs, 'start');
    expect(await student.toBecome(runs, 'running')).toMatchObject({ activation: 1, runsBy: 'qemu' });
  });

  it('should be found again when the daemon was killed while it booted', async () => {
    await student.order(boots, 'start');
    const { activation } = await student.toReach(boots, 'power');
    await host.signal('SIGKILL');
    await Promise.all([student.toBecome(boots, 'unknown'), student.toBecome(runs, 'unknown')]);
    await host.startAgain();
    expect(await student.toBecome(boots, 'running')).toMatchObject({ activation });
    expect(await student.toBecome(runs, 'running')).toMatchObject({ activation: 1 });
    const picture = await student.get(`/api/machines/${boots.id}/screen`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    await forceOff(boots);
  });

  it('should not hold up the API while the daemon hangs, and go on when it does', async () => {
    await host.signal('SIGSTOP');
    const row = await test.app.get(Hosts, { strict: false }).get('h1');
    const driver = test.app.get(DriverPool, { strict: false }).of(row);
    const call = driver.observe(runs.id).catch((error: unknown) => error);
    await student.order(boots, 'start');
    let isSilent = false;
    const silent = student.toBecome(runs, 'unknown').finally(() => (isSilent = true));
    let reads = 0;
    while (!isSilent) {
      for (const url of ['/api/machines', '/healthz']) {
        expect((await student.get(url)).status).toBe(200);
        reads += 1;
      }
    }
    await silent;
    expect(reads).toBeGreaterThan(LEAST_READS);
    const fault = await call;
    expect(fault).toBeInstanceOf(DriverError);
    expect(fault).toMatchObject({ code: 'timed-out', outcome: 'unknown' });
    const { hosts } = (await (await test.request('/api/hosts', { cookie: operator })).json()) as {
      hosts: Host[];
    };
    expect(hosts).toMatchObject([{ health: 'silent', fault: expect.stringMatching(/./) as string }]);

    await host.signal('SIGCONT');
    expect(await student.toBecome(runs, 'running')).toMatchObject({ activation: 1 });
    expect(await student.toBecome(boots, 'running')).toMatchObject({ wanted: 'running' });
    await forceOff(boots);
  });

  it('should fail in words when its image is missing, and start again once it is back', async () => {
    const away = `${host.imagePath}.away`;
    renameSync(host.imagePath, away);
    for (const machine of [boots, fresh]) {
      await student.order(machine, 'start');
      const failed = await student.toBecome(machine, 'failed');
      expect(failed.failure).toEqual({
        code: 'image-missing',
        message: 'The image that this machine is made of is missing on its host.',
      });
      expect(failed.actions).toContainEqual({ action: 'start', allowed: true });
    }
    renameSync(away, host.imagePath);
    for (const machine of [boots, fresh]) {
      await student.order(machine, 'start');
      expect((await student.toReach(machine, 'power')).failure).toBeUndefined();
      await forceOff(machine);
    }
  });

  it('should get another disk when its own is gone, or was left half made', async () => {
    unlinkSync(diskOf(boots));
    // What a daemon leaves that was killed while it made a disk.
    const cutShort = diskOf(fresh);
    const { uid, gid } = statSync(cutShort);
    unlinkSync(cutShort);
    writeFileSync(cutShort, '', { mode: 0o600 });
    chownSync(cutShort, uid, gid);
    await host.inspect(async ({ pools }) => {
      for (const pool of await pools.list()) await pools.refresh(pool);
    });
    for (const machine of [boots, fresh]) {
      await student.order(machine, 'start');
      await student.toReach(machine, 'power');
      expect(statSync(diskOf(machine)).size).toBeGreaterThan(0);
      await forceOff(machine);
    }
  });
});
