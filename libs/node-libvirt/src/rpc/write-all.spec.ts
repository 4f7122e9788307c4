import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { procedures } from '../protocol/index';
import { encodeRefusal } from '../testing/fake-call';
import { MemoryTransport } from '../testing/memory-transport';
import { encodeMessage, type Message } from './message';
import { RpcClient } from './rpc-client';
import { writeAll } from './write-all';

const upload = procedures.storageVolUpload;
const ARGS = { volume: { pool: 'p', name: 'v', key: 'k' }, offset: 0, length: 0, flags: 0 };
const [REPLY, STREAM] = [1, 3];
const [OK, ERROR, CONTINUE] = [0, 1, 2];

/** An upload of these pieces, and the daemon's side of it. */
async function begin(pieces: readonly Uint8Array[]) {
  const transport = new MemoryTransport();
  const rpc = new RpcClient(transport, { callTimeoutMs: 1_000, maxInFlight: 1, keepaliveMs: 0 });
  const opening = rpc.openStream(upload, ARGS);
  const [call] = transport.takeMessages() as [Message];
  const daemon = (type: number, status: number, payload: Uint8Array = Buffer.alloc(0)) =>
    transport.receive(encodeMessage({ ...call, type, status }, payload));
  daemon(REPLY, OK);
  const read: number[] = [];
  let isGivenUp = false;
  async function* source() {
    try {
      for (const [at, piece] of pieces.entries()) {
        read.push(at);
        yield piece;
      }
    } finally {
      isGivenUp = true;
    }
  }
  const done = writeAll(await opening, source(), { name: upload.name, stallMs: 1_000 });
  done.catch(() => undefined);
  return {
    ...{ transport, daemon, done, read, rpc },
    isGivenUp: () => isGivenUp,
    sent: () => transport.takeMessages().map(({ status, payload }) => [status, payload.length]),
  };
}

describe('writing all of a source to a stream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should send packets in order, and end when the far end has taken all', async () => {
    const { sent, daemon, done } = await begin([Buffer.alloc(300_000), Buffer.alloc(10)]);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent()).toEqual([
      [CONTINUE, 262_120],
      [CONTINUE, 37_880],
      [CONTINUE, 10],
      [OK, 0],
    ]);
    daemon(STREAM, OK);
    await done;
  });

  it('should read no further while there is no room', async () => {
    const { transport, daemon, done, read } = await begin([
      Buffer.alloc(1),
      Buffer.alloc(1),
      Buffer.alloc(1),
    ]);
    transport.isFull = true;
    await vi.advanceTimersByTimeAsync(0);
    const before = read.length;
    expect(before).toBeLessThan(3);
    await vi.advanceTimersByTimeAsync(500);
    expect(read).toHaveLength(before);
    transport.drain();
    await vi.advanceTimersByTimeAsync(0);
    expect(read).toHaveLength(3);
    daemon(STREAM, OK);
    await done;
  });

  it('should give the source up when the daemon refuses, and tell why', async () => {
    const { transport, daemon, done, isGivenUp } = await begin([Buffer.alloc(1), Buffer.alloc(1)]);
    transport.isFull = true;
    await vi.advanceTimersByTimeAsync(0);
    daemon(STREAM, ERROR, encodeRefusal({ code: 38, message: 'no space left' }));
    await expect(done).rejects.toMatchObject({ code: 'system-error' });
    expect(isGivenUp()).toBe(true);
  });

  it('should give up what moves no more, and abort it', async () => {
    const { transport, done, sent } = await begin([Buffer.alloc(1), Buffer.alloc(1)]);
    transport.isFull = true;
    await vi.advanceTimersByTimeAsync(1_001);
    await expect(done).rejects.toMatchObject({ code: 'call-timed-out', outcome: 'unknown' });
    expect(sent().at(-1)).toEqual([ERROR, 0]);
  });

  it('should not take an early end for success', async () => {
    const { transport, daemon, done } = await begin([Buffer.alloc(1), Buffer.alloc(1)]);
    transport.isFull = true;
    await vi.advanceTimersByTimeAsync(0);
    daemon(STREAM, OK);
    await expect(done).rejects.toMatchObject({ code: 'bad-value' });
  });

  it('should abort when the source fails', async () => {
    const { rpc, transport } = await begin([]);
    const opening = rpc.openStream(upload, ARGS);
    const [call] = transport.takeMessages().slice(-1) as [Message];
    transport.receive(encodeMessage({ ...call, type: REPLY, status: OK }));
    const failing = (async function* () {
      yield Buffer.alloc(1);
      throw new Error('the file broke');
    })();
    await expect(writeAll(await opening, failing, { name: 'x', stallMs: 1_000 })).rejects.toThrow(
      'the file broke',
    );
    expect(transport.takeMessages().at(-1)).toMatchObject({ status: ERROR });
  });
});
