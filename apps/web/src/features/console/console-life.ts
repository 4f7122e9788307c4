import type { ConsoleTicket } from '@virlab/contracts';
import type { KnownCode } from '../../texts/errors/en';

/** Why a console is not connected: a failure code, or `dropped` when the line itself broke. */
export type Cause = KnownCode | 'dropped';

/** Where the viewer of one console stands. Times are milliseconds since 1970. */
export type ConsoleLife =
  /** A ticket is asked for. */
  | { phase: 'asking'; tries: number; late: number }
  /** The WebSocket and the RFB handshakes are under way. */
  | { phase: 'opening'; tries: number; late: number; ticket: ConsoleTicket }
  | { phase: 'open'; tries: number; late: number; ticket: ConsoleTicket; since: number }
  /** Lost, and tried again at `until`; `lostAt` is the time of the last picture, if there ever was one. */
  | { phase: 'waiting'; tries: number; late: number; cause: Cause; until: number; lostAt?: number }
  /** Closed for good, until the person asks again. */
  | { phase: 'closed'; cause: Cause };

export type ConsoleEvent =
  | { type: 'ticket'; ticket: ConsoleTicket }
  | { type: 'opened'; now: number }
  /** The ticket was refused, or the connection ended. */
  | { type: 'lost'; cause: Cause; now: number }
  /** The wait is over, or the person would not wait. */
  | { type: 'due' }
  /** The person asks again after a close. */
  | { type: 'again' };

/** Waits before the tries, in milliseconds; the last one repeats. */
export const BACKOFF_MS = [500, 1_000, 2_000, 4_000, 8_000, 10_000] as const;

/** A connection that held this long is a good one: the next loss starts counting anew. */
const STEADY_MS = 10_000;

/** Trying again would be refused again: somebody has to act first. */
const FINAL: ReadonlySet<Cause> = new Set<Cause>([
  'not-signed-in',
  'session-ended',
  'not-allowed',
  'cross-site-request',
  'not-found',
  'machine-not-found',
  'not-entitled',
  'ticket-other-session',
  'console-taken-over',
]);

/** The ticket was late or spent: a new one is asked for at once, but only once. */
const LATE: ReadonlySet<Cause> = new Set<Cause>([
  'ticket-expired',
  'ticket-used',
  'ticket-unknown',
  'ticket-stale',
]);

/** How a console begins. */
export const BEGIN: ConsoleLife = { phase: 'asking', tries: 0, late: 0 };

/** The next place in the life of a console. An event that does not fit where it stands changes nothing. */
export function nextLife(life: ConsoleLife, event: ConsoleEvent): ConsoleLife {
  switch (event.type) {
    case 'ticket':
      return life.phase === 'asking' ? { ...life, phase: 'opening', ticket: event.ticket } : life;
    case 'opened':
      return life.phase === 'opening' ? { ...life, phase: 'open', since: event.now } : life;
    case 'lost':
      return afterLoss(life, event.cause, event.now);
    case 'due':
      return life.phase === 'waiting' ? { phase: 'asking', tries: life.tries, late: life.late } : life;
    case 'again':
      return life.phase === 'closed' ? BEGIN : life;
  }
}

function afterLoss(life: ConsoleLife, cause: Cause, now: number): ConsoleLife {
  if (life.phase === 'waiting' || life.phase === 'closed') return life;
  if (FINAL.has(cause)) return { phase: 'closed', cause };
  if (LATE.has(cause)) {
    return life.late === 0 ? { phase: 'asking', tries: life.tries, late: 1 } : { phase: 'closed', cause };
  }
  const wasSteady = life.phase === 'open' && now - life.since >= STEADY_MS;
  const tries = (wasSteady ? 0 : life.tries) + 1;
  const wait = BACKOFF_MS[Math.min(tries, BACKOFF_MS.length) - 1] ?? 0;
  return {
    phase: 'waiting',
    tries,
    late: 0,
    cause,
    until: now + wait,
    ...(life.phase === 'open' ? { lostAt: now } : {}),
  };
}

/** What pages and journeys go by (`data-console-state`). */
export function consoleState(life: ConsoleLife): 'connecting' | 'connected' | 'reconnecting' | 'closed' {
  if (life.phase === 'open') return 'connected';
  if (life.phase === 'closed') return 'closed';
  return life.tries === 0 ? 'connecting' : 'reconnecting';
}
