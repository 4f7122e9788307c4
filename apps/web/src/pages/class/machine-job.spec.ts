import type { Machine } from '@virlab/contracts';
import { ApiError } from '@virlab/api-client';
import { describe, expect, it, vi } from 'vitest';
import { aMachine } from '../../testing/a-machine';
import { countItems, type JobTarget, MachineJob } from './machine-job';

const machine = (id: string, state: Machine['state'] = 'stopped') => aMachine({ id, state });
const target = (id: string, state?: Machine['state']): JobTarget => ({
  key: id,
  name: id,
  machine: machine(id, state),
});
const refused = (code: string, reason?: string) =>
  new ApiError({
    type: 't',
    title: code,
    status: 409,
    code,
    requestId: 'r',
    ...(reason ? { context: { reason } } : {}),
  });
const takes = async (id: string) => machine(id, 'starting');
const statesOf = (job: MachineJob) => job.snapshot().map(({ state }) => state);

describe('a job about many machines', () => {
  it('should ask all of them at once', () => {
    const act = vi.fn(() => new Promise<Machine>(() => undefined));
    void new MachineJob('start', [target('a'), target('b'), target('c')], act).run();
    expect(act.mock.calls).toEqual([
      ['a', 'start'],
      ['b', 'start'],
      ['c', 'start'],
    ]);
  });

  it('should count a machine as done when it is seen running, not when the request was taken', async () => {
    const job = new MachineJob('start', [target('a'), target('b')], takes);
    await job.run();
    expect(countItems(job.snapshot())).toEqual({ total: 2, done: 0, underWay: 2, failed: 0 });
    job.heard(machine('a', 'running'));
    job.heard(machine('b', 'starting'));
    expect(countItems(job.snapshot())).toEqual({ total: 2, done: 1, underWay: 1, failed: 0 });
  });

  it('should be done at once when the answer already has the state that was asked for', async () => {
    const job = new MachineJob('shutdown', [target('a', 'running')], async (id) => machine(id, 'stopped'));
    await job.run();
    expect(statesOf(job)).toEqual(['done']);
  });

  it('should keep what is done, whatever happens to the machine later', async () => {
    const job = new MachineJob('start', [target('a')], takes);
    await job.run();
    job.heard(machine('a', 'running'));
    job.heard(machine('a', 'failed'));
    expect(statesOf(job)).toEqual(['done']);
  });

  it('should tell who failed and why: refused, failed on the way, or without a machine', async () => {
    const job = new MachineJob('start', [target('a'), target('b'), { key: 'c', name: 'c' }], async (id) => {
      if (id === 'a') throw refused('action-not-possible', 'still-reverting');
      return takes(id);
    });
    await job.run();
    job.heard(aMachine({ id: 'b', state: 'failed', failure: { code: 'x', message: 'kernel panic' } }));
    expect(job.snapshot().map(({ state, cause }) => [state, cause])).toEqual([
      ['failed', { kind: 'refused', reason: 'still-reverting', code: 'action-not-possible' }],
      ['failed', { kind: 'failed', code: 'x', message: 'kernel panic' }],
      ['failed', { kind: 'no-machine' }],
    ]);
  });

  it('should take a machine that is so already for done', async () => {
    const job = new MachineJob('start', [target('a', 'running')], async () => {
      throw refused('action-not-possible', 'already-so');
    });
    await job.run();
    expect(statesOf(job)).toEqual(['done']);
  });

  it('should ask only those again that failed', async () => {
    let isDown = true;
    const act = vi.fn(async (id: string) => {
      if (id === 'b' && isDown) throw refused('unreachable');
      return machine(id, 'running');
    });
    const job = new MachineJob('start', [target('a'), target('b')], act);
    await job.run();
    isDown = false;
    await job.retry();
    expect(act.mock.calls.map(([id]) => id)).toEqual(['a', 'b', 'b']);
    expect(statesOf(job)).toEqual(['done', 'done']);
    expect(job.snapshot()[1]?.cause).toBeUndefined();
  });

  it('should call back at every change and give the same items until the next', async () => {
    const job = new MachineJob('start', [target('a')], takes);
    const listener = vi.fn();
    const stop = job.subscribe(listener);
    await job.run();
    const before = job.snapshot();
    expect(job.snapshot()).toBe(before);
    listener.mockClear();
    job.heard(machine('a', 'running'));
    expect(listener).toHaveBeenCalledOnce();
    stop();
  });
});
