import { LibvirtConnectionError, type LibvirtConnection, LibvirtTimeoutError } from 'node-libvirt';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DriverError } from '../../hypervisor-driver';
import { KeptConnection } from './kept-connection';
import { observedState } from './observe-domain';
import { translateFault } from './translate-fault';

function fakeConnection() {
  let end: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => (end = resolve));
  return { connection: { closed, close: async () => end() } as unknown as LibvirtConnection, end };
}

describe('KeptConnection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should open once for many who ask at once, and again after a loss', async () => {
    const made = [fakeConnection(), fakeConnection()];
    const open = vi.fn(async () => made[open.mock.calls.length - 1]!.connection);
    const kept = new KeptConnection('qemu:///session', {}, open);
    expect(await kept.get()).toBe(await kept.get());
    made[0]!.end();
    await vi.advanceTimersByTimeAsync(0);
    expect(await kept.get()).toBe(made[1]!.connection);
    expect(open).toHaveBeenCalledTimes(2);
    await kept.close();
    await expect(kept.get()).rejects.toThrow('closed');
  });

  it('should rest twice as long after each failure, refusing at once meanwhile, five seconds at most', async () => {
    const open = vi.fn(async () => {
      throw new LibvirtConnectionError('connect-failed', 'no daemon');
    });
    const kept = new KeptConnection('qemu:///session', {}, open);
    for (const rest of [250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]) {
      const calls = open.mock.calls.length;
      await expect(kept.get()).rejects.toMatchObject({ code: 'unreachable' });
      await vi.advanceTimersByTimeAsync(rest - 1);
      await expect(kept.get()).rejects.toMatchObject({ code: 'unreachable' });
      expect(open).toHaveBeenCalledTimes(calls + 1);
      await vi.advanceTimersByTimeAsync(1);
    }
    await kept.close();
  });
});

describe('a fault of libvirt', () => {
  it('should be a time-out with its outcome unknown, unless the call was never sent', () => {
    const sent = translateFault(new LibvirtTimeoutError('DOMAIN_CREATE', 10, 'unknown'), 'starting');
    expect([sent.code, sent.outcome]).toEqual(['timed-out', 'unknown']);
    const waiting = translateFault(new LibvirtTimeoutError('DOMAIN_CREATE', 10, 'not-sent'), 'starting');
    expect([waiting.code, waiting.outcome]).toEqual(['timed-out', 'failed']);
  });

  it('should be unreachable when the connection ended, with what is known of the call', () => {
    const lost = new LibvirtConnectionError('connection-lost', 'gone', { outcome: 'unknown' });
    expect(translateFault(lost, 'x')).toMatchObject({ code: 'unreachable', outcome: 'unknown' });
  });

  it('should keep a fault of ours as it is, and say what was tried for the rest', () => {
    const ours = new DriverError('no-space', 'full');
    expect(translateFault(ours, 'x')).toBe(ours);
    expect(translateFault(new Error('boo'), 'starting m')).toMatchObject({ message: 'starting m: boo' });
  });
});

describe('what libvirt says of a machine', () => {
  it.each([
    ['running', 'booted', 'running'],
    ['paused', 'user', 'paused'],
    ['paused', 'starting-up', 'running'],
    ['shutoff', 'crashed', 'crashed'],
    ['shutoff', 'daemon', 'stopped'],
    ['shutdown', 'user', 'stopping'],
    ['nostate', 'unknown', 'unknown'],
  ] as const)('should read %s (%s) as %s', (state, reason, observed) => {
    expect(observedState(state, reason)).toBe(observed);
  });
});
