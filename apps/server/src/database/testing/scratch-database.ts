import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource, type EntityTarget } from 'typeorm';
import { dataSourceOptions, openDataSource } from '../data-source';
import { applySchemaCopy, readSchemaCopy, type SchemaCopy } from './schema-copy';

/** MariaDB to try besides SQLite, when the test run gives one; its user must be allowed to create databases. */
const mariadb = process.env['VIRLAB_TEST_MARIADB_URL'];

/** The engines of this test run, for `describe.each`. */
export const scratchEngines: readonly ('SQLite' | 'MariaDB')[] = mariadb ? ['SQLite', 'MariaDB'] : ['SQLite'];

/** A database of one spec's own. */
export interface ScratchDatabase {
  /** As VIRLAB_DATABASE_URL takes it. */
  url: string;
  source: DataSource;
  /** Closes the connection and leaves nothing behind. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database with the present schema, apart from those of specs that run at the same time.
 *
 * @param options.copied - false for a schema of the migrations themselves; as `openMigrated` does otherwise
 */
export async function openScratchDatabase(
  engine: 'SQLite' | 'MariaDB',
  entities: EntityTarget<object>[],
  { copied = true }: { copied?: boolean } = {},
): Promise<ScratchDatabase> {
  const { url, remove } = engine === 'SQLite' ? sqliteFile() : await mariadbDatabase();
  const source = await openMigrated(engine, url, entities, { copied });
  const drop = async () => {
    if (source.isInitialized) await source.destroy();
    await remove();
  };
  return { url, source, drop };
}

/** The present schema of each engine, as the migrations made it the first time that this process asked for it. */
const copies = new Map<string, SchemaCopy>();

/**
 * Opens an empty database and brings it to the present schema: the first of its engine by the migrations, the others as
 * copies of what those made.
 */
export async function openMigrated(
  engine: 'SQLite' | 'MariaDB',
  url: string,
  entities: EntityTarget<object>[],
  { copied = true }: { copied?: boolean } = {},
): Promise<DataSource> {
  const source = await openDataSource(url, entities);
  const copy = copied ? copies.get(engine) : undefined;
  if (copy) await applySchemaCopy(source, copy);
  const done = await source.runMigrations({ transaction: 'each' });
  if (!copy) copies.set(engine, await readSchemaCopy(source));
  else if (done.length > 0)
    throw new Error(`the copied schema lacks ${done.map(({ name }) => name).join(', ')}`);
  return source;
}

function sqliteFile() {
  const folder = mkdtempSync(path.join(tmpdir(), 'virlab-spec-'));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { url: `sqlite:${path.join(folder, 'virlab.sqlite')}`, remove };
}

async function mariadbDatabase() {
  if (!mariadb) throw new Error('VIRLAB_TEST_MARIADB_URL is not set');
  const name = `virlab_spec_${randomBytes(6).toString('hex')}`;
  await onServer(mariadb, `CREATE DATABASE ${name}`);
  const url = new URL(mariadb);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => onServer(mariadb, `DROP DATABASE ${name}`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const source = await new DataSource(dataSourceOptions(url, [])).initialize();
  try {
    await source.query(statement);
  } finally {
    await source.destroy();
  }
}
