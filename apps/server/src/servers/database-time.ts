import type { DataSource } from 'typeorm';

/**
 * The present moment in milliseconds since 1970 as SQL, by the clock of the database: the only one that all servers
 * share, so that theirs may differ. It goes on within a transaction and within a statement.
 */
export function databaseNow(source: DataSource): string {
  return source.options.type === 'better-sqlite3'
    ? "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"
    : 'CAST(ROUND(UNIX_TIMESTAMP(SYSDATE(3)) * 1000) AS SIGNED)';
}

/** Whether several servers may be working on this database: SQLite belongs to one. */
export function isShared(source: DataSource): boolean {
  return source.options.type !== 'better-sqlite3';
}
