import { SamlRefusal } from '@virlab/saml';
import { describe, expect, it } from 'vitest';
import { serveWorkerTasks } from './serve-worker-tasks';
import { openOutcome, performTask } from './worker-outcome';
import type { WorkerTask } from './worker-task';

const task = (run: (payload: never) => unknown): WorkerTask<never, unknown> => ({
  name: 'spec',
  lane: 'prompt',
  deadlineMs: 1000,
  refusals: [RangeError, SamlRefusal],
  run,
});
const throwing = (error: unknown) =>
  task(() => {
    throw error;
  });
/** As it arrives on the other side. */
const across = async (one: WorkerTask<never, unknown>, payload: unknown = undefined) =>
  openOutcome(structuredClone(await performTask(one, payload)), one.refusals);

describe('what a worker task answers', () => {
  it('should be what it returned', async () => {
    const now = new Date('2026-11-22T10:00:00Z');
    expect(
      await across(
        task((payload) => ({ payload, now })),
        [1],
      ),
    ).toEqual({ payload: [1], now });
  });

  it('should be a refusal as the class it was, with all its fields', async () => {
    const idpStatus = { code: 'urn:oasis:names:tc:SAML:2.0:status:Responder' };
    const refusal = new SamlRefusal('check-status', 'status-not-success', 'said no', {
      idpStatus,
      cause: new Error('below', { cause: () => 'cannot be copied' }),
    });
    const error = await across(throwing(refusal)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SamlRefusal);
    expect(error).toMatchObject({
      name: 'SamlRefusal',
      code: 'status-not-success',
      step: 'check-status',
      detail: 'said no',
      idpStatus,
      message: 'saml response refused at check-status: status-not-success',
    });
    expect((error as Error).cause).toMatchObject({ message: 'below' });
  });

  it('should be a plain error for what nobody meant to throw', async () => {
    const error = await across(throwing(new TypeError('x is undefined'))).catch((thrown: unknown) => thrown);
    expect(error).not.toBeInstanceOf(TypeError);
    expect(error).toMatchObject({ name: 'TypeError', message: 'x is undefined' });
    expect((error as Error).stack).toContain('worker-outcome.spec');
    await expect(across(throwing('a text'))).rejects.toThrow('a text');
  });
});

describe('the tasks of a thread', () => {
  it('should be found by name, and only by a name of their own', async () => {
    const serve = serveWorkerTasks([task((payload) => payload)]);
    expect(await serve({ task: 'spec', payload: 7 })).toEqual({ ok: true, result: 7 });
    await expect(serve({ task: 'other', payload: 7 })).rejects.toThrow('does the thread of its lane list it');
    expect(() => serveWorkerTasks([task(() => 1), task(() => 2)])).toThrow('one name');
  });
});
