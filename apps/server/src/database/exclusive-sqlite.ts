import type { DataSource, QueryRunner } from 'typeorm';
import { BetterSqlite3Driver } from 'typeorm/driver/better-sqlite3/BetterSqlite3Driver.js';
import { BetterSqlite3QueryRunner } from 'typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js';
import { VirlabError } from '../platform/index';
import { breathe } from './breathe';

/** How long a query may wait for the connection before it is taken for a query outside its own transaction. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Makes TypeORM's SQLite driver a pool of one connection. Unchanged, it hands every caller the same connection, so that
 * one request's rollback takes another request's acknowledged rows with it. Here a query runner owns the connection
 * from its first query to its release.
 */
export function makeSqliteExclusive(source: DataSource): DataSource {
  const { driver } = source;
  if (!(driver instanceof BetterSqlite3Driver)) return source;
  let tail: Promise<void> = Promise.resolve();

  async function acquire(): Promise<() => void> {
    const previous = tail;
    let release: () => void = () => undefined;
    tail = new Promise<void>((resolve) => (release = resolve));
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () =>
          reject(
            new VirlabError('too-busy', {
              detail: 'waited too long for SQLite; was a query made outside its transaction?',
            }),
          ),
        LONGEST_WAIT_MS,
      );
    });
    try {
      await Promise.race([previous, tooLate]);
      return release;
    } catch (error) {
      void previous.then(release);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  class ExclusiveQueryRunner extends BetterSqlite3QueryRunner {
    private lease: Promise<() => void> | undefined;

    private own(): Promise<() => void> {
      return (this.lease ??= acquire());
    }

    override async query<T = unknown>(sql: string, parameters?: unknown[], structured?: boolean): Promise<T> {
      await this.own();
      await breathe();
      return super.query(sql, parameters as never, structured as never) as Promise<T>;
    }

    override async startTransaction(...args: Parameters<QueryRunner['startTransaction']>): Promise<void> {
      await this.own();
      return super.startTransaction(...args);
    }

    override async release(): Promise<void> {
      await super.release();
      const { lease } = this;
      this.lease = undefined;
      // A lease that was never granted has nothing to give back.
      if (lease)
        await lease.then(
          (free) => free(),
          () => undefined,
        );
    }
  }

  driver.createQueryRunner = () => new ExclusiveQueryRunner(driver);
  return source;
}
