import { setTimeout as pause } from 'node:timers/promises';
import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

/** MariaDB: ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD. */
const MARIADB = new Set([1213, 1205, 1020]);
/** SQLITE_BUSY and SQLITE_BUSY_SNAPSHOT (sqlite.org/rescode.html): another process is writing. */
const SQLITE = new Set([5, 517]);
/** With pauses that double, the last try begins about a second after the first. */
const TRIES = 8;
const FIRST_PAUSE_MS = 8;

/** True when the database undid a transaction only because another one was in its way. */
export function isTransactionConflict(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause = error.driverError as { errcode?: number; errno?: number };
  return MARIADB.has(cause.errno ?? 0) || SQLITE.has(cause.errcode ?? 0);
}

/**
 * Runs a transaction, and again when the database undid it because another one was in its way. `work` must do nothing
 * but write through its manager, since it may run several times. Throws what `work` throws.
 */
export async function retryTransaction<T>(
  source: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await source.transaction(work);
    } catch (error) {
      if (attempt === TRIES || !isTransactionConflict(error)) throw error;
      // Uneven pauses, so that two that met do not meet again.
      await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1) * (0.5 + Math.random()));
    }
  }
}
