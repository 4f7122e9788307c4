import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { asIdentity, daemonIdentity } from './daemon-identity.mjs';
import { claimDirectory } from './directory-claim.mjs';
import { findProgram } from './find-program.mjs';
import { freePort } from './free-port.mjs';
import { closePrivateDirectory, makeDaemonDirectory, openPrivateDirectory } from './private-directory.mjs';
import { listProcesses } from './process-table.mjs';
import { spawnLogged, stopProcess } from './processes.mjs';
import { waitFor, waitForHttp } from './waiting.mjs';

const run = promisify(execFile);
const HOST = '127.0.0.1';
/** A page of it asks for a handful of files at once, and a sign-out waits for another page of the same server. */
const WORKERS = '4';
const OWN_CONFIG = path.join(import.meta.dirname, 'simplesamlphp', 'config');
const MAKE_KEY = path.join(import.meta.dirname, 'simplesamlphp', 'make-key.php');
const LIBRARIES = '/usr/lib';

/**
 * @typedef {object} SimpleSamlPhpPerson
 * @property {string} username
 * @property {string} password
 * @property {Record<string, string[]>} attributes - by their SAML names
 *
 * @typedef {object} SimpleSamlPhpOptions
 * @property {string} directory - keeps its settings and keys between starts
 * @property {string} program - from `ensureSimpleSamlPhp`
 * @property {string} spMetadataXml - the service's metadata file
 * @property {SimpleSamlPhpPerson[]} people
 * @property {string} [entityId]
 * @property {string} [title] - its name for people
 * @property {string} [scope] - the domain it speaks for
 * @property {number} [port] - any free one unless given
 * @property {number} [clockOffsetSeconds] - how far its clock is ahead; negative: behind
 * @property {(line: string) => void} [log]
 *
 * @typedef {object} PrivateSimpleSamlPhp
 * @property {string} entityId
 * @property {string} url - where browsers reach it
 * @property {number} port
 * @property {() => Promise<string>} metadataXml - its metadata now, as its page gives it
 * @property {(xml: string) => void} takeServiceProvider - replaces the service's metadata file
 * @property {() => Promise<void>} announceKey - makes a second key and publishes it beside the one in use
 * @property {() => Promise<void>} rollKey - signs with the announced key (or a new one) and publishes that one only
 * @property {() => void} signWithOldKey - signs again with the key before, as a thief of it would
 * @property {(seconds: number) => Promise<void>} setClock - starts it again with another offset of its clock
 * @property {() => string} lastLines - the end of its own log, for messages
 * @property {(options?: { erase?: boolean }) => Promise<void>} stop
 */

/**
 * Starts SimpleSAMLphp as an identity provider of one's own: Debian's program on PHP's own web server, with settings,
 * keys, sessions and port of its own. Responses and assertions are signed, assertions encrypted, logout requests
 * signed and required to be so. What is its clock's is told by libfaketime.
 *
 * @param {SimpleSamlPhpOptions} options
 * @returns {Promise<PrivateSimpleSamlPhp>} once it answers
 * @throws {import('./directory-claim.mjs').DirectoryInUseError}
 * @throws when PHP is not installed or the server does not come up
 */
export async function startSimpleSamlPhp({
  directory,
  program,
  spMetadataXml,
  people,
  entityId = 'https://idp.tecnica.example/simplesamlphp',
  title = 'Técnica Polytechnic',
  scope = 'tecnica.example',
  port: wishedPort,
  clockOffsetSeconds = 0,
  log = () => undefined,
}) {
  const php = findProgram('php');
  if (php === undefined) throw new Error('php is not installed, expected that of php-cli');
  const identity = daemonIdentity();
  const place = openPrivateDirectory(directory, identity);
  const release = claimDirectory(place.real);
  const own = path.join(place.real, 'program');
  await endLeftovers(own, log);
  // Whoever we run it as may not be able to enter the folder where it is kept.
  if (!existsSync(own)) cpSync(program, own, { recursive: true, verbatimSymlinks: true });
  const config = path.join(place.real, 'config');
  const keys = path.join(config, 'keys');
  const scratch = path.join(place.real, 'scratch');
  cpSync(OWN_CONFIG, config, { recursive: true });
  mkdirSync(keys, { recursive: true });
  makeDaemonDirectory(scratch, identity);
  for (const name of ['log', 'data', 'temp', 'sessions'])
    makeDaemonDirectory(path.join(scratch, name), identity);

  const port = wishedPort ?? (await freePort(HOST));
  const url = `http://localhost:${port}`;
  let keyNumber = readdirSync(keys).filter((name) => name.endsWith('.key')).length;
  const makeKey = async () => {
    keyNumber += 1;
    const name = `idp-${keyNumber}`;
    await run(php, [MAKE_KEY, keys, name]);
    if (identity.drops) chownSync(path.join(keys, `${name}.key`), identity.uid, identity.gid);
    chmodSync(path.join(keys, `${name}.key`), 0o600);
    return name;
  };
  const settings = {
    url,
    entityId,
    title,
    scope,
    scratch,
    people,
    salt: randomBytes(24).toString('hex'),
    key: keyNumber > 0 ? `idp-${keyNumber}` : await makeKey(),
    announcedKey: /** @type {string | null} */ (null),
  };
  let oldKey = settings.key;
  const file = (/** @type {string} */ name, /** @type {string} */ text) => {
    const target = path.join(config, name);
    // It reads its settings at each request: never half a file.
    writeFileSync(`${target}.new`, text, { mode: 0o600 });
    if (identity.drops) chownSync(`${target}.new`, identity.uid, identity.gid);
    renameSync(`${target}.new`, target);
  };
  const save = () => file('settings.json', JSON.stringify(settings));
  save();
  file('service-provider.xml', spMetadataXml);

  const metadataUrl = `http://${HOST}:${port}/saml2/idp/metadata.php`;
  const serve = (/** @type {number} */ offsetSeconds) =>
    startServer({
      php,
      identity,
      own,
      config,
      port,
      offsetSeconds,
      logFile: path.join(place.real, 'php.log'),
    });
  let server = await serve(clockOffsetSeconds).catch((error) => {
    release();
    throw error;
  });
  log(`SimpleSAMLphp ${server.pid} listens on ${HOST}:${port}`);

  return {
    entityId,
    url,
    port,
    async metadataXml() {
      const response = await fetch(metadataUrl);
      if (!response.ok) throw new Error(`${metadataUrl} answered ${response.status}`);
      return response.text();
    },
    takeServiceProvider: (xml) => file('service-provider.xml', xml),
    async announceKey() {
      settings.announcedKey = await makeKey();
      save();
    },
    async rollKey() {
      oldKey = settings.key;
      settings.key = settings.announcedKey ?? (await makeKey());
      settings.announcedKey = null;
      save();
    },
    signWithOldKey() {
      settings.key = oldKey;
      save();
    },
    async setClock(offsetSeconds) {
      await endServer(server.pid, own);
      server = await serve(offsetSeconds);
    },
    lastLines: () => {
      const ownLog = path.join(scratch, 'log', 'simplesamlphp.log');
      return existsSync(ownLog)
        ? readFileSync(ownLog, 'utf8').trimEnd().split('\n').slice(-30).join('\n')
        : server.lastLines();
    },
    async stop({ erase = false } = {}) {
      await endServer(server.pid, own);
      release();
      if (!erase) rmSync(path.join(scratch, 'sessions'), { recursive: true, force: true });
      closePrivateDirectory(place, { erase });
    },
  };
}

/**
 * @param {{ php: string, identity: import('./daemon-identity.mjs').DaemonIdentity, own: string, config: string,
 *   port: number, offsetSeconds: number, logFile: string }} options
 */
async function startServer({ php, identity, own, config, port, offsetSeconds, logFile }) {
  const settings = ['opcache.enable_cli=1', 'display_errors=0', 'date.timezone=UTC'];
  const [command = '', ...args] = asIdentity(identity, [
    // By env(1), so that only PHP has the other clock and not what changes the user before.
    ...(offsetSeconds === 0 ? [] : ['env', ...otherClock(offsetSeconds)]),
    php,
    ...settings.flatMap((setting) => ['-d', setting]),
    '-S',
    `${HOST}:${port}`,
    '-t',
    path.join(own, 'www'),
  ]);
  const server = await spawnLogged(command, args, {
    logFile,
    cwd: '/',
    env: {
      PATH: process.env['PATH'],
      LC_ALL: 'C.UTF-8',
      SIMPLESAMLPHP_CONFIG_DIR: config,
      PHP_CLI_SERVER_WORKERS: WORKERS,
    },
  });
  try {
    await waitForHttp(`http://${HOST}:${port}/saml2/idp/metadata.php`, {
      givenUp: () => server.endedHow() && `it ended with ${server.endedHow()}`,
    });
    return server;
  } catch (error) {
    await endServer(server.pid, own);
    throw new Error(`SimpleSAMLphp did not start; its last words:\n${server.lastLines()}`, { cause: error });
  }
}

/** libfaketime(1), loaded by hand: its program `faketime` stays between us and PHP. @param {number} seconds */
function otherClock(seconds) {
  const library = readdirSync(LIBRARIES)
    .map((name) => path.join(LIBRARIES, name, 'faketime', 'libfaketime.so.1'))
    .find((file) => existsSync(file));
  if (library === undefined) throw new Error('libfaketime.so.1 is not there, expected that of libfaketime');
  const offset = seconds < 0 ? String(seconds) : `+${seconds}`;
  return [`LD_PRELOAD=${library}`, `FAKETIME=${offset}`, 'FAKETIME_DONT_FAKE_MONOTONIC=1'];
}

/** PHP's server leaves its workers behind when it alone is ended. @param {number} pid @param {string} own */
async function endServer(pid, own) {
  const all = new Set([pid, ...serversOn(own)]);
  for (const one of all) await stopProcess(one);
  await waitFor('the end of all PHP workers', () => serversOn(own).length === 0);
  // libfaketime's memory, which nobody takes away when its process is ended by a signal.
  for (const one of all) {
    rmSync(`/dev/shm/faketime_shm_${one}`, { force: true });
    rmSync(`/dev/shm/sem.faketime_sem_${one}`, { force: true });
  }
}

/** @param {string} own @param {(line: string) => void} log */
async function endLeftovers(own, log) {
  for (const pid of serversOn(own)) {
    log(`ending PHP ${pid}, left in ${path.dirname(own)} by an earlier run`);
    await stopProcess(pid);
  }
}

/** @param {string} own @returns {number[]} */
function serversOn(own) {
  return listProcesses()
    .filter(({ args }) => args.includes('-S') && args.includes(path.join(own, 'www')))
    .map(({ pid }) => pid);
}
