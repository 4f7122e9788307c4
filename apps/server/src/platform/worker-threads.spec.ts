import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { WorkerOutcome } from './worker-outcome';
import { QueueFull, ThreadEnded, WorkerThreads, type WorkerThreadsOptions } from './worker-threads';

/** A thread that does what its payload says; `hold` waits until somebody writes into the shared memory. */
const THREAD = `import { threadId } from 'node:worker_threads';
const acts = {
  tell: () => threadId,
  hold: ({ memory }) => { Atomics.wait(new Int32Array(memory), 0, 0); return threadId; },
  spin: () => { for (;;); },
  die: () => process.exit(7),
  eat: () => { const eaten = []; for (;;) eaten.push(new Array(10_000).fill(eaten.length)); },
  environment: () => Object.keys(process.env).filter((name) => name.startsWith('VIRLAB')),
};
export default async ({ payload }) => ({ ok: true, result: acts[payload.act](payload) });
`;

describe('the threads of a lane', () => {
  let folder: string;
  let entry: string;
  const open: WorkerThreads[] = [];
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-threads-'));
    entry = path.join(folder, 'worker.mjs');
    writeFileSync(entry, THREAD);
  });
  afterEach(() => Promise.all(open.splice(0).map((threads) => threads.close())));
  afterAll(() => rmSync(folder, { recursive: true }));

  const lane = (more: Partial<WorkerThreadsOptions> = {}) => {
    const threads = new WorkerThreads(
      { entry, threads: 1, idleThreads: 0, mostWaiting: 2, memoryMiB: 32, niceness: 0, ...more },
      () => undefined,
    );
    open.push(threads);
    return threads;
  };
  const ask = (threads: WorkerThreads, act: string, more: object = {}, signal?: AbortSignal) =>
    threads.call({ task: act, payload: { act, ...more } }, 30_000, signal);
  const result = async (outcome: Promise<WorkerOutcome>) => ((await outcome) as { result: unknown }).result;
  const held = () => {
    const memory = new SharedArrayBuffer(4);
    const view = new Int32Array(memory);
    return { memory, release: () => void (Atomics.store(view, 0, 1), Atomics.notify(view, 0)) };
  };

  it('should run one call after another on one thread', async () => {
    const threads = lane();
    const ids = await Promise.all([1, 2, 3].map(() => result(ask(threads, 'tell'))));
    expect(new Set(ids).size).toBe(1);
  });

  it('should turn away at once what comes when enough wait', async () => {
    const threads = lane();
    const { memory, release } = held();
    const first = ask(threads, 'hold', { memory });
    const waiting = [ask(threads, 'tell'), ask(threads, 'tell')];
    await expect(ask(threads, 'tell')).rejects.toBeInstanceOf(QueueFull);
    release();
    await Promise.all([first, ...waiting]);
    expect(await result(ask(threads, 'tell'))).toEqual(expect.any(Number));
  });

  it('should end a call that hangs, and serve the next by a new thread', async () => {
    const threads = lane();
    const before = await result(ask(threads, 'tell'));
    const next = threads.call({ task: 'spin', payload: { act: 'spin' } }, 200);
    const after = result(ask(threads, 'tell'));
    await expect(next).rejects.toThrow('not done within 200 ms');
    await expect(next).rejects.toBeInstanceOf(ThreadEnded);
    expect(await after).not.toBe(before);
  });

  it.each(['die', 'eat'])('should fail the call alone when its thread does %s', async (act) => {
    const threads = lane();
    await expect(ask(threads, act)).rejects.toBeInstanceOf(ThreadEnded);
    expect(await result(ask(threads, 'tell'))).toEqual(expect.any(Number));
  });

  it('should let go of a call that nobody wants any more, whether it waits or runs', async () => {
    const threads = lane();
    const { memory, release } = held();
    const [running, waiting] = [new AbortController(), new AbortController()];
    const first = ask(threads, 'hold', { memory }, running.signal);
    const second = ask(threads, 'tell', {}, waiting.signal);
    const third = ask(threads, 'tell');
    waiting.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    running.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    expect(await result(third)).toEqual(expect.any(Number));
    release();
    await expect(ask(threads, 'tell', {}, AbortSignal.abort(new Error('never')))).rejects.toThrow('never');
  });

  it('should end what runs and what waits when it is closed', async () => {
    const threads = lane();
    const { memory } = held();
    const all = [ask(threads, 'hold', { memory }), ask(threads, 'tell'), ask(threads, 'tell')];
    const ended = Promise.allSettled(all);
    await threads.close();
    for (const one of await ended) {
      expect(one.status === 'rejected' && one.reason).toBeInstanceOf(ThreadEnded);
    }
    await expect(ask(threads, 'tell')).rejects.toThrow('the server stops');
  });

  it('should not tell its threads what the server was started with', async () => {
    process.env['VIRLAB_SECRET_OF_A_SPEC'] = 'x';
    expect(await result(ask(lane(), 'environment'))).toEqual([]);
    delete process.env['VIRLAB_SECRET_OF_A_SPEC'];
  });
});
