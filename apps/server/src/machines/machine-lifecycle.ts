import {
  MACHINE_ACTIONS,
  type MachineState,
  type RefusalReason,
  type StartStage,
  type WantedState,
} from '@virlab/contracts';
import type { HostEntity, ObservedState } from '../hypervisors/index';
import type { MachineEntity, MachineOrder } from './machine.entity';

/** What is known of the host that a machine is on. */
export type HostHealth = HostEntity['health'];

/** Everything that can be asked of a machine: what has an address of its own besides. */
export const LIFECYCLE_ACTIONS = [...MACHINE_ACTIONS, 'snapshot', 'restore', 'remove-snapshot'] as const;
export type LifecycleAction = (typeof LIFECYCLE_ACTIONS)[number];

/** What an action writes; the reconciler does the rest. */
export interface Effect {
  wanted: WantedState;
  order: MachineOrder | null;
  /** A new start begins: nothing of the last one counts any more. */
  isNewStart: boolean;
}

/** What an action does in a state: something, or nothing for a reason. */
export type Transition = Effect | RefusalReason;

const start: Effect = { wanted: 'running', order: null, isNewStart: true };
const stop: Effect = { wanted: 'stopped', order: null, isNewStart: false };
const off: Effect = { wanted: 'stopped', order: 'force-off', isNewStart: false };
const restart: Effect = { wanted: 'running', order: 'restart', isNewStart: false };
const reset: Effect = { wanted: 'running', order: 'reset', isNewStart: false };
const pause: Effect = { wanted: 'paused', order: null, isNewStart: false };
const resume: Effect = { wanted: 'running', order: null, isNewStart: false };
/** A machine that was on comes up again with its clean disk; one that was off stays off. */
const revertOn: Effect = { wanted: 'running', order: 'revert', isNewStart: true };
const revertOff: Effect = { wanted: 'stopped', order: 'revert', isNewStart: true };
/** Kept and forgotten while it is off, so that the disk is whole. */
const snapshot: Effect = { wanted: 'stopped', order: 'snapshot', isNewStart: false };
const removeSnapshot: Effect = { wanted: 'stopped', order: 'remove-snapshot', isNewStart: false };
/** As with a revert: what was on comes up again. */
const restoreOn: Effect = { wanted: 'running', order: 'restore', isNewStart: true };
const restoreOff: Effect = { wanted: 'stopped', order: 'restore', isNewStart: true };

/** Every action in every state that people see. `machine-lifecycle.mermaid` draws it. */
export const LIFECYCLE: Record<MachineState, Record<LifecycleAction, Transition>> = {
  stopped: {
    start,
    shutdown: 'already-so',
    'force-off': 'already-so',
    restart: 'not-running',
    reset: 'not-running',
    pause: 'not-running',
    resume: 'not-running',
    revert: revertOff,
    snapshot,
    restore: restoreOff,
    'remove-snapshot': removeSnapshot,
  },
  queued: {
    start: 'already-so',
    shutdown: stop,
    'force-off': off,
    restart: 'not-running',
    reset: 'not-running',
    pause: 'not-running',
    resume: 'not-running',
    revert: 'not-running',
    snapshot: 'not-running',
    restore: 'not-running',
    'remove-snapshot': 'not-running',
  },
  starting: {
    start: 'already-so',
    // A power button that is pressed during boot is lost, so it is not offered.
    shutdown: 'still-starting',
    'force-off': off,
    restart: 'still-starting',
    reset: 'still-starting',
    pause: 'still-starting',
    resume: 'still-starting',
    revert: 'still-starting',
    snapshot: 'still-starting',
    restore: 'still-starting',
    'remove-snapshot': 'still-starting',
  },
  running: {
    start: 'already-so',
    shutdown: stop,
    'force-off': off,
    restart,
    reset,
    pause,
    resume: 'not-paused',
    revert: revertOn,
    snapshot: 'is-running',
    restore: restoreOn,
    'remove-snapshot': 'is-running',
  },
  paused: {
    start: 'is-paused',
    shutdown: 'is-paused',
    'force-off': off,
    restart: 'is-paused',
    reset: 'is-paused',
    pause: 'already-so',
    resume,
    revert: revertOn,
    snapshot: 'is-running',
    restore: restoreOn,
    'remove-snapshot': 'is-running',
  },
  stopping: {
    start: 'still-stopping',
    shutdown: 'already-so',
    'force-off': off,
    restart: 'still-stopping',
    reset: 'still-stopping',
    pause: 'still-stopping',
    resume: 'still-stopping',
    revert: 'still-stopping',
    snapshot: 'still-stopping',
    restore: 'still-stopping',
    'remove-snapshot': 'still-stopping',
  },
  reverting: {
    start: 'still-reverting',
    shutdown: 'still-reverting',
    'force-off': 'still-reverting',
    restart: 'still-reverting',
    reset: 'still-reverting',
    pause: 'still-reverting',
    resume: 'still-reverting',
    revert: 'already-so',
    snapshot: 'still-reverting',
    restore: 'still-reverting',
    'remove-snapshot': 'still-reverting',
  },
  failed: {
    start,
    shutdown: 'has-failed',
    'force-off': 'has-failed',
    restart: 'has-failed',
    reset: 'has-failed',
    pause: 'has-failed',
    resume: 'has-failed',
    revert: revertOff,
    snapshot: 'has-failed',
    restore: restoreOff,
    'remove-snapshot': removeSnapshot,
  },
  unknown: {
    start: 'host-silent',
    shutdown: 'host-silent',
    'force-off': 'host-silent',
    restart: 'host-silent',
    reset: 'host-silent',
    pause: 'host-silent',
    resume: 'host-silent',
    revert: 'host-silent',
    snapshot: 'host-silent',
    restore: 'host-silent',
    'remove-snapshot': 'host-silent',
  },
};

/** The fields that decide what people see. */
export type Stateful = Pick<
  MachineEntity,
  'wanted' | 'order' | 'observed' | 'stages' | 'failureCode' | 'waitsFor'
>;

/** True when nothing of a machine runs. */
export function isOff(observed: ObservedState): boolean {
  return observed === 'absent' || observed === 'stopped' || observed === 'crashed';
}

/** Whether the latest start came as far as this. */
export function hasReached(machine: Pick<MachineEntity, 'stages'>, stage: StartStage): boolean {
  return machine.stages.some((reached) => reached.stage === stage);
}

/** The state that people see: what was found, read in the light of what is wanted. */
export function presentState(machine: Stateful, hostHealth: HostHealth): MachineState {
  const { wanted, order, observed } = machine;
  if (hostHealth === 'silent' || observed === 'unknown') return 'unknown';
  if (order === 'revert' || order === 'restore') return 'reverting';
  if (isOff(observed)) {
    if (machine.failureCode !== null) return 'failed';
    if (wanted === 'stopped') return 'stopped';
    return hostHealth === 'unproved' || machine.waitsFor !== null ? 'queued' : 'starting';
  }
  if (observed === 'stopping' || wanted === 'stopped' || order === 'restart') return 'stopping';
  if (observed === 'paused') return 'paused';
  // A note on a machine that runs means that waiting for its ready line was given up, or that it is long past.
  return hasReached(machine, 'ready') || machine.failureCode !== null ? 'running' : 'starting';
}

/** What an action would do to a machine now, rights and driver aside. */
export function transitionOf(state: MachineState, action: LifecycleAction): Transition {
  return LIFECYCLE[state][action];
}

/** True for a refusal. */
export function isRefused(transition: Transition): transition is RefusalReason {
  return typeof transition === 'string';
}
