import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DataSource, type DataSourceOptions, type EntityTarget, type MixedList } from 'typeorm';
import { useLargeTextType } from './columns';
import { makeSqliteExclusive } from './exclusive-sqlite';
import { migrations } from './migrations/index';
import { SqliteEngine } from './sqlite-engine';

/** Which engine a database URL names. */
export function engineOf(url: string): 'sqlite' | 'mariadb' | 'mysql' {
  if (url.startsWith('sqlite:')) return 'sqlite';
  return url.startsWith('mariadb:') ? 'mariadb' : 'mysql';
}

/** TypeORM's options for a database URL (`sqlite:<file>|:memory:`, `mariadb://…`, `mysql://…?socketPath=…`). */
export function dataSourceOptions(url: string, entities: MixedList<EntityTarget<object>>): DataSourceOptions {
  const shared = { entities: entities as never, migrations, migrationsRun: false, synchronize: false };
  const engine = engineOf(url);
  useLargeTextType(engine === 'sqlite' ? 'text' : 'longtext');
  if (engine === 'sqlite') {
    const database = url.slice('sqlite:'.length);
    if (database !== ':memory:')
      mkdirSync(path.dirname(path.resolve(database)), { recursive: true, mode: 0o700 });
    return {
      ...shared,
      type: 'better-sqlite3',
      driver: SqliteEngine,
      database,
      enableWAL: database !== ':memory:',
      // FULL makes a committed transaction survive the loss of power, which WAL's default does not.
      prepareDatabase: (db: { pragma(source: string): unknown }) => void db.pragma('synchronous = FULL'),
    };
  }
  const parsed = new URL(url);
  const socketPath = parsed.searchParams.get('socketPath');
  return {
    ...shared,
    type: engine,
    username: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: parsed.pathname.slice(1),
    ...(socketPath ? { socketPath } : { host: parsed.hostname, port: Number(parsed.port || 3306) }),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    poolSize: 10,
  };
}

/** Opens the database. SQLite is made safe for concurrent transactions first. */
export async function openDataSource(
  url: string,
  entities: MixedList<EntityTarget<object>>,
): Promise<DataSource> {
  return makeSqliteExclusive(new DataSource(dataSourceOptions(url, entities))).initialize();
}

/** Which changes would bring the schema to what the entities say; empty when migrations and entities agree. */
export async function schemaDrift(source: DataSource): Promise<string[]> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
