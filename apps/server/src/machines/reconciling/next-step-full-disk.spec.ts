import { describe, expect, it } from 'vitest';
import type { Observation } from '../../hypervisors/index';
import { type Asked, type MachineRow, nextStep } from './next-step';
import { rowAt, START } from '../testing/row-at';

describe('a machine that finds no room for what it writes', () => {
  const now = new Date(START);
  const known = { now, isEntitled: true, isHostProved: true, signs: null };
  const found: Observation = { state: 'paused', reason: 'io-error' };
  const stages = (['placed', 'disk', 'power', 'picture', 'ready'] as const).map((stage) => ({
    ...{ stage, at: now.toISOString(), seconds: 1 },
  }));
  const on = (changes: Partial<MachineRow>) =>
    rowAt({ wanted: 'running', observed: 'running', stages, ...changes });
  const noted = { wanted: 'paused', failureCode: 'no-space' };

  it('should stay paused, until somebody resumes it', () => {
    const step = nextStep(on({}), found, { ...known, asked: null });
    expect(step).toMatchObject({ do: 'write', changes: { observed: 'paused', ...noted }, why: 'no-space' });
    expect(nextStep(on({ observed: 'paused', wanted: 'paused' }), found, { ...known, asked: null })).toEqual({
      do: 'nothing',
    });
    const resumed = nextStep(on({ observed: 'paused' }), found, { ...known, asked: null });
    expect(resumed).toEqual({ do: 'power', action: 'resume' });
  });

  it('should say so again when it was resumed too early, and not while it may still be resuming', () => {
    const asked = (lastAt: Date): Asked => ({ action: 'resume', firstAt: lastAt, lastAt });
    const again = nextStep(on({ observed: 'paused' }), found, {
      ...known,
      asked: asked(new Date(START - 5_000)),
    });
    expect(again).toMatchObject({ do: 'write', changes: noted });
    expect(nextStep(on({ observed: 'paused' }), found, { ...known, asked: asked(now) }).do).toBe('wait');
  });

  it('should be resumed by itself when it was paused for another reason', () => {
    const other: Observation = { state: 'paused', reason: 'user' };
    const resumed = nextStep(on({ observed: 'paused' }), other, { ...known, asked: null });
    expect(resumed).toEqual({ do: 'power', action: 'resume' });
  });
});
