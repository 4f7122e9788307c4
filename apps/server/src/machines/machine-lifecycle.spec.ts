import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MACHINE_STATES, type MachineState } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { judgeAction, judgeActions } from './judge-action';
import {
  type HostHealth,
  isRefused,
  LIFECYCLE,
  LIFECYCLE_ACTIONS,
  presentState,
  type Stateful,
} from './machine-lifecycle';

const ready = [{ stage: 'ready' as const, at: '2026-11-23T09:00:00.000Z', seconds: 4 }];
const base: Stateful = {
  wanted: 'running',
  order: null,
  observed: 'running',
  stages: ready,
  failureCode: null,
  waitsFor: null,
};

/** A machine in each state. */
const IN_STATE: Record<MachineState, { machine: Stateful; health?: HostHealth }> = {
  running: { machine: base },
  starting: { machine: { ...base, stages: [] } },
  stopping: { machine: { ...base, wanted: 'stopped' } },
  reverting: { machine: { ...base, order: 'revert' } },
  queued: { machine: { ...base, observed: 'stopped', stages: [] }, health: 'unproved' },
  paused: { machine: { ...base, wanted: 'paused', observed: 'paused' } },
  stopped: { machine: { ...base, wanted: 'stopped', observed: 'stopped' } },
  failed: { machine: { ...base, wanted: 'stopped', observed: 'stopped', failureCode: 'refused' } },
  unknown: { machine: base, health: 'silent' },
};

/** What the diagram says: `from --> to: action`, those in brackets left out. */
function drawnEdges(): string[] {
  const diagram = readFileSync(path.join(import.meta.dirname, 'machine-lifecycle.mermaid'), 'utf8');
  const edges = [...diagram.matchAll(/^ +(\S+) --> (\S+): ([a-z-]+)$/gm)];
  return edges.map(([, from, to, action]) => `${from} --> ${to}: ${action}`).sort();
}

describe('the lifecycle of a machine', () => {
  it.each(MACHINE_STATES)('should show a machine as %s', (state) => {
    const { machine, health = 'ok' } = IN_STATE[state];
    expect(presentState(machine, health)).toBe(state);
  });

  it('should be what the diagram draws', () => {
    const edges = MACHINE_STATES.flatMap((from) =>
      LIFECYCLE_ACTIONS.flatMap((action) => {
        const transition = LIFECYCLE[from][action];
        if (isRefused(transition)) return [];
        const { machine, health = 'ok' } = IN_STATE[from];
        const { wanted, order, isNewStart } = transition;
        const next = { ...machine, wanted, order, failureCode: null, ...(isNewStart ? { stages: [] } : {}) };
        return [`${from} --> ${presentState(next, health)}: ${action}`];
      }),
    );
    expect(edges.sort()).toEqual(drawnEdges());
  });

  it('should show a machine that is off and wanted off as stopped, whatever it was asked last', () => {
    const machine: Stateful = { ...base, wanted: 'stopped', observed: 'absent', order: 'force-off' };
    expect(presentState(machine, 'ok')).toBe('stopped');
  });

  it('should show a machine that runs without its ready line as running once waiting was given up', () => {
    const machine: Stateful = { ...base, stages: [], failureCode: 'not-ready' };
    expect(presentState(machine, 'ok')).toBe('running');
  });

  it('should refuse who has no right before looking at the state, and let the machine come to rest', () => {
    const given = { machine: base, health: 'ok' as const, isEntitled: false, cannot: new Set<never>() };
    const refused = judgeActions(given).filter(({ reason }) => reason === 'not-entitled');
    expect(refused.map(({ action }) => action)).toEqual([
      'start',
      'restart',
      'reset',
      'pause',
      'resume',
      'revert',
    ]);
  });

  it('should refuse everything while a snapshot is being taken or forgotten', () => {
    const machine: Stateful = { ...base, wanted: 'stopped', observed: 'stopped', order: 'snapshot' };
    const given = { machine, health: 'ok' as const, isEntitled: true, cannot: new Set<never>() };
    for (const action of LIFECYCLE_ACTIONS) expect(judgeAction(action, given)).toBe('still-saving');
  });

  it('should refuse what the driver lacks', () => {
    const given = {
      machine: base,
      health: 'ok' as const,
      isEntitled: true,
      cannot: new Set(['pause'] as const),
    };
    expect(judgeAction('pause', given)).toBe('driver-cannot');
    expect(isRefused(judgeAction('shutdown', given))).toBe(false);
  });
});
