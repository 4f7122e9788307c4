import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { asIdentity, daemonIdentity } from './daemon-identity.mjs';
import { claimDirectory } from './directory-claim.mjs';
import { findProgram } from './find-program.mjs';
import { freePort } from './free-port.mjs';
import { closePrivateDirectory, makeDaemonDirectory, openPrivateDirectory } from './private-directory.mjs';
import { isRunning, listProcesses } from './process-table.mjs';
import { spawnLogged, stopProcess } from './processes.mjs';
import { waitFor } from './waiting.mjs';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const USER = 'virlab';
const HOST = '127.0.0.1';
const START_DEADLINE_MS = 80_000;
const DATABASE_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Small and quick: the data of a demo or a test. Every commit is written to the operating system at once, so it
 * survives a kill of the server, if not of the machine.
 */
const SETTINGS = [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--performance-schema=OFF',
  '--innodb-buffer-pool-size=32M',
  '--innodb-log-file-size=16M',
  '--innodb-flush-log-at-trx-commit=2',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
];

/**
 * @typedef {object} PrivateMariadb
 * @property {string} url - `mariadb://user:password@127.0.0.1:port`, a user with all rights, no database chosen
 * @property {number} port
 * @property {number} pid
 * @property {(name: string) => Promise<string>} createDatabase - makes the database when it is missing; answers its URL
 * @property {(name: string) => Promise<void>} dropDatabase - with all it holds; nothing happens when there is none
 * @property {(name: NodeJS.Signals) => Promise<void>} kill - sends a signal that ends the server, and waits for the end
 * @property {(options?: { erase?: boolean }) => Promise<void>} stop - with `erase` also removes the data
 */

/**
 * Starts a MariaDB server of one's own: own data directory, socket, loopback port, user and password. It runs as we do,
 * or as nobody when we are root. The data stays between starts; a server that an earlier run left in the directory is
 * ended first.
 *
 * @param {{ directory: string, log?: (line: string) => void }} options - `directory` is made when missing
 * @returns {Promise<PrivateMariadb>} once it answers
 * @throws {import('./directory-claim.mjs').DirectoryInUseError}
 * @throws when MariaDB is not installed or does not come up within 60 s (with the end of its log)
 */
export async function startMariadb({ directory, log = () => undefined }) {
  const identity = daemonIdentity();
  const place = openPrivateDirectory(directory, identity);
  const release = claimDirectory(place.real);
  const data = path.join(place.real, 'data');
  for (const pid of serversOn(data)) {
    log(`ending mariadbd ${pid}, left in ${place.real} by an earlier run`);
    await stopProcess(pid);
  }
  const server = await prepareData(data, identity);
  const runDirectory = path.join(place.short, 'run');
  makeDaemonDirectory(runDirectory, identity);
  const password = randomBytes(18).toString('base64url');
  const grants = path.join(runDirectory, 'grants.sql');
  writeFileSync(grants, grantsFor(password), { mode: 0o600 });
  if (identity.drops) chownSync(grants, identity.uid, identity.gid);

  const port = await freePort(HOST);
  const [command = '', ...args] = asIdentity(identity, [
    server,
    '--no-defaults',
    `--datadir=${data}`,
    `--socket=${runDirectory}/sock`,
    `--pid-file=${runDirectory}/pid`,
    `--port=${port}`,
    `--init-file=${grants}`,
    ...SETTINGS,
  ]);
  const daemon = await spawnLogged(command, args, {
    logFile: path.join(place.real, 'mariadbd.log'),
    cwd: '/',
  });
  const url = `mariadb://${USER}:${password}@${HOST}:${port}`;
  try {
    await waitFor('an answer of mariadbd', () => query(url, 'SELECT 1').then(() => true), {
      deadlineMs: START_DEADLINE_MS,
      givenUp: () => daemon.endedHow() && `it ended with ${daemon.endedHow()}`,
    });
  } catch (error) {
    await daemon.stop();
    release();
    throw new Error(`mariadbd did not start; its last words:\n${daemon.lastLines()}`, { cause: error });
  } finally {
    rmSync(grants, { force: true });
  }
  log(`mariadbd ${daemon.pid} listens on ${HOST}:${port}`);

  return {
    url,
    port,
    pid: daemon.pid,
    async createDatabase(name) {
      await query(url, `CREATE DATABASE IF NOT EXISTS ${checkedName(name)}`);
      return `${url}/${name}`;
    },
    async dropDatabase(name) {
      await query(url, `DROP DATABASE IF EXISTS ${checkedName(name)}`);
    },
    async kill(name) {
      if (!isRunning(daemon.pid)) return;
      process.kill(daemon.pid, name);
      await daemon.ended;
    },
    async stop({ erase = false } = {}) {
      await daemon.stop();
      release();
      closePrivateDirectory(place, { erase });
    },
  };
}

/**
 * Makes the data directory, with the system tables when they are not there yet.
 *
 * @param {string} data
 * @param {import('./daemon-identity.mjs').DaemonIdentity} identity
 * @returns {Promise<string>} the server's program
 */
async function prepareData(data, identity) {
  const server = findProgram('mariadbd');
  const install = findProgram('mariadb-install-db');
  if (server === undefined || install === undefined) {
    throw new Error(
      'mariadbd and mariadb-install-db are not both installed, expected those of mariadb-server-core',
    );
  }
  if (!existsSync(data)) {
    // Under another name first: half a system database, left by a kill, must not look like a whole one.
    const half = `${data}.half`;
    rmSync(half, { recursive: true, force: true });
    makeDaemonDirectory(half, identity);
    const [command = '', ...args] = asIdentity(identity, [install, '--no-defaults', `--datadir=${half}`]);
    await run(command, [...args, '--auth-root-authentication-method=normal', '--skip-test-db'], { cwd: '/' });
    renameSync(half, data);
  }
  return server;
}

/** @param {string} data @returns {number[]} */
function serversOn(data) {
  return listProcesses()
    .filter(({ program, args }) => program === 'mariadbd' && args.includes(`--datadir=${data}`))
    .map(({ pid }) => pid);
}

/** @param {string} password - of letters, digits, "-" and "_" only */
function grantsFor(password) {
  return [
    `CREATE OR REPLACE USER '${USER}'@'${HOST}' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${USER}'@'${HOST}' WITH GRANT OPTION;`,
    '',
  ].join('\n');
}

/** @param {string} name */
function checkedName(name) {
  if (!DATABASE_NAME.test(name)) throw new Error(`database name "${name}" does not match ${DATABASE_NAME}`);
  return name;
}

/** @param {string} url @param {string} sql */
async function query(url, sql) {
  // Only here: the rest of this library is loaded before any package is installed. Required, not imported: who loads this
  // library through a module runner may have closed it since.
  const { createConnection } = /** @type {typeof import('mysql2/promise')} */ (require('mysql2/promise'));
  const { hostname, port, username, password } = new URL(url);
  const connection = await createConnection({ host: hostname, port: Number(port), user: username, password });
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
