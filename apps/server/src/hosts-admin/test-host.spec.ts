import type { HostTest } from '@virlab/contracts';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DriverError, type HypervisorDriver } from '../hypervisors/index';
import { openPrivateLibvirt } from '../hypervisors/testing/private-libvirt';
import { type HostUnderTest, STAGE_LIMITS, testHost } from './test-host';

const guest = { imagePath: '/x.qcow2', memoryMiB: 64, vcpus: 1, readyLine: null };
const NEVER = new Promise<never>(() => undefined);
const quick = { ...STAGE_LIMITS, reach: 100, trust: 20, list: 20, boot: 20 };

function aDriver(more: Partial<HypervisorDriver>): HypervisorDriver {
  return {
    facts: async () => ({ version: 'v', memoryMiB: 1_024, freeMemoryMiB: 512, vcpus: 2 }),
    observeAll: async () => new Map(),
    prove: async () => ({ kind: 'kvm', bootMilliseconds: 1_500 }),
    close: vi.fn(async () => undefined),
    ...more,
  } as unknown as HypervisorDriver;
}
const aHost = (driver: HypervisorDriver, more: Partial<HostUnderTest> = {}) => ({
  ...{ uri: 'simulated:', fault: undefined, open: () => driver, guest, released: vi.fn(), ...more },
});
async function lastOf(states: AsyncGenerator<HostTest, void>): Promise<HostTest> {
  let last: HostTest | undefined;
  for await (const state of states) last = state;
  if (!last) throw new Error('nothing was told');
  return last;
}
const run = (host: HostUnderTest, limits = quick, signal = new AbortController().signal) =>
  lastOf(testHost(host, signal, limits));
const told = ({ stages }: HostTest) =>
  stages.map(({ stage, state, failure }) => `${stage} ${failure ?? state}`);

describe('a test of a host', () => {
  it('should pass when a guest booted, measured at each stage', async () => {
    const driver = aDriver({});
    const host = aHost(driver);
    const last = await run(host);
    expect(told(last)).toEqual(['address ok', 'reach ok', 'trust ok', 'list ok', 'boot ok']);
    expect(last.proof).toEqual({ kind: 'kvm', bootSeconds: 1.5 });
    expect(last.stages.every(({ seconds }) => seconds !== undefined)).toBe(true);
    await vi.waitFor(() => expect(host.released).toHaveBeenCalledOnce(), { timeout: 50_000 });
    expect(driver.close).toHaveBeenCalledOnce();
  });

  it('should not believe a host that claims everything and boots nothing', async () => {
    const prove = () =>
      Promise.reject(new DriverError('refused', 'no guest boots here; kvm: it stayed silent'));
    const last = await run(aHost(aDriver({ prove })));
    expect(told(last).at(-1)).toBe('boot no-boot');
    expect(last.finished).toBe(true);
  });

  it('should stop at the first stage that fails, and open nothing for a wrong address', async () => {
    const open = vi.fn(() => aDriver({}));
    const fault = { code: 'credentials' as const, message: 'holds a password' };
    const last = await run(aHost(aDriver({}), { open, fault }));
    expect(told(last)).toEqual([
      ...['address credentials', 'reach waiting', 'trust waiting', 'list waiting', 'boot waiting'],
    ]);
    expect(open).not.toHaveBeenCalled();
  });

  it('should tell a host that does not trust us from one that cannot be reached', async () => {
    const cause = Object.assign(new Error('x'), { code: 'authentication-refused' });
    const refuse = (error: DriverError) => aHost(aDriver({ facts: () => Promise.reject(error) }));
    expect(told(await run(refuse(new DriverError('unreachable', 'no', { cause }))))[2]).toBe(
      'trust not-trusted',
    );
    expect(told(await run(refuse(new DriverError('unreachable', 'no'))))[2]).toBe('trust unreachable');
    const bySsh = new DriverError('unreachable', 'virlab@lab: Permission denied (publickey).');
    expect(told(await run(refuse(bySsh)))[2]).toBe('trust not-trusted');
  });

  it('should say in what way nobody takes the connection', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'virlab-knock-'));
    const at = (name: string) => `qemu:///system?socket=${directory}/${name}`;
    expect(told(await run(aHost(aDriver({}), { uri: at('none') })))[1]).toBe('reach no-socket');
    const server = createServer().listen(`${directory}/there`);
    await new Promise((resolve) => server.once('listening', resolve));
    expect(told(await run(aHost(aDriver({}), { uri: at('there') })))[1]).toBe('reach ok');
    server.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('should give up on what hangs, and close only when that has come to its end', async () => {
    let end: () => void = () => undefined;
    const facts = () =>
      new Promise<never>((_, reject) => (end = () => reject(new DriverError('timed-out', 'late'))));
    const driver = aDriver({ facts });
    const host = aHost(driver);
    expect(told(await run(host))[2]).toBe('trust no-answer');
    expect(driver.close).not.toHaveBeenCalled();
    end();
    await vi.waitFor(() => expect(host.released).toHaveBeenCalledOnce(), { timeout: 50_000 });
    expect(driver.close).toHaveBeenCalledOnce();
  });

  it('should end at once when nobody listens any more', async () => {
    const stop = new AbortController();
    const states = testHost(aHost(aDriver({ prove: () => NEVER })), stop.signal);
    for await (const { stages } of states) if (stages.at(-1)?.state === 'running') stop.abort();
    expect(stop.signal.aborted).toBe(true);
  });
});

describe('a test of a real host', () => {
  let lab: Awaited<ReturnType<typeof openPrivateLibvirt>>;
  beforeAll(async () => (lab = await openPrivateLibvirt()), 60_000);
  afterAll(() => lab?.close(), 30_000);

  it('should end although its daemon hangs while the guest boots, hold up nobody, and leave nothing behind', async () => {
    const { imagePath, memoryMiB, readyLine, place } = lab;
    let released: () => void = () => undefined;
    const isOver = new Promise<void>((resolve) => (released = resolve));
    const host: HostUnderTest = {
      ...{ uri: place.uri, fault: undefined, released },
      // The same driver, that outlives the test.
      open: () => Object.create(lab.driver, { close: { value: async () => undefined } }) as HypervisorDriver,
      guest: { imagePath, memoryMiB, vcpus: 1, readyLine },
    };
    const states = testHost(host, new AbortController().signal, { ...STAGE_LIMITS, boot: 2_000 });
    let last: HostTest | undefined;
    let other: HostTest | undefined;
    for await (const state of states) {
      last = state;
      if (state.stages.at(-1)?.state !== 'running') continue;
      await lab.libvirtd.kill('SIGSTOP');
      other = await run(aHost(aDriver({})));
    }
    expect(told(other!).at(-1)).toBe('boot ok');
    expect(told(last!)).toEqual(['address ok', 'reach ok', 'trust ok', 'list ok', 'boot gave-up']);
    expect(last?.found?.memoryMiB).toBeGreaterThan(0);

    const hung = await run({ ...host, released: () => undefined }, { ...STAGE_LIMITS, trust: 1_000 });
    expect(told(hung).slice(1, 3)).toEqual(['reach ok', 'trust no-answer']);
    await lab.libvirtd.kill('SIGCONT');
    await isOver;
    expect((await lab.driver.observeAll()).size).toBe(0);
  });
});
