import type { JobAction, JobNextStep, RefusalReason } from '@virlab/contracts';
import type { MachineStanding } from '../machines/index';

/** What became of one machine of a job. */
export type Judgement = { state: 'under-way' } | { state: 'done' } | { state: 'failed'; code: string };

/** A machine that waits for room may do so for long; one that is there by then is not going to be. */
export const MOST_MS = 30 * 60_000;

const UNDER_WAY: Judgement = { state: 'under-way' };
const DONE: Judgement = { state: 'done' };
const failed = (code: string): Judgement => ({ state: 'failed', code });

/**
 * How a machine that was ordered stands to what was asked of it. Done is only what is seen in the state that was asked
 * for; what its host does not tell is under way. Pure.
 *
 * @param machine - as it is now; null when it is no more
 */
export function judgeItem(
  action: JobAction,
  machine: MachineStanding | null,
  orderedAt: Date,
  now: Date,
): Judgement {
  if (!machine) return failed('machine-not-found');
  const found = judged(action, machine, orderedAt);
  const isTooLate = now.getTime() - orderedAt.getTime() > MOST_MS;
  return found.state === 'under-way' && isTooLate ? failed('took-too-long') : found;
}

function judged(action: JobAction, machine: MachineStanding, orderedAt: Date): Judgement {
  switch (action) {
    case 'start':
    case 'prepare':
      return ofStart(machine);
    case 'restart':
      // An order that is still there was not carried out yet.
      return machine.order === 'restart' ? UNDER_WAY : ofStart(machine);
    case 'shutdown':
    case 'force-off':
      return ofStop(machine);
    case 'revert':
      return ofRevert(machine, orderedAt);
    case 'extend':
      // It is done in the moment in which it is asked; what was cut off in it nobody knows.
      return UNDER_WAY;
  }
}

function ofStart(machine: MachineStanding): Judgement {
  const { state, wanted, failureCode } = machine;
  if (state === 'running') return failureCode === null ? DONE : failed(failureCode);
  if (state === 'failed') return failed(failureCode ?? 'refused');
  return state !== 'unknown' && wanted !== 'running' ? failed(failureCode ?? 'overtaken') : UNDER_WAY;
}

function ofStop({ state, wanted, failureCode }: MachineStanding): Judgement {
  if (state === 'stopped' || state === 'failed') return DONE;
  return state !== 'unknown' && wanted !== 'stopped' ? failed(failureCode ?? 'overtaken') : UNDER_WAY;
}

function ofRevert(machine: MachineStanding, orderedAt: Date): Judgement {
  const { state, order, diskSince, failureCode } = machine;
  if (order === 'revert' || state === 'unknown') return UNDER_WAY;
  if (diskSince === null || diskSince < orderedAt) return failed(failureCode ?? 'overtaken');
  if (machine.wanted !== 'running') return state === 'failed' ? failed(failureCode ?? 'refused') : DONE;
  return ofStart(machine);
}

const BY_REASON: Partial<Record<RefusalReason, JobNextStep>> = {
  'still-starting': 'wait-and-retry',
  'still-stopping': 'wait-and-retry',
  'still-reverting': 'wait-and-retry',
  'still-saving': 'wait-and-retry',
  'is-running': 'shut-down-first',
  'host-silent': 'ask-operator',
  'not-entitled': 'see-why',
};

const BY_CODE: Record<string, JobNextStep> = {
  'shutdown-ignored': 'force-off',
  'no-machine': 'see-why',
  'no-free-machine': 'ask-operator',
  'image-missing': 'ask-operator',
  'image-invalid': 'ask-operator',
  'name-taken': 'ask-operator',
  'no-space': 'ask-operator',
  unsupported: 'ask-operator',
  'host-unavailable': 'ask-operator',
  'machine-not-found': 'none',
};

/** What somebody can do about a machine that failed. */
export function nextStepOf(code: string | null, reason: RefusalReason | null): JobNextStep {
  if (reason !== null) return BY_REASON[reason] ?? 'none';
  return BY_CODE[code ?? ''] ?? 'retry';
}
