import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { VirlabError } from '../platform/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { DRIVER_KINDS } from './driver-pool';
import type { DriverKind } from './drivers/driver-kind';
import { driverKinds } from './drivers/index';
import { SimulatedDriver } from './drivers/simulated/simulated-driver';
import { HostEntity } from './host.entity';
import { HostKeeper, type HostSignal } from './host-keeper';
import { DriverError } from './hypervisor-driver';
import { SaveHost } from './save-host';
import { FaultyDriver } from './testing/faulty-driver';
import { Bus } from '../platform/index';

const GUEST = { imagePath: '/x', memoryMiB: 64, vcpus: 1, readyLine: null };

describe('hosts', () => {
  let test: TestApp;
  const drivers = new Map<string, FaultyDriver>();
  const heard: HostSignal[] = [];
  beforeAll(async () => {
    const faulty: DriverKind = {
      name: 'simulated',
      takes: (uri) => uri.startsWith('faulty:'),
      faultsOf: () => [],
      open: ({ id, uri }, dataDir) => {
        const driver = new FaultyDriver(new SimulatedDriver(`${dataDir}/${id}`));
        if (uri === 'faulty:away') driver.goAway(new DriverError('unreachable', 'no daemon'));
        drivers.set(id, driver);
        return driver;
      },
    };
    test = await createTestApp({
      override: (builder) => builder.overrideProvider(DRIVER_KINDS).useValue([...driverKinds, faulty]),
    });
    test.app.get(HostKeeper, { strict: false }).hear((signal) => heard.push(signal));
  });
  afterAll(() => test?.close());

  const save = (host: Parameters<SaveHost['run']>[0]) =>
    test.source.transaction((manager: EntityManager) =>
      test.app.get(SaveHost, { strict: false }).run(host, manager),
    );
  const host = (id: string) => test.source.getRepository(HostEntity).findOneByOrFail({ id });
  async function untilHealth(id: string, health: HostEntity['health']): Promise<HostEntity> {
    let wake: () => void = () => undefined;
    const stop = test.app.get(Bus).hear(() => wake());
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => (wake = resolve));
        const found = await host(id);
        if (found.health === health) return found;
        await told;
      }
    } finally {
      stop();
    }
  }
  /** A new host is unproved from the beginning; this is when its driver has answered. */
  function untilReachable(id: string): Promise<void> {
    const keeper = test.app.get(HostKeeper, { strict: false });
    return new Promise((resolve) => {
      const look = () => {
        if (!keeper.isReachable(id)) return;
        stop();
        resolve();
      };
      const stop = keeper.hear(look);
      look();
    });
  }

  it('should be created, changed or left alone by what is saved', async () => {
    const wanted = { id: 'a', title: 'A', uri: 'faulty:1' };
    expect(await save(wanted)).toBe('created');
    expect(await save(wanted)).toBe('unchanged');
    expect(await save({ ...wanted, title: 'B' })).toBe('changed');
    expect(await host('a')).toMatchObject({ title: 'B', driver: 'simulated', runsBy: null });
  });

  it('should be told every fault of their settings at once', async () => {
    const fault = await save({ id: 'x', title: 'X', uri: 'qemu:///system?mode=odd' }).catch(
      (error: VirlabError) => error,
    );
    expect(fault).toBeInstanceOf(VirlabError);
    expect((fault as VirlabError).code).toBe('resource-invalid');
    expect((fault as VirlabError).errors?.map(({ path }) => path)).toEqual([
      'uri',
      'imagesDirectory',
      'socketsDirectory',
    ]);
    await expect(save({ id: 'x', title: 'X', uri: 'vbox:///session' })).rejects.toMatchObject({
      errors: [{ path: 'uri' }],
    });
  });

  it('should be silent with the fault while they are away, and tell when they come, go and come back', async () => {
    await save({ id: 'b', title: 'B', uri: 'faulty:away' });
    expect(await untilHealth('b', 'silent')).toMatchObject({ fault: 'no daemon' });
    heard.length = 0;
    drivers.get('b')!.comeBack();
    expect(await untilHealth('b', 'unproved')).toMatchObject({ fault: null });
    expect(heard).toContainEqual({ type: 'look-at-all', hostId: 'b' });
    drivers.get('b')!.goAway(new DriverError('unreachable', 'killed'));
    expect(await untilHealth('b', 'silent')).toMatchObject({ fault: 'killed' });
    const events = await test.source
      .getRepository(AuditEventEntity)
      .findBy({ kind: 'host.changed', subjectId: 'b' });
    expect(events.map(({ facts }) => facts['health'])).toEqual(['silent', 'unproved', 'silent']);
    expect(events.map(({ outcome }) => outcome)).toEqual(['failed', 'ok', 'failed']);
  });

  it('should keep what was proved, and prove themselves again only when they have moved', async () => {
    const keeper = test.app.get(HostKeeper, { strict: false });
    await save({ id: 'c', title: 'C', uri: 'faulty:1' });
    await untilReachable('c');
    drivers.get('c')!.failNext('prove', new DriverError('refused', 'it stayed silent'));
    expect(await keeper.prove('c', GUEST)).toBe(false);
    expect(await host('c')).toMatchObject({ health: 'unproved', fault: 'it stayed silent', runsBy: null });
    expect(await keeper.prove('c', GUEST)).toBe(true);
    expect(await host('c')).toMatchObject({ health: 'ok', fault: null, runsBy: 'simulated' });
    await save({ id: 'c', title: 'Another title', uri: 'faulty:1' });
    expect(await host('c')).toMatchObject({ health: 'ok', runsBy: 'simulated' });
    await save({ id: 'c', title: 'C', uri: 'faulty:2' });
    expect(await host('c')).toMatchObject({ health: 'unproved', runsBy: null });
  });

  it('should not keep the server from starting when no daemon listens', async () => {
    await save({
      ...{ id: 'd', title: 'D', uri: 'qemu:///session?socket=/nowhere/libvirt-sock' },
      ...{ imagesDirectory: '/srv/images', socketsDirectory: '/run/virlab' },
    });
    const silent = await untilHealth('d', 'silent');
    expect(silent.fault).toContain('/nowhere/libvirt-sock');
    expect((await test.request('/healthz')).status).not.toBe(500);
  });
});
