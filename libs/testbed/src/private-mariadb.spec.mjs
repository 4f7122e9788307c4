import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMariadb } from './private-mariadb.mjs';
import { isRunning } from './process-table.mjs';

const root = mkdtempSync('/tmp/mariadb-spec-');
const directory = path.join(root, 'server');

/** @type {import('./private-mariadb.mjs').PrivateMariadb} */
let mariadb;

/** @param {string} url @param {string} sql */
async function query(url, sql) {
  const connection = await createConnection(url.replace('mariadb:', 'mysql:'));
  try {
    return (await connection.query(sql))[0];
  } finally {
    await connection.end();
  }
}

describe('startMariadb', () => {
  beforeAll(async () => {
    mariadb = await startMariadb({ directory });
  });
  afterAll(async () => {
    await mariadb.stop({ erase: true });
    expect(isRunning(mariadb.pid)).toBe(false);
    expect(existsSync(directory)).toBe(false);
    rmSync(root, { recursive: true, force: true });
  });

  it('should answer as MariaDB on a database of its own', async () => {
    const url = await mariadb.createDatabase('virlab_test');
    expect(await query(url, 'SELECT VERSION() AS version, DATABASE() AS name')).toEqual([
      { version: expect.stringContaining('MariaDB'), name: 'virlab_test' },
    ]);
  });

  it('should not run as root', () => {
    expect(statSync(`/proc/${mariadb.pid}`).uid).not.toBe(0);
  });

  it('should let nobody in without the password', async () => {
    await expect(query(mariadb.url.replace(/:[^:@]+@/, ':guess@'), 'SELECT 1')).rejects.toThrow(
      /Access denied/,
    );
  });

  it('should refuse a database name that is not a plain word', async () => {
    await expect(mariadb.createDatabase('a; DROP DATABASE mysql')).rejects.toThrow(/does not match/);
  });

  it('should drop a database, also one that is not there', async () => {
    await mariadb.createDatabase('for_a_moment');
    await mariadb.dropDatabase('for_a_moment');
    await mariadb.dropDatabase('for_a_moment');
    expect(await query(mariadb.url, "SHOW DATABASES LIKE 'for_a_moment'")).toEqual([]);
  });

  it('should keep what was committed through a kill', async () => {
    const url = await mariadb.createDatabase('kept');
    await query(url, 'CREATE TABLE t (a INT)');
    await query(url, 'INSERT INTO t VALUES (7)');
    await mariadb.kill('SIGKILL');
    mariadb = await startMariadb({ directory });
    expect(await query(await mariadb.createDatabase('kept'), 'SELECT a FROM t')).toEqual([{ a: 7 }]);
  });

  it('should end the server that a killed run left', async () => {
    const other = path.join(root, 'other');
    const program = `import { startMariadb } from ${JSON.stringify(new URL('private-mariadb.mjs', import.meta.url).href)};
      console.log((await startMariadb({ directory: ${JSON.stringify(other)} })).pid);
      process.kill(process.pid, 'SIGKILL');`;
    const child = promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
    const { stdout } = await child.catch((error) => error);
    const left = Number(stdout);
    expect(isRunning(left)).toBe(true);
    const next = await startMariadb({ directory: other });
    expect(isRunning(left)).toBe(false);
    await next.stop({ erase: true });
  });
});
