import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataSource } from 'typeorm';

/** A database that nobody else uses, and how to throw it away. */
export interface FreshDatabase {
  url: string;
  drop(): Promise<void>;
}

/** One engine that specs are to be tried on. */
export interface Engine {
  name: 'SQLite' | 'MariaDB';
  fresh(): Promise<FreshDatabase>;
}

const sqlite: Engine = {
  name: 'SQLite',
  async fresh() {
    const file = path.join(tmpdir(), `virlab-spec-${randomBytes(6).toString('hex')}.sqlite`);
    return {
      url: `sqlite:${file}`,
      drop: async () => {
        for (const ending of ['', '-wal', '-shm']) rmSync(file + ending, { force: true });
      },
    };
  },
};

/** `serverUrl` belongs to a user who may make databases. */
function mariadb(serverUrl: string): Engine {
  const administer = async (statement: string) => {
    const url = new URL(serverUrl);
    const socketPath = url.searchParams.get('socketPath');
    const source = await new DataSource({
      type: 'mariadb',
      username: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      ...(socketPath ? { socketPath } : { host: url.hostname, port: Number(url.port || 3306) }),
    }).initialize();
    await source.query(statement).finally(() => source.destroy());
  };
  return {
    name: 'MariaDB',
    async fresh() {
      const name = `virlab_spec_${randomBytes(6).toString('hex')}`;
      await administer(`CREATE DATABASE ${name}`);
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      return { url: url.href, drop: () => administer(`DROP DATABASE ${name}`) };
    },
  };
}

/**
 * The engines to try: SQLite always, MariaDB when the run gives one by VIRLAB_TEST_MARIADB_URL (`npm test` starts its
 * own and does).
 */
export function engines(): Engine[] {
  const serverUrl = process.env['VIRLAB_TEST_MARIADB_URL'];
  return serverUrl ? [sqlite, mariadb(serverUrl)] : [sqlite];
}
