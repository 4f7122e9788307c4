import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LibvirtConnection } from '../api/libvirt-connection';
import { LibvirtConnectionError } from '../errors';
import type { ClosedReason } from '../rpc/rpc-client';
import { keepListening } from './keep-listening';
import { KeptConnection } from './kept-connection';
import { KeptPair } from './kept-pair';

/** A daemon that lets in, or not, as it is told; and what its hearer was told. */
function begin({ settleMs = 2_000 } = {}) {
  const told: string[] = [];
  const open: { end: (reason: ClosedReason) => void }[] = [];
  let isAway = false;
  const kept = new KeptConnection('qemu:///session', {}, async () => {
    if (isAway) throw new LibvirtConnectionError('connect-failed', 'no daemon');
    let end: (reason: ClosedReason) => void = () => undefined;
    const closed = new Promise<ClosedReason>((resolve) => (end = resolve));
    open.push({ end });
    const close = async () => end({ code: 'closed-by-client', message: '' });
    return { closed, close } as unknown as LibvirtConnection;
  });
  const stop = keepListening(
    kept,
    {
      subscribe: async () => {
        told.push('subscribed');
        return [async () => void told.push('ended')];
      },
      look: () => told.push('look'),
      lost: (error) => told.push(error instanceof LibvirtConnectionError ? `lost ${error.code}` : 'lost'),
    },
    { settleMs },
  );
  return {
    ...{ told, stop, kept },
    lose: () => open.at(-1)?.end({ code: 'connection-lost', message: 'gone' }),
    away: (away: boolean) => (isAway = away),
  };
}

describe('keepListening', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should have everything looked at once events flow, and again when the daemon has settled', async () => {
    const { told, stop } = begin();
    await vi.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['subscribed', 'look']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(['subscribed', 'look', 'look']);
    await stop();
    expect(told.at(-1)).toBe('ended');
  });

  it('should tell of a loss once however long it lasts, and register again', async () => {
    const { told, stop, lose, away } = begin({ settleMs: 0 });
    await vi.advanceTimersByTimeAsync(0);
    away(true);
    lose();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told).toEqual(['subscribed', 'look', 'lost connection-lost']);
    away(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(told.slice(3)).toEqual(['subscribed', 'look']);
    await stop();
  });

  it('should not look a second time at a daemon that was lost meanwhile', async () => {
    const { told, stop, lose, away } = begin();
    await vi.advanceTimersByTimeAsync(0);
    away(true);
    lose();
    await vi.advanceTimersByTimeAsync(2_500);
    expect(told.filter((what) => what === 'look')).toHaveLength(1);
    await stop();
  });

  it('should stop at once while it waits for a daemon that is away', async () => {
    const { told, stop, kept, lose, away } = begin();
    await vi.advanceTimersByTimeAsync(0);
    away(true);
    lose();
    await vi.advanceTimersByTimeAsync(600);
    await stop();
    away(false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(told.filter((what) => what === 'subscribed')).toHaveLength(1);
    await kept.close();
  });
});

describe('KeptPair', () => {
  it('should give slow calls their own connection and more time', async () => {
    const asked: unknown[] = [];
    const pair = new KeptPair('qemu:///session', {
      connect: { keepaliveMs: 1 },
      open: async (uri, options) => {
        asked.push([uri, options]);
        throw new LibvirtConnectionError('connect-failed', 'no daemon');
      },
    });
    await expect(pair.quick.get()).rejects.toThrow('no daemon');
    await expect(pair.slow.get()).rejects.toThrow('no daemon');
    expect(asked).toEqual([
      ['qemu:///session', { keepaliveMs: 1, callTimeoutMs: 10_000 }],
      ['qemu:///session', { keepaliveMs: 1, callTimeoutMs: 90_000, maxInFlight: 4 }],
    ]);
    await pair.close();
  });
});
