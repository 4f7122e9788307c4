import path from 'node:path';
import type { Machine } from '@virlab/contracts';
import { DOMAIN_XML, type LibvirtConnection } from 'node-libvirt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../../audit/index';
import type { TestApp } from '../create-test-app';
import { TINY_READY_LINE } from './boot-sector';
import type { LabClient } from './lab-client';
import { openClient, openLab } from './open-lab';
import { RealHost } from './real-host';
import { seedPool } from './seed-lab';

const DEADLINE_MS = 180_000;
/** Only root can start a daemon that makes networks. */
const isRoot = process.getuid?.() === 0 && process.platform === 'linux';
if (!isRoot)
  process.stderr.write('names of networks that are taken are not tried: only root makes networks\n');
const OURS = /<v:vm [^>]*activation=/;
const MEMORY = /<memory unit='KiB'>(\d+)</;
const KIB_OF_16_MIB = '16384';

describe('a host on which somebody else is at work', { timeout: DEADLINE_MS }, () => {
  let host: RealHost;
  let test: TestApp;
  let student: LabClient;
  let machine: Machine;
  let wired: Machine;

  beforeAll(async () => {
    host = await RealHost.open({ guest: 'tiny', system: isRoot });
    test = await openLab();
    const tiny = { readyLine: TINY_READY_LINE, memoryMiB: 16 };
    await seedPool(test.app, host, { pool: 'alone', ...tiny });
    await seedPool(test.app, host, { pool: 'wired', settings: { network: 'machine' }, ...tiny });
    student = await openClient(test, [
      { kind: 'pool', ref: 'alone' },
      { kind: 'pool', ref: 'wired' },
    ]);
    const machines = await student.machines();
    machine = machines.find(({ pool }) => pool.id === 'alone') as Machine;
    wired = machines.find(({ pool }) => pool.id === 'wired') as Machine;
  }, DEADLINE_MS);

  afterAll(async () => {
    student?.close();
    await test?.close();
    await host?.close();
  }, DEADLINE_MS);

  const ref = () => ({ uuid: machine.id });
  const virsh = <T>(work: (connection: LibvirtConnection) => Promise<T>) => host.inspect(work);
  const run = async (one: Machine) => {
    await student.order(one, 'start');
    return student.toBecome(one, 'running');
  };
  const forceOff = async (one: Machine) => {
    await student.order(one, 'force-off');
    await student.toBecome(one, 'stopped');
  };
  /** The definition that the machine would be started by next. */
  const kept = () => virsh(({ domains }) => domains.xml(ref(), DOMAIN_XML.inactive));
  const redefined = async (change: (xml: string) => string) => {
    const xml = change(await kept());
    await virsh(({ domains }) => domains.defineXml(xml));
  };

  it('should take a machine that was removed for stopped, say so, and make it anew around its disk', async () => {
    const { diskSince } = await run(machine);
    await virsh(async ({ domains }) => {
      await domains.destroy(ref());
      await domains.undefine(ref());
    });
    expect(await student.toBecome(machine, 'stopped')).toMatchObject({ wanted: 'stopped' });
    const told = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'machine.state' });
    expect(told.at(-1)?.facts['why']).toMatch(
      /removed on its host by somebody else|powered off by itself: destroyed/,
    );

    expect(await run(machine)).toMatchObject({ diskSince });
    expect(host.guests()).toEqual([machine.id]);
  });

  it('should leave alone what runs, and start the next time by its template, whatever was written over it', async () => {
    await redefined((xml) =>
      xml
        .replace(/<metadata>[\s\S]*<\/metadata>/, '')
        .replaceAll(KIB_OF_16_MIB, '32768')
        .replace(path.basename(host.diskOf(machine.id)), 'tiny.qcow2'),
    );
    // Paused by somebody else, it is resumed: people want it to run.
    await virsh(async ({ domains, events }) => {
      let isResumed: () => void = () => undefined;
      const resumed = new Promise<void>((resolve) => (isResumed = resolve));
      await events.onLifecycle(({ event }) => void (event === 'resumed' && isResumed()));
      await domains.suspend(ref());
      await resumed;
    });
    await student.toBecome(machine, 'running');
    expect(await kept()).not.toMatch(OURS);
    await forceOff(machine);

    expect((await run(machine)).failure).toBeUndefined();
    const xml = await kept();
    expect(xml).toMatch(OURS);
    expect(MEMORY.exec(xml)?.[1]).toBe(KIB_OF_16_MIB);
    expect(xml).toContain(host.diskOf(machine.id));
    await forceOff(machine);
  });

  it('should shut down a machine that somebody else has started, since nobody here wants it on', async () => {
    await virsh(({ domains }) => domains.create(ref()));
    await student.toBecome(machine, 'stopping');
    await student.toBecome(machine, 'stopped');
    expect(host.guests()).toEqual([]);
  });

  it('should say that its name is taken by somebody else, who keeps it', async () => {
    await virsh(({ domains }) => domains.undefine(ref()));
    const others = await virsh(({ domains }) =>
      domains.defineXml(`<domain type='qemu'><name>${machine.name}</name><memory unit='MiB'>16</memory>
        <os><type arch='x86_64' machine='pc'>hvm</type></os></domain>`),
    );
    await student.order(machine, 'start');
    expect((await student.toBecome(machine, 'failed')).failure).toEqual({
      code: 'name-taken',
      message: 'Something else on the host has the name of this machine or of its network.',
    });
    const there = await virsh(({ domains }) => domains.list());
    expect(there.map(({ uuid }) => uuid)).toContain(others.uuid);
    await virsh(({ domains }) => domains.undefine(others));
    await run(machine);
    await forceOff(machine);
  });

  it.skipIf(!isRoot)(
    'should say that the name of its network is taken, and never touch who has it',
    async () => {
      await run(wired);
      await forceOff(wired);
      const [ours] = await virsh(({ networks }) => networks.list());
      if (!ours) throw new Error('the machine has no network');
      const before = await virsh(async ({ networks }) => {
        await networks.destroy(ours);
        await networks.undefine(ours);
        const theirs = await networks.defineXml(`<network><name>${ours.name}</name></network>`);
        return networks.xml(theirs);
      });
      await student.order(wired, 'start');
      expect((await student.toBecome(wired, 'failed')).failure).toEqual({
        code: 'name-taken',
        message: 'Something else on the host has the name of this machine or of its network.',
      });
      const after = await virsh(async ({ networks }) => {
        const theirs = await networks.lookupByName(ours.name);
        const isActive = await networks.isActive(theirs);
        const xml = await networks.xml(theirs);
        await networks.undefine(theirs);
        return { isActive, xml };
      });
      expect(after).toEqual({ isActive: false, xml: before });
      await run(wired);
      await forceOff(wired);
    },
  );
});
