import type { DataSource } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';

/** What makes a database like another, in order: its tables with their indexes, then the rows that it began with. */
export interface SchemaCopy {
  statements: readonly string[];
  rows: readonly { sql: string; values: unknown[] }[];
}

type Row = Record<string, unknown>;

/**
 * Reads how a database that the migrations have just made can be made again, in a twentieth of the time that the
 * migrations take.
 */
export async function readSchemaCopy(source: DataSource): Promise<SchemaCopy> {
  const isSqlite = source.driver instanceof BetterSqlite3Driver;
  const { tables, statements } = isSqlite ? await sqliteSchema(source) : await mariadbSchema(source);
  const rows: { sql: string; values: unknown[] }[] = [];
  for (const table of tables)
    for (const row of await source.query<Row[]>(`SELECT * FROM \`${table}\``)) {
      const columns = Object.keys(row).map((name) => `\`${name}\``);
      const places = columns.map(() => '?').join(', ');
      rows.push({
        sql: `INSERT INTO \`${table}\` (${columns.join(', ')}) VALUES (${places})`,
        values: Object.values(row),
      });
    }
  return { statements, rows };
}

async function sqliteSchema(source: DataSource) {
  const made = await source.query<{ type: string; name: string; sql: string }[]>(
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
  );
  const tables = made.filter(({ type }) => type === 'table').map(({ name }) => name);
  return { tables, statements: made.map(({ sql }) => sql) };
}

async function mariadbSchema(source: DataSource) {
  const listed = await source.query<Row[]>('SHOW TABLES');
  const tables = listed.map((row) => String(Object.values(row)[0]));
  const statements: string[] = [];
  for (const table of tables) {
    const [made = {}] = await source.query<Row[]>(`SHOW CREATE TABLE \`${table}\``);
    statements.push(String(made['Create Table']));
  }
  return { tables, statements };
}

/** Makes the tables and first rows of a copy in an empty database. */
export async function applySchemaCopy(source: DataSource, { statements, rows }: SchemaCopy): Promise<void> {
  const isSqlite = source.driver instanceof BetterSqlite3Driver;
  const runner = source.createQueryRunner();
  try {
    // MariaDB lists tables by their names, so that some point at a later one.
    if (isSqlite) await runner.startTransaction();
    else await runner.query('SET foreign_key_checks = 0');
    for (const statement of statements) await runner.query(statement);
    for (const { sql, values } of rows) await runner.query(sql, values);
    if (isSqlite) await runner.commitTransaction();
    else await runner.query('SET foreign_key_checks = 1');
  } finally {
    await runner.release();
  }
}
