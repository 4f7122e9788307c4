import { mkdtempSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../platform/index';
import { hypervisorDriverContract } from '../../testing/hypervisor-driver-contract';
import { RfbTestClient } from '../../testing/rfb-client';
import type { MachineSpec } from '../../hypervisor-driver';
import { type After, SimulatedDriver } from './simulated-driver';

hypervisorDriverContract(
  'simulated',
  async () => {
    const directory = mkdtempSync('/tmp/virlab-simulated-');
    const delays = { order: 1, boot: 5, shutdown: 3 };
    const driver = new SimulatedDriver(directory, delays);
    return {
      driver,
      beside: (installation) =>
        new SimulatedDriver(directory, delays, undefined, { installation, host: driver.host }),
      imagePath: '/images/any.qcow2',
      memoryMiB: 64,
      readyLine: 'ready',
      close: async () => {
        await driver.close();
        rmSync(directory, { recursive: true });
      },
    };
  },
  { deadlineMs: 20_000 },
);

describe('SimulatedDriver', () => {
  let directory: string;
  let driver: SimulatedDriver;
  let due: { milliseconds: number; work: () => void }[];
  const after: After = (milliseconds, work) => {
    const entry = { milliseconds, work };
    due.push(entry);
    return () => void (due = due.filter((other) => other !== entry));
  };
  /** Lets everything happen that was planned when this was called. */
  const pass = () => {
    const now = due;
    due = [];
    for (const { work } of now) work();
  };
  const spec: MachineSpec = {
    id: newId(),
    name: 'lab-1',
    imagePath: '/x',
    memoryMiB: 64,
    vcpus: 1,
    owner: 'o',
    pool: 'p',
    network: { kind: 'none' },
  };

  beforeEach(async () => {
    directory = mkdtempSync('/tmp/virlab-simulated-');
    due = [];
    driver = new SimulatedDriver(directory, { order: 10, boot: 1000, shutdown: 500 }, after);
    await driver.prepare(spec, { fresh: false });
  });
  afterEach(async () => {
    await driver.close();
    rmSync(directory, { recursive: true });
  });

  it('should lose a power button that is pressed during boot', async () => {
    await driver.start(spec, 1);
    await driver.power(spec.id, 'shutdown');
    pass();
    expect((await driver.observe(spec.id)).state).toBe('running');
    await driver.power(spec.id, 'shutdown');
    pass();
    expect((await driver.observe(spec.id)).state).toBe('stopped');
  });

  it('should take an order at once and show its effect later', async () => {
    await driver.start(spec, 1);
    await driver.power(spec.id, 'pause');
    expect((await driver.observe(spec.id)).state).toBe('running');
    pass();
    expect((await driver.observe(spec.id)).state).toBe('paused');
  });

  it('should show on the display what is typed, and power off on "poweroff"', async () => {
    const display = await driver.start(spec, 1);
    pass();
    const { client, width, height, name } = await RfbTestClient.open(display);
    expect(name).toBe('lab-1');
    const before = await client.picture({ incremental: false, width, height });
    client.type('echo');
    const changed = await client.picture({ incremental: true, width, height });
    expect(changed.equals(before)).toBe(false);
    client.type(' hi\npoweroff\n');
    while (due.length === 0) await client.picture({ incremental: true, width, height });
    pass();
    expect(await driver.observe(spec.id)).toMatchObject({ state: 'stopped', reason: 'shutdown' });
    await client.end();
  });

  it('should draw in the pixel format that the viewer asks for', async () => {
    const { client } = await RfbTestClient.open(await driver.start(spec, 1));
    // SetPixelFormat: 32 bits, big-endian, true colour, 255 each, shifts 0, 8, 16.
    client.send(Buffer.from([0, 0, 0, 0, 32, 24, 1, 1, 0, 255, 0, 255, 0, 255, 0, 8, 16, 0, 0, 0]));
    const picture = await client.picture({ incremental: false, width: 720, height: 400 });
    expect([...picture.subarray(0, 4)]).toEqual([0, 0x10, 0x10, 0x10]);
  });

  it.each([
    ['another version', Buffer.from('RFB 003.003\n')],
    ['noise', Buffer.alloc(64, 0xff)],
  ])('should end a viewer that sends %s', async (_, bytes) => {
    const display = await driver.start(spec, 1);
    const { connect } = await import('node:net');
    if (display.kind !== 'unix') throw new Error('expected a UNIX socket');
    const socket = connect({ path: display.path });
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(bytes);
    await closed;
    expect((await driver.observe(spec.id)).state).toBe('running');
  });

  it('should use a loopback port where the path is too long for a socket', async () => {
    const deep = new SimulatedDriver(`${directory}/${'x'.repeat(100)}`, undefined, after);
    await deep.prepare(spec, { fresh: false });
    expect(await deep.start(spec, 1)).toMatchObject({ kind: 'tcp', host: '127.0.0.1' });
    await deep.close();
  });
});
