import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deferred, type Deferred } from '../rpc/deferred';
import type { Transport } from './transport';
import { dialUnix } from './unix';

describe('dialUnix', () => {
  let directory: string;
  let path: string;
  let server: Server;
  let accepted: Deferred<Socket>;
  let near: Transport;
  let far: Socket;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'unix-'));
    path = join(directory, 'sock');
    accepted = deferred<Socket>();
    server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, accepted.resolve);
    await new Promise<void>((resolve) => server.listen(path, resolve));
    near = await dialUnix(path)(new AbortController().signal);
    far = await accepted.promise;
    far.on('error', () => undefined);
  });
  afterEach(async () => {
    near.close();
    far.destroy();
    server.close();
    await rm(directory, { recursive: true });
  });

  /** Starts the transport and keeps what it tells. */
  function listen() {
    const told = { chunks: [] as Buffer[], ends: [] as (Error | undefined)[], ended: deferred<void>() };
    near.start({
      received: (chunk) => told.chunks.push(chunk),
      ended: (cause) => {
        told.ends.push(cause);
        told.ended.resolve();
      },
    });
    return told;
  }

  it('should give up when told to, before and while it dials', async () => {
    const reason = new Error('enough');
    await expect(dialUnix(path)(AbortSignal.abort(reason))).rejects.toBe(reason);
    const controller = new AbortController();
    const dialling = dialUnix(path)(controller.signal);
    controller.abort(reason);
    await expect(dialling).rejects.toBe(reason);
  });

  it('should keep what arrives before anybody listens', async () => {
    await new Promise<void>((resolve) => far.end('hello', () => resolve()));
    const told = listen();
    await told.ended.promise;
    expect(Buffer.concat(told.chunks).toString()).toBe('hello');
  });

  it('should tell of the end at once also while it cannot send', async () => {
    const told = listen();
    // More than the kernel takes in, and the far end does not read.
    near.send(Buffer.alloc(8 * 1024 * 1024));
    far.end();
    await told.ended.promise;
    expect(told.ends).toEqual([undefined]);
  });

  it('should tell why the connection broke, once', async () => {
    const told = listen();
    near.send(Buffer.alloc(8 * 1024 * 1024));
    far.destroy();
    await told.ended.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(told.ends).toHaveLength(1);
    expect(told.ends[0]).toMatchObject({ code: expect.stringMatching(/^(EPIPE|ECONNRESET)$/) as string });
  });

  it('should tell nothing after it was closed, and send nothing', async () => {
    const told = listen();
    near.close();
    near.send(Buffer.from('too late'));
    far.resume();
    await new Promise((resolve) => far.once('end', resolve));
    expect(told).toMatchObject({ chunks: [], ends: [] });
    expect(far.bytesRead).toBe(0);
  });
});
