import path from 'node:path';
import type { Machine } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../create-test-app';
import { makeTinyImage, TINY_READY_LINE } from './boot-sector';
import type { LabClient } from './lab-client';
import { openClient, openLab } from './open-lab';
import { RealHost } from './real-host';
import { seedPool } from './seed-lab';
import { cannotMount, SmallDisk } from './small-disk';

const DEADLINE_MS = 180_000;
const MIB = 1_048_576;
/** With it a machine is started; its guest then writes more than that. */
const ENOUGH = 160 * MIB;

if (cannotMount) process.stderr.write(`full disks are not tried: ${cannotMount}\n`);

describe.skipIf(cannotMount)('a host whose disk is full', { timeout: DEADLINE_MS }, () => {
  let disk: SmallDisk;
  let host: RealHost;
  let test: TestApp;
  let student: LabClient;
  let filling: Machine;
  let calm: Machine;

  beforeAll(async () => {
    disk = SmallDisk.open(ENOUGH);
    host = await RealHost.open({ guest: 'tiny', imagesDirectory: disk.directory });
    test = await openLab();
    const tiny = { readyLine: TINY_READY_LINE, memoryMiB: 16 };
    // The host is proved by the guest of its first pool.
    await seedPool(test.app, host, { pool: 'calm', ...tiny });
    const imagePath = path.join(disk.directory, 'filling.qcow2');
    makeTinyImage(imagePath, { fills: true });
    await seedPool(test.app, host, { pool: 'filling', imagePath, ...tiny });
    student = await openClient(test, [
      { kind: 'pool', ref: 'calm' },
      { kind: 'pool', ref: 'filling' },
    ]);
    const machines = await student.machines();
    filling = machines.find(({ pool }) => pool.id === 'filling') as Machine;
    calm = machines.find(({ pool }) => pool.id === 'calm') as Machine;
  }, DEADLINE_MS);

  afterAll(async () => {
    student?.close();
    await test?.close();
    await host?.close();
    disk?.close();
  }, DEADLINE_MS);

  const disks = () => host.files().filter((name) => !['tiny.qcow2', 'filling.qcow2'].includes(name));
  const NO_SPACE = {
    code: 'no-space',
    message: 'There is no space left on the host for the disk of this machine.',
  };

  it('should pause a machine that finds no room for what it writes, say so, and go on when there is some', async () => {
    await student.order(filling, 'start');
    await student.toReach(filling, 'power');
    disk.leave(4 * MIB);
    const full = await student.toBecome(filling, 'paused');
    expect(full).toMatchObject({ wanted: 'paused', failure: NO_SPACE });
    expect(full.actions).toContainEqual({ action: 'resume', allowed: true });

    // Whoever tries too early is told the same again.
    await student.order(filling, 'resume');
    const still = await student.toFail(filling, 'no-space');
    expect(still).toMatchObject({ state: 'paused', wanted: 'paused' });

    disk.leave(ENOUGH);
    await student.order(filling, 'resume');
    expect((await student.toBecome(filling, 'running')).failure).toBeUndefined();
  });

  it('should say that a machine has no room for its disk, leave nothing of it, and start it when it has', async () => {
    await student.order(filling, 'force-off');
    await student.toBecome(filling, 'stopped');
    // Bytes are free, and still no file can be made: what only the attempt itself shows.
    for (const makeFull of [() => disk.leave(0), () => disk.leaveFiles(0)]) {
      makeFull();
      await student.order(calm, 'start');
      const failed = await student.toBecome(calm, 'failed');
      expect(failed).toMatchObject({ wanted: 'stopped', failure: NO_SPACE });
      expect(failed.actions).toContainEqual({ action: 'start', allowed: true });
      expect(disks()).toEqual([filling.id]);
      expect(await host.inspect(({ domains }) => domains.list())).toHaveLength(1);
      disk.leave(ENOUGH);
    }
    disk.leaveFiles(8);
    await student.order(calm, 'start');
    expect((await student.toBecome(calm, 'running')).failure).toBeUndefined();
    await student.order(calm, 'force-off');
    await student.toBecome(calm, 'stopped');
  });
});
