import type { LibvirtConnection } from '../api/libvirt-connection';
import type { StopListening } from '../api/event-router';
import { LibvirtConnectionError } from '../errors';
import type { KeptConnection } from './kept-connection';

/** A daemon that takes connections but refuses to tell of events is not asked more often than this. */
const BETWEEN_ATTEMPTS_MS = 250;
/** For about a second after a daemon's restart its states are stale. */
const SETTLE_MS = 2_000;

/** What is listened to, and who is told. None of these may throw but `subscribe`. */
export interface Listener {
  /** Registers for events of a new connection. */
  subscribe(connection: LibvirtConnection): Promise<readonly StopListening[]>;
  /** Events flow from here on: list everything now, and again whenever this is called. */
  look(): void;
  /** Nothing is known from here on. Told once for each loss. */
  lost(error: unknown): void;
}

/**
 * Listens to a daemon through all its losses: connects, registers, and has everything looked at once events flow, so that
 * whatever is seen from then on cannot become old unnoticed; and once more when a daemon that has just started knows its
 * machines.
 *
 * @param options - `settleMs` milliseconds until the second look, 2,000 by default; 0 for none
 * @returns how to stop; fulfilled when the last registration has ended
 */
export function keepListening(
  kept: KeptConnection,
  listener: Listener,
  { settleMs = SETTLE_MS }: { settleMs?: number } = {},
): () => Promise<void> {
  const stopping = new AbortController();
  const run = listenUntil(stopping.signal, kept, listener, settleMs);
  return async () => {
    stopping.abort();
    await run;
  };
}

async function listenUntil(
  signal: AbortSignal,
  kept: KeptConnection,
  listener: Listener,
  settleMs: number,
): Promise<void> {
  const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  let isLost = false;
  while (!signal.aborted) {
    try {
      const connection = await kept.get();
      const stops = await listener.subscribe(connection);
      isLost = false;
      if (!signal.aborted) listener.look();
      const second = settleMs > 0 ? setTimeout(() => listener.look(), settleMs) : undefined;
      second?.unref();
      const reason = await Promise.race([connection.closed, stopped]);
      clearTimeout(second);
      if (!reason) return void (await Promise.allSettled(stops.map((stop) => stop())));
      if (signal.aborted) return;
      isLost = true;
      listener.lost(new LibvirtConnectionError(reason.code, reason.message, { cause: reason.cause }));
    } catch (error) {
      if (signal.aborted) return;
      if (!isLost) listener.lost(error);
      isLost = true;
      const rested = Promise.all([kept.rested(), pause()]);
      await Promise.race([rested, stopped]);
    }
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, BETWEEN_ATTEMPTS_MS).unref());
}
