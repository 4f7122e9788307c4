import type { StartStage } from '@virlab/contracts';
import type { DriverErrorCode, GuestSigns, Observation, PowerAction } from '../../hypervisors/index';
import { hasReached, isOff } from '../machine-lifecycle';
import type { MachineEntity, StageReached } from '../machine.entity';

/** The fields of a machine that the reconciler reads and writes. */
export type MachineRow = Pick<
  MachineEntity,
  | 'wanted'
  | 'order'
  | 'orderArgument'
  | 'wantedAt'
  | 'observed'
  | 'observedAt'
  | 'activation'
  | 'display'
  | 'stages'
  | 'failureCode'
  | 'failureMessage'
  | 'attempts'
  | 'diskSince'
  | 'reservedMemoryMiB'
  | 'waitsFor'
>;

/** A power order that was given to the hypervisor and has not shown its effect yet. Kept in memory only. */
export interface Asked {
  action: PowerAction;
  firstAt: Date;
  lastAt: Date;
}

/** What is known besides the machine and what was found. */
export interface Circumstances {
  now: Date;
  /** Whether the owner has the right to this machine now, or its grace lasts. */
  isEntitled: boolean;
  /** Whether it is known what the host runs guests by. */
  isHostProved: boolean;
  /** How far the guest has come; only looked at while it boots. */
  signs: GuestSigns | null;
  asked: Asked | null;
}

/** One thing to do next. Each changes the row, or the hypervisor, or waits; never two of them. */
export type Step =
  | { do: 'nothing' }
  | { do: 'wait'; milliseconds: number }
  | { do: 'write'; changes: Partial<MachineRow>; why: string }
  | { do: 'place' }
  | { do: 'prepare'; fresh: boolean }
  | { do: 'start' }
  | { do: 'snapshot' | 'restore' | 'remove-snapshot'; name: string }
  | { do: 'power'; action: PowerAction };

/** A button pressed while the guest boots is lost without an error, so it is pressed again after this. */
const PRESS_AGAIN_MS = 5_000;
/** The rest settles within a second, or was lost. */
const ORDER_AGAIN_MS = 10_000;
/** A guest that does not react to its power button by then will not. */
export const SHUTDOWN_DEADLINE_MS = 90_000;
/** A guest that has not said its ready line by then will not. */
export const READY_DEADLINE_MS = 180_000;
const LOOK_FOR_SIGNS_MS = 300;
const SETTLE_MS = 400;

/** What QEMU calls it when it pauses a machine that finds no room for what it writes; other faults go to the guest. */
const DISK_FULL = 'io-error';
/** A machine that was resumed and found no room again has been paused by then. */
const RESUME_SETTLES_MS = 1_500;

/** How often the same thing is tried before it has failed. */
export const MOST_ATTEMPTS = 3;

/** Faults that do not go away by trying again. */
const HOPELESS: ReadonlySet<DriverErrorCode> = new Set([
  'image-missing',
  'image-invalid',
  'name-taken',
  'unsupported',
]);

/** Whether a machine needs no more work while nothing happens to it. */
export function isSettled(row: MachineRow): boolean {
  if (row.order !== null) return false;
  if (isOff(row.observed)) return row.wanted === 'stopped';
  if (row.observed === 'paused') return row.wanted === 'paused';
  return (
    row.observed === 'running' &&
    row.reservedMemoryMiB > 0 &&
    row.wanted === 'running' &&
    (hasReached(row, 'ready') || row.failureCode !== null)
  );
}

/**
 * What brings a machine nearer to what is wanted, given what was just found. Pure; the same answer for the same facts,
 * so that a crash between any two steps is repaired by asking again.
 */
export function nextStep(row: MachineRow, found: Observation, circumstances: Circumstances): Step {
  if (found.state === 'unknown') return { do: 'wait', milliseconds: SETTLE_MS };
  if (!circumstances.isEntitled && (row.wanted !== 'stopped' || row.order !== null)) {
    const order = row.order === 'force-off' ? 'force-off' : null;
    if (row.wanted !== 'stopped' || row.order !== order) {
      return {
        do: 'write',
        changes: {
          ...{ wanted: 'stopped', order, orderArgument: null, wantedAt: circumstances.now, attempts: 0 },
          ...{ failureCode: null, failureMessage: null },
        },
        why: 'access-ended',
      };
    }
  }
  const seen = record(row, found, circumstances.now);
  if (seen) return seen;
  return isOff(found.state) ? nextWhileOff(row, circumstances) : nextWhileOn(row, found, circumstances);
}

/** Writes down what was found where it differs, together with what follows from it for what is wanted. */
function record(row: MachineRow, found: Observation, now: Date): Step | null {
  const changes: Partial<MachineRow> = {};
  let why = found.reason ?? found.state;
  const isNowOff = isOff(found.state);
  const display = isNowOff || found.state === 'stopping' ? null : (found.display ?? row.display);
  if (found.state !== row.observed || JSON.stringify(display) !== JSON.stringify(row.display)) {
    Object.assign(changes, { observed: found.state, observedAt: now, display });
  }
  if (isNowOff) {
    if (row.order === 'force-off') Object.assign(changes, { order: null });
    if (row.order === 'restart') Object.assign(changes, { order: null, stages: [], attempts: 0 });
    const isOver = row.wanted !== 'stopped' && hasReached(row, 'power');
    if ((row.order === null || row.order === 'reset') && isOver) {
      // It ran, and runs no more without our doing: its owner typed `poweroff`, or it died.
      Object.assign(changes, { wanted: 'stopped', order: null, attempts: 0 }, noteOfEnd(found));
      why = howItEnded(found);
    }
  } else if (row.observed !== 'paused' && isPausedByFullDisk(row, found)) {
    Object.assign(changes, NO_ROOM);
    why = 'no-space';
  } else if (!hasReached(row, 'power') && row.wanted !== 'stopped' && row.order === null) {
    Object.assign(changes, { stages: reach(row, 'power', now), attempts: 0 });
  }
  return Object.keys(changes).length > 0 ? { do: 'write', changes, why } : null;
}

/** It stays so until somebody resumes it: by itself it would only stop again at once, and again. */
const NO_ROOM = {
  wanted: 'paused',
  failureCode: 'no-space',
  failureMessage:
    'the machine was paused: its disk grows with what is written, and the disk of its host is full',
} satisfies Partial<MachineRow>;

function isPausedByFullDisk(row: MachineRow, { state, reason }: Observation): boolean {
  return state === 'paused' && reason === DISK_FULL && row.wanted === 'running' && row.order === null;
}

function howItEnded({ state, reason = state }: Observation): string {
  if (state === 'crashed') return 'crashed';
  // Nothing that its owner does inside takes it away.
  return state === 'absent' ? 'removed on its host by somebody else' : `powered off by itself: ${reason}`;
}

function noteOfEnd(found: Observation): Partial<MachineRow> {
  if (found.state !== 'crashed') return { failureCode: null, failureMessage: null };
  return {
    failureCode: 'crashed',
    failureMessage: `the machine ended unexpectedly (${found.reason ?? 'crashed'})`,
  };
}

/** What is done to a disk while its machine is off. */
function isAboutSnapshot(order: MachineRow['order']): order is 'snapshot' | 'restore' | 'remove-snapshot' {
  return order === 'snapshot' || order === 'restore' || order === 'remove-snapshot';
}

function nextWhileOff(row: MachineRow, { now, isHostProved }: Circumstances): Step {
  if (row.order === 'revert') return { do: 'prepare', fresh: true };
  const name = row.orderArgument;
  if (isAboutSnapshot(row.order) && name !== null) return { do: row.order, name };
  if (row.order !== null) return { do: 'write', changes: { order: null }, why: 'off' };
  if (row.wanted === 'stopped') return { do: 'nothing' };
  // What has failed is started by a person, not by us.
  if (row.failureCode !== null) return { do: 'write', changes: { wanted: 'stopped' }, why: row.failureCode };
  if (row.reservedMemoryMiB === 0) return { do: 'place' };
  if (!isHostProved) return { do: 'nothing' };
  if (!hasReached(row, 'placed')) {
    // Before the hypervisor hears of it, so that no two starts ever have the same display.
    const activation = row.activation + 1;
    return { do: 'write', changes: { activation, stages: reach(row, 'placed', now) }, why: 'placed' };
  }
  return hasReached(row, 'disk') ? { do: 'start' } : { do: 'prepare', fresh: false };
}

function nextWhileOn(row: MachineRow, found: Observation, circumstances: Circumstances): Step {
  if (found.state === 'stopping') return { do: 'wait', milliseconds: SETTLE_MS };
  const endsNow = row.order === 'revert' || row.order === 'restore' || row.order === 'force-off';
  if (endsNow) return order('force-off', circumstances);
  if (row.order === 'reset') return { do: 'power', action: 'reset' };
  if (row.order === 'restart' || row.wanted === 'stopped') return nextOfShutdown(found, circumstances);
  if (row.wanted === 'paused') {
    return found.state === 'paused' ? { do: 'nothing' } : order('pause', circumstances);
  }
  if (found.state === 'paused') return nextOfResume(row, found, circumstances);
  if (row.reservedMemoryMiB === 0) return { do: 'place' };
  return nextOfBoot(row, circumstances);
}

function nextOfResume(row: MachineRow, found: Observation, circumstances: Circumstances): Step {
  const { asked, now } = circumstances;
  const isPausedAgain =
    asked?.action === 'resume' && now.getTime() - asked.lastAt.getTime() >= RESUME_SETTLES_MS;
  if (isPausedAgain && isPausedByFullDisk(row, found))
    return { do: 'write', changes: NO_ROOM, why: 'no-space' };
  return order('resume', circumstances);
}

function nextOfShutdown(found: Observation, circumstances: Circumstances): Step {
  const { now, asked, isEntitled } = circumstances;
  // A guest that is paused cannot see its power button.
  if (found.state === 'paused') return order('resume', circumstances);
  if (asked?.action === 'shutdown' && now.getTime() - asked.firstAt.getTime() >= SHUTDOWN_DEADLINE_MS) {
    if (!isEntitled) return { do: 'power', action: 'force-off' };
    return {
      do: 'write',
      changes: {
        wanted: 'running',
        order: null,
        failureCode: 'shutdown-ignored',
        failureMessage: `the guest did not react to its power button for ${SHUTDOWN_DEADLINE_MS / 1000} s`,
      },
      why: 'shutdown-ignored',
    };
  }
  return order('shutdown', circumstances);
}

function nextOfBoot(row: MachineRow, { now, signs }: Circumstances): Step {
  if (hasReached(row, 'ready') || row.failureCode !== null) return { do: 'nothing' };
  if (signs?.picture && !hasReached(row, 'picture')) {
    return { do: 'write', changes: { stages: reach(row, 'picture', now) }, why: 'picture' };
  }
  if (signs?.picture && signs.ready !== false) {
    return { do: 'write', changes: { stages: reach(row, 'ready', now) }, why: 'ready' };
  }
  const power = row.stages.find(({ stage }) => stage === 'power');
  if (power && now.getTime() - Date.parse(power.at) >= READY_DEADLINE_MS) {
    const failureMessage = `the machine runs, but did not say that it is ready for ${READY_DEADLINE_MS / 1000} s`;
    return { do: 'write', changes: { failureCode: 'not-ready', failureMessage }, why: 'not-ready' };
  }
  return { do: 'wait', milliseconds: LOOK_FOR_SIGNS_MS };
}

/** Gives a power order, unless it was given a moment ago and may still show its effect. */
function order(action: PowerAction, { now, asked }: Circumstances): Step {
  const again = action === 'shutdown' ? PRESS_AGAIN_MS : ORDER_AGAIN_MS;
  if (asked?.action === action && now.getTime() - asked.lastAt.getTime() < again) {
    return { do: 'wait', milliseconds: SETTLE_MS };
  }
  return { do: 'power', action };
}

/** What to write when the hypervisor took a step; nothing when only looking again can tell. */
export function afterSuccess(
  row: MachineRow,
  step: Step,
  now: Date,
): { changes: Partial<MachineRow>; why: string } | null {
  if (step.do === 'prepare' && step.fresh) {
    const changes = {
      order: null,
      diskSince: now,
      stages: [],
      failureCode: null,
      failureMessage: null,
      attempts: 0,
    };
    return { changes, why: 'reverted' };
  }
  if (step.do === 'prepare') {
    return { changes: { diskSince: row.diskSince ?? now, stages: reach(row, 'disk', now) }, why: 'disk' };
  }
  if (step.do === 'snapshot' || step.do === 'restore' || step.do === 'remove-snapshot') {
    return { changes: { order: null, orderArgument: null, attempts: 0 }, why: step.do };
  }
  if (step.do === 'power' && step.action === 'reset') return { changes: { order: null }, why: 'reset' };
  return null;
}

/**
 * What to write when a step failed for sure, and when to look again. An outcome that is unknown never comes here: then
 * only looking helps.
 */
export function afterFault(
  row: MachineRow,
  step: Step,
  fault: { code: DriverErrorCode; message: string },
  { isEntitled }: Pick<Circumstances, 'isEntitled'>,
): { changes: Partial<MachineRow>; why: string; milliseconds: number } {
  const attempts = row.attempts + 1;
  const milliseconds = 500 * 2 ** Math.min(attempts, 5);
  const isOver = attempts >= MOST_ATTEMPTS || HOPELESS.has(fault.code);
  const note = { failureCode: fault.code, failureMessage: fault.message.slice(0, 1024) };
  if (step.do === 'snapshot' || step.do === 'remove-snapshot') {
    // The machine is as it was; that the snapshot is not there is told in the list of them.
    const ended = isOver ? { order: null, orderArgument: null, attempts: 0 } : { attempts };
    return {
      changes: ended,
      why: `attempt ${attempts}: ${fault.code}`,
      milliseconds: isOver ? 0 : milliseconds,
    };
  }
  if (step.do === 'prepare' || step.do === 'start' || step.do === 'restore') {
    if (isOver) {
      const changes = { wanted: 'stopped' as const, order: null, orderArgument: null, attempts: 0, ...note };
      return { changes, why: fault.code, milliseconds: 0 };
    }
    // What was started may have left its display behind: the next attempt has another one.
    const stages = step.do === 'start' ? [] : row.stages;
    return { changes: { attempts, stages }, why: `attempt ${attempts}: ${fault.code}`, milliseconds };
  }
  // Whoever has no right to it any more does not keep it because an order failed.
  if (!isOver || !isEntitled) {
    return { changes: { attempts }, why: `attempt ${attempts}: ${fault.code}`, milliseconds };
  }
  const wanted = row.observed === 'paused' ? ('paused' as const) : ('running' as const);
  return { changes: { wanted, order: null, attempts: 0, ...note }, why: fault.code, milliseconds: 0 };
}

/** The stages with one more; each is reached once. */
export function reach(
  row: Pick<MachineRow, 'stages' | 'wantedAt'>,
  stage: StartStage,
  now: Date,
): StageReached[] {
  if (hasReached(row, stage)) return row.stages;
  const seconds = Math.max(0, now.getTime() - row.wantedAt.getTime()) / 1000;
  return [...row.stages, { stage, at: now.toISOString(), seconds }];
}
