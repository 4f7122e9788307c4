import type { ActionAbility, Machine, MachineAction, MachineState, RefusalReason } from '@virlab/contracts';

const ACTIONS: readonly MachineAction[] = [
  'start',
  'shutdown',
  'force-off',
  'restart',
  'reset',
  'pause',
  'resume',
  'revert',
];

const ALLOWED: Record<MachineState, { may: MachineAction[]; else: RefusalReason }> = {
  running: { may: ['shutdown', 'force-off', 'restart', 'reset', 'pause'], else: 'is-running' },
  stopped: { may: ['start', 'revert'], else: 'not-running' },
  paused: { may: ['resume', 'force-off'], else: 'is-paused' },
  failed: { may: ['start', 'revert'], else: 'has-failed' },
  starting: { may: ['force-off'], else: 'still-starting' },
  stopping: { may: ['force-off'], else: 'still-stopping' },
  reverting: { may: [], else: 'still-reverting' },
  queued: { may: [], else: 'still-starting' },
  unknown: { may: [], else: 'host-silent' },
};

/** The abilities that a server would give for a state. */
export function abilitiesFor(state: MachineState): ActionAbility[] {
  const { may, else: reason } = ALLOWED[state];
  return ACTIONS.map((action) =>
    may.includes(action) ? { action, allowed: true } : { action, allowed: false, reason },
  );
}

/** A machine as the API sends it; what a spec does not care about is sensible. */
export function aMachine(more: Partial<Machine> = {}): Machine {
  const state = more.state ?? 'running';
  return {
    id: 'm1',
    name: 'cs101-07',
    title: 'Linux shell',
    pool: { id: 'linux-shell', title: 'Linux shell' },
    class: { id: 'cs101', code: 'CS101', title: 'Operating systems' },
    owner: { id: 'u1', displayName: 'Ana Ribeiro' },
    state,
    wanted: state === 'stopped' ? 'stopped' : 'running',
    since: '2026-11-21T10:04:00Z',
    activation: 3,
    revision: 10,
    actions: abilitiesFor(state),
    console: { allowed: state === 'running' },
    hasScreen: false,
    display: 'picture',
    driver: 'simulated',
    diskSince: '2026-11-03T09:00:00Z',
    ...more,
  };
}
