import type { PoolSettings, StopCause } from '@virlab/contracts';
import type { MachineEntity } from '../machine.entity';
import { closesNext, isOpen } from './hours-of-pool';
import type { Offer } from './lease-terms';

const MINUTE_MS = 60_000;
/** How long before it happens an end is announced, on every page of whom it concerns. */
export const ANNOUNCED_MS = 10 * MINUTE_MS;
/** What one click gains against a time limit. */
const PUSH_MS = 30 * MINUTE_MS;

/** Ends that other rooms announce and withdraw; nobody here touches them. */
const OF_OTHERS: ReadonlySet<StopCause> = new Set(['lesson', 'drain']);

/** An end that is going to be announced, or was. */
export interface Stop {
  at: Date;
  because: StopCause;
}

type Running = Pick<
  MachineEntity,
  | 'stages'
  | 'wantedAt'
  | 'takenAt'
  | 'lastInputAt'
  | 'pushedUntil'
  | 'leaseUntil'
  | 'stopsAt'
  | 'stopsBecause'
  | 'ownerId'
>;

type Limits = Pick<PoolSettings, 'idleMinutes' | 'limitMinutes' | 'opens'>;

/** Whether a pool can end the run of a machine at all. */
export function hasLimits({ idleMinutes, limitMinutes, opens, lease }: PoolSettings): boolean {
  return idleMinutes !== null || limitMinutes !== null || opens.length > 0 || lease !== null;
}

/** When each limit ends the run of a machine that is on, the first one first. Idleness counts as if nothing came any more. */
export function endsOf(machine: Running, limits: Limits, now: Date, zone: string): Stop[] {
  const began = beganAt(machine);
  const ends: Stop[] = [];
  const push = (at: Date) => latest(at, machine.pushedUntil);
  if (limits.idleMinutes !== null && machine.ownerId !== null) {
    const active = latest(began, machine.lastInputAt);
    ends.push({ at: push(plus(active, limits.idleMinutes * MINUTE_MS)), because: 'idle' });
  }
  if (limits.limitMinutes !== null && machine.ownerId !== null) {
    ends.push({ at: push(plus(began, limits.limitMinutes * MINUTE_MS)), because: 'time-limit' });
  }
  if (machine.leaseUntil !== null) ends.push({ at: machine.leaseUntil, because: 'lease' });
  const closes = isOpen(limits.opens, now, zone) ? closesNext(limits.opens, now, zone) : now;
  if (closes !== null) ends.push({ at: closes, because: 'closing' });
  return ends.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * What is to be announced of a machine that is on; null for nothing. An end is announced when it is ten minutes off; one that is
 * nearer, because a limit was set or the clock moved, is put off to ten minutes from now. What was announced stands while its
 * cause does, and what other rooms announced always.
 */
export function stopOf(machine: Running, limits: Limits, now: Date, zone: string): Stop | null {
  const { stopsAt, stopsBecause } = machine;
  const standing: Stop | null = stopsAt && stopsBecause ? { at: stopsAt, because: stopsBecause } : null;
  if (standing && OF_OTHERS.has(standing.because)) return standing;
  const horizon = plus(now, ANNOUNCED_MS);
  const due = endsOf(machine, limits, now, zone).filter(({ at }) => at <= horizon);
  if (standing && due.some(({ because, at }) => because === standing.because && at <= standing.at)) {
    return standing;
  }
  const [first] = due;
  return first ? { at: latest(first.at, horizon), because: first.because } : null;
}

/**
 * What "not yet" would give: idleness is over by the click, a time limit is put off by half an hour, to twice the limit at most.
 * Never beyond what comes next: the lease, the right, the closing.
 */
export function pushOf(
  machine: Running,
  limits: Limits,
  now: Date,
  { zone, rightUntil }: { zone: string; rightUntil: Date | null },
): Offer {
  const { stopsAt, stopsBecause } = machine;
  if (!stopsAt || !stopsBecause) return { refused: 'not-announced' };
  if (stopsBecause !== 'idle' && stopsBecause !== 'time-limit') return { refused: 'stop-is-fixed' };
  const wanted =
    stopsBecause === 'idle'
      ? plus(now, (limits.idleMinutes ?? 0) * MINUTE_MS)
      : plus(latest(stopsAt, now), PUSH_MS);
  const until = bounded(wanted, machine, limits, now, { zone, rightUntil });
  return until > stopsAt ? { until } : { refused: 'stop-is-fixed' };
}

/**
 * What more time gives beyond the end of a lesson: half an hour after it, or after what was given already. Never beyond what
 * "not yet" never goes beyond.
 *
 * @param stopsAt - when the machines of the class are shut down
 */
export function holdOf(
  machine: Running,
  limits: Limits,
  now: Date,
  { stopsAt, ...given }: { stopsAt: Date; zone: string; rightUntil: Date | null },
): Offer {
  const from = latest(latest(now, stopsAt), machine.pushedUntil);
  const until = bounded(plus(from, PUSH_MS), machine, limits, now, given);
  return until > from ? { until } : { refused: 'stop-is-fixed' };
}

/** No later than twice the time limit, and whatever cannot be put off. */
function bounded(
  wanted: Date,
  machine: Running,
  limits: Limits,
  now: Date,
  { zone, rightUntil }: { zone: string; rightUntil: Date | null },
): Date {
  const others = endsOf({ ...machine, pushedUntil: null }, limits, now, zone).filter(
    ({ because }) => because !== 'idle' && because !== 'time-limit',
  );
  const hardest =
    limits.limitMinutes === null ? [] : [plus(beganAt(machine), 2 * limits.limitMinutes * MINUTE_MS)];
  const bounds = [...hardest, ...others.map(({ at }) => at), ...(rightUntil ? [rightUntil] : [])];
  return bounds.reduce((soonest, bound) => (bound < soonest ? bound : soonest), wanted);
}

/** Since when this run counts: its powering on, or the moment at which somebody got what ran already. */
function beganAt({ stages, wantedAt, takenAt }: Running): Date {
  const power = stages.find(({ stage }) => stage === 'power');
  return latest(power ? new Date(power.at) : wantedAt, takenAt);
}

function plus(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}

function latest(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
