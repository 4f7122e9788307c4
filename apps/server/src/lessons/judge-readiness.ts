import type { MachineState, NotReady } from '@virlab/contracts';

/** What is known of a machine when it is asked whether it is ready. */
export interface MachineReadiness {
  id: string;
  state: MachineState;
  since: Date;
  /** When its latest start reached each stage. */
  stages: readonly { stage: string; at: string }[];
  wantedAt: Date;
  waitsFor: string | null;
  failureCode: string | null;
  isEntitled: boolean;
  /** How long a start of its pool usually takes; null before there was one. */
  usualSeconds: number | null;
}

/** Somebody of the class. */
export interface LearnerReadiness {
  hasSignedIn: boolean;
  /** Their own; of a shared pool a free one that runs or is on the way, counted for nobody else. */
  machine: MachineReadiness | null;
  /** Of whom no free machine is left that is on: whether one is to be had when they come. */
  takes?: 'later' | 'none';
}

type Why = Omit<NotReady, 'person' | 'machineId' | 'state' | 'since'>;

/** Ready since a moment, or why not, whose turn it is and the one step that helps. */
export type Verdict = { readySince: string } | { why: Why };

/**
 * Whether somebody can begin to work now. Ready is only what runs and whose start reached its end: the first picture came,
 * and the guest said that it is ready. Pure.
 */
export function judgeReadiness({ hasSignedIn, machine, takes }: LearnerReadiness, now: Date): Verdict {
  if (!machine && takes === 'later') return { why: { group: 'off', cause: 'takes-one', turn: 'operator' } };
  if (!machine && takes) return { why: { group: 'cannot', cause: 'no-free-machine', turn: 'operator' } };
  if (!machine) return { why: hasSignedIn ? cannot('no-machine') : cannot('never-signed-in') };
  if (!machine.isEntitled) return { why: cannot('access-ended') };
  const ready = machine.stages.find(({ stage }) => stage === 'ready');
  switch (machine.state) {
    case 'running':
      if (machine.failureCode === 'not-ready' || !ready) return { why: notTold(machine) };
      return { readySince: ready.at };
    case 'starting':
      return {
        why: {
          ...{ group: 'under-way', cause: 'starting', turn: 'virlab' },
          ...detailOf(machine.stages.at(-1)?.stage),
          ...expectedOf(machine, now),
        },
      };
    case 'queued':
      if (machine.waitsFor !== null) return { why: { group: 'failed', cause: 'no-room', turn: 'operator' } };
      return {
        why: { ...{ group: 'under-way', cause: 'queued', turn: 'virlab' }, ...expectedOf(machine, now) },
      };
    case 'stopping':
      return { why: { group: 'off', cause: 'stopping', turn: 'virlab' } };
    case 'reverting':
      return { why: { group: 'under-way', cause: 'reverting', turn: 'virlab' } };
    case 'paused':
      return { why: { group: 'off', cause: 'paused', turn: 'you', step: 'resume' } };
    case 'stopped':
      return { why: { group: 'off', cause: 'off', turn: 'you', step: 'start' } };
    case 'failed':
      return {
        why: {
          ...{ group: 'failed', cause: 'failed', step: 'retry' },
          turn: OF_OPERATORS.has(machine.failureCode ?? '') ? 'operator' : 'you',
          ...detailOf(machine.failureCode),
        },
      };
    case 'unknown':
      return { why: { group: 'failed', cause: 'host-silent', turn: 'operator' } };
  }
}

/** Failures that come again however often the machine is started: of the host, or of the image. */
const OF_OPERATORS: ReadonlySet<string> = new Set([
  'unreachable',
  'timed-out',
  'image-missing',
  'image-invalid',
  'name-taken',
  'no-space',
  'unsupported',
]);

function cannot(cause: 'no-machine' | 'never-signed-in' | 'access-ended'): Why {
  return { group: 'cannot', cause, turn: 'university', step: 'see-why' };
}

function notTold({ failureCode }: MachineReadiness): Why {
  if (failureCode === 'not-ready') {
    return { group: 'failed', cause: 'not-ready-line', turn: 'you', step: 'retry', detail: failureCode };
  }
  return { group: 'under-way', cause: 'starting', turn: 'virlab' };
}

function detailOf(detail: string | null | undefined): { detail?: string } {
  return detail === null || detail === undefined ? {} : { detail };
}

/** A start that takes longer than usual is not expected at any time. */
function expectedOf({ wantedAt, usualSeconds }: MachineReadiness, now: Date): { expectedAt?: string } {
  if (usualSeconds === null) return {};
  const at = wantedAt.getTime() + usualSeconds * 1000;
  return at > now.getTime() ? { expectedAt: new Date(at).toISOString() } : {};
}
