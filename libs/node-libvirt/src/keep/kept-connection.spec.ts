import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LibvirtConnection } from '../api/libvirt-connection';
import { LibvirtConnectionError } from '../errors';
import { KeptConnection } from './kept-connection';

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
      await expect(kept.get()).rejects.toMatchObject({ code: 'connect-failed' });
      await vi.advanceTimersByTimeAsync(rest - 1);
      await expect(kept.get()).rejects.toMatchObject({ code: 'connect-failed' });
      expect(open).toHaveBeenCalledTimes(calls + 1);
      await vi.advanceTimersByTimeAsync(1);
    }
    await kept.close();
  });
});
