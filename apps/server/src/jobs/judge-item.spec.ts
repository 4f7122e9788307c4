import type { JobAction } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import type { MachineStanding } from '../machines/index';
import { judgeItem, MOST_MS, nextStepOf } from './judge-item';

const AT = new Date('2026-11-22T10:00:00Z');
const later = (milliseconds: number) => new Date(AT.getTime() + milliseconds);
const standing = (changes: Partial<MachineStanding>): MachineStanding => ({
  ...{ id: 'm', name: 'm', ownerId: 'u', part: '', hostId: 'h', wanted: 'running', order: null },
  ...{ failureCode: null, diskSince: AT, state: 'running', classId: null, pushedUntil: null },
  ...changes,
});
const judge = (action: JobAction, changes: Partial<MachineStanding>) => {
  const found = judgeItem(action, standing(changes), AT, later(1_000));
  return found.state === 'failed' ? found.code : found.state;
};

describe('what became of a machine of a job', () => {
  it.each<[JobAction, Partial<MachineStanding>, string]>([
    ['start', { state: 'starting' }, 'under-way'],
    ['start', { state: 'queued' }, 'under-way'],
    ['start', { state: 'running' }, 'done'],
    ['start', { state: 'running', failureCode: 'not-ready' }, 'not-ready'],
    ['start', { state: 'failed', wanted: 'stopped', failureCode: 'no-space' }, 'no-space'],
    ['start', { state: 'stopped', wanted: 'stopped' }, 'overtaken'],
    ['start', { state: 'unknown' }, 'under-way'],
    ['shutdown', { state: 'stopping', wanted: 'stopped' }, 'under-way'],
    ['shutdown', { state: 'stopped', wanted: 'stopped' }, 'done'],
    ['shutdown', { state: 'running', failureCode: 'shutdown-ignored' }, 'shutdown-ignored'],
    ['shutdown', { state: 'starting' }, 'overtaken'],
    ['restart', { state: 'stopping', order: 'restart' }, 'under-way'],
    ['restart', { state: 'starting' }, 'under-way'],
    ['restart', { state: 'running' }, 'done'],
    ['revert', { state: 'reverting', order: 'revert', diskSince: later(-9) }, 'under-way'],
    ['revert', { state: 'starting', diskSince: later(5) }, 'under-way'],
    ['revert', { state: 'running', diskSince: later(5) }, 'done'],
    ['revert', { state: 'stopped', wanted: 'stopped', diskSince: later(5) }, 'done'],
    ['revert', { state: 'stopped', wanted: 'stopped', diskSince: later(-9) }, 'overtaken'],
    ['revert', { state: 'unknown', diskSince: later(-9) }, 'under-way'],
  ])('should judge %s of %o as %s', (action, changes, verdict) => {
    expect(judge(action, changes)).toBe(verdict);
  });

  it('should not wait for ever, and not for a machine that is no more', () => {
    const waits = standing({ state: 'queued' });
    expect(judgeItem('start', waits, AT, later(MOST_MS))).toEqual({ state: 'under-way' });
    expect(judgeItem('start', waits, AT, later(MOST_MS + 1))).toEqual({
      state: 'failed',
      code: 'took-too-long',
    });
    expect(judgeItem('start', null, AT, AT)).toEqual({ state: 'failed', code: 'machine-not-found' });
  });

  it('should say what to do by the reason first, then by the code', () => {
    expect(nextStepOf('action-not-possible', 'still-starting')).toBe('wait-and-retry');
    expect(nextStepOf('action-not-possible', 'not-running')).toBe('none');
    expect(nextStepOf('shutdown-ignored', null)).toBe('force-off');
    expect(nextStepOf('crashed', null)).toBe('retry');
  });
});
