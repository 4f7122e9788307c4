import { QueryFailedError } from 'typeorm';

/** SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY (sqlite.org/rescode.html). */
const SQLITE = new Set([2067, 1555]);
/** ER_DUP_ENTRY of MariaDB and MySQL. */
const MARIADB = 1062;

/** True when a write was refused because a row with that key exists. */
export function isDuplicateKey(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause = error.driverError as { errcode?: number; errno?: number };
  return SQLITE.has(cause.errcode ?? 0) || cause.errno === MARIADB;
}
