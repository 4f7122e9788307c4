import { readFile } from 'node:fs/promises';
import type { Machine, MachineList } from '@virlab/contracts';
import { startLibvirtd } from '@virlab/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { HostEntity, SaveHost } from '../hypervisors/index';
import { openPrivateLibvirt } from '../hypervisors/testing/private-libvirt';
import { RfbTestClient } from '../hypervisors/testing/rfb-client';
import { Bus, Clock } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { MachineRepository } from './machine.repository';

const DEADLINE_MS = 240_000;

/** Nothing here is simulated but the sign-in: a real daemon, a real guest, the whole server. */
describe('machines on a real libvirt', { timeout: DEADLINE_MS }, () => {
  let host: Awaited<ReturnType<typeof openPrivateLibvirt>>;
  let daemon: Awaited<ReturnType<typeof startLibvirtd>>;
  let test: TestApp;
  let student: SignedInPerson;

  beforeAll(async () => {
    host = await openPrivateLibvirt();
    daemon = host.libvirtd;
    test = await createTestApp({
      // Time goes by here as it does for the guest.
      override: (builder) => builder.overrideProvider(Clock).useValue(new Clock()),
    });
    const get = <T>(type: new (...given: never[]) => T): T => test.app.get(type, { strict: false });
    await test.source.transaction(async (manager) => {
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', ...host.place }, manager);
      const { imagePath, memoryMiB, readyLine } = host;
      const template = { id: 't1', title: 'Shell', imagePath, memoryMiB, vcpus: 1, readyLine };
      await get(SaveTemplate).run(template, manager);
      const pool = { id: 'linux', title: 'Linux', templateId: 't1', hostId: 'h1' };
      await get(SavePool).run(pool, manager);
    });
    student = await test.signIn({ entitlements: [{ kind: 'pool', ref: 'linux' }] });
  }, DEADLINE_MS);
  afterAll(async () => {
    await test?.close();
    await host?.close(daemon);
  }, DEADLINE_MS);

  async function only(): Promise<Machine> {
    const answer = await test.request('/api/machines', { cookie: student.cookie });
    return ((await answer.json()) as MachineList).machines[0]!;
  }
  async function order(action: string): Promise<void> {
    const { id } = await only();
    const answer = await test.request(`/api/machines/${id}/actions`, {
      method: 'POST',
      cookie: student.cookie,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ action }),
    });
    expect(answer.status).toBe(202);
  }
  /** Waits for the machine to be so; looks whenever anything was told inside the server. */
  async function until(look: (machine: Machine) => boolean): Promise<Machine> {
    let wake: () => void = () => undefined;
    let isOver = false;
    const stop = test.app.get(Bus).hear(() => wake());
    const timer = setTimeout(() => {
      isOver = true;
      wake();
    }, DEADLINE_MS - 10_000);
    try {
      for (;;) {
        const told = new Promise<void>((resolve) => (wake = resolve));
        const machine = await only();
        if (look(machine)) return machine;
        if (isOver) throw new Error(`waited in vain; ${await whatIsKnown()}`);
        await told;
      }
    } finally {
      clearTimeout(timer);
      stop();
    }
  }
  /** Everything that tells why a machine is not as it should be. */
  async function whatIsKnown(): Promise<string> {
    const row = await test.app.get(MachineRepository, { strict: false }).find((await only()).id);
    const hosts = await test.source.getRepository(HostEntity).find();
    const trail = await test.source.getRepository(AuditEventEntity).find({ order: { at: 'DESC' }, take: 8 });
    const serialLog = row?.display?.kind === 'unix' ? row.display.path.replace(/vnc$/, 'log') : '';
    const said = (await readFile(serialLog, 'latin1').catch(String)).slice(-600);
    const events = trail.map(({ at, kind, facts }) => ({ at, kind, facts }));
    return JSON.stringify({ row, hosts, events, said }, null, 1);
  }
  const toBe = (state: Machine['state']) => until((machine) => machine.state === state);
  async function display() {
    const row = await test.app.get(MachineRepository, { strict: false }).find((await only()).id);
    if (!row?.display) throw new Error('the machine has no display');
    return row.display;
  }

  it('should queue a start until the host is proved, then boot the guest stage by stage', async () => {
    await order('start');
    const running = await toBe('running');
    expect(running).toMatchObject({ driver: 'libvirt', activation: 1, console: { allowed: true } });
    expect(['kvm', 'qemu']).toContain(running.runsBy);
    const png = await test.request(`/api/machines/${running.id}/screen`, { cookie: student.cookie });
    expect(png.headers.get('content-type')).toBe('image/png');
  });

  it('should turn to stopped when its owner types poweroff into it', async () => {
    const { client } = await RfbTestClient.open(await display());
    client.type('\npoweroff\n');
    const stopped = await toBe('stopped');
    expect(stopped.wanted).toBe('stopped');
    await client.end();
    const states = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'machine.state' });
    expect(states.at(-1)!.facts).toMatchObject({ to: 'stopped', why: 'powered off by itself: shutdown' });
  });

  it('should be unknown while the daemon is gone in the middle of a boot, and run when it is back', async () => {
    await order('start');
    await until(({ start }) => start?.done.some(({ stage }) => stage === 'power') ?? false);
    await daemon.kill('SIGKILL');
    const unknown = await toBe('unknown');
    expect(unknown.failure?.code).toBe('host-silent');
    daemon = await startLibvirtd({ directory: host.directory });
    const running = await toBe('running');
    expect(running.activation).toBe(2);
  });

  it('should come back clean and with another display when it is reverted', async () => {
    const before = await display();
    const { diskSince } = await only();
    await order('revert');
    const clean = await until(({ state, activation }) => state === 'running' && activation === 3);
    expect(Date.parse(clean.diskSince!)).toBeGreaterThan(Date.parse(diskSince!));
    expect(await display()).not.toEqual(before);
  });

  it('should be shut down by its power button', async () => {
    await order('shutdown');
    await toBe('stopped');
  });
});
