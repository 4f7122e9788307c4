import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { daemonIdentity } from './daemon-identity.mjs';
import { findProgram } from './find-program.mjs';
import { freePort } from './free-port.mjs';
import { unpackDebianPackages } from './guest/debian-packages.mjs';
import { spawnLogged } from './processes.mjs';
import { waitForListener } from './waiting.mjs';

const run = promisify(execFile);
const HOST = '127.0.0.1';
const USER = 'virlab';
/** The daemon, what it is linked with and other machines seldom have, and what opens a UNIX socket at its side. */
const PACKAGES = ['openssh-server', 'libwrap0', 'netcat-openbsd'];

/**
 * What the shell does in a namespace of mounts before it becomes the daemon: sshd wants users of the system's and a folder
 * in /run, and finds ours there.
 */
const ENTER = `set -e
place=$1; shift
mount --bind "$place/passwd" /etc/passwd
if [ ! -d /run/sshd ]; then mount --bind "$place/run" /run; fi
exec "$@"
`;

/**
 * @typedef {object} PrivateSshd
 * @property {string} host - the address of the far end, as URIs name it
 * @property {number} port
 * @property {string} user - who may sign in; acts as whoever our daemons run as
 * @property {string} keyFile - that user's private key
 * @property {string} knownHosts - a file with the daemon's key
 * @property {() => string} said - its log
 * @property {() => Promise<void>} stop - ends it and removes its folder; who is signed in stays so until he leaves
 */

/**
 * Why no ssh daemon can be started here; null when one can. Only root can show it users of our own.
 *
 * @returns {string | null}
 */
export function whyNoSshd() {
  if (process.getuid?.() !== 0) return 'only root can start an ssh daemon with a user of its own';
  if (findProgram('ssh') === undefined) return 'ssh is not installed (package openssh-client)';
  const tried = spawnSync('unshare', ['--mount', 'true'], { encoding: 'utf8' });
  return tried.status === 0 ? null : `namespaces are not allowed here: ${tried.stderr.trim()}`;
}

/**
 * Starts OpenSSH's daemon on a port of its own, with one user who comes in by key: the computer behind it stands for another
 * one. Debian's packages are downloaded and unpacked, never installed: theirs would be a service of the whole machine.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<PrivateSshd>} once it takes connections
 * @throws where it cannot run
 */
export async function startSshd({ log = () => undefined } = {}) {
  const why = whyNoSshd();
  if (why !== null) throw new Error(`no ssh daemon here: ${why}`);
  const directory = mkdtempSync(path.join(os.tmpdir(), 'vl-ssh-'));
  /** @param {string} name */
  const inside = (name) => path.join(directory, name);
  for (const name of ['unpacked', 'run/sshd', 'bin', 'home']) mkdirSync(inside(name), { recursive: true });
  await unpackDebianPackages(directory, inside('unpacked'), PACKAGES);
  copyFileSync(inside('unpacked/bin/nc.openbsd'), inside('bin/nc'));
  const identity = daemonIdentity();
  chmodSync(directory, 0o711);
  chownSync(inside('home'), identity.uid, identity.gid);
  for (const name of ['host-key', 'user-key'])
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', inside(name)]);
  cpSync(inside('user-key.pub'), inside('authorized-keys'));
  const others = readFileSync('/etc/passwd', 'utf8').replace(/^(sshd|virlab):.*\n/gm, '');
  const own = [
    'sshd:*:65533:65534::/run/sshd:/usr/sbin/nologin',
    `${USER}:*:${identity.uid}:${identity.gid}::${inside('home')}:/bin/sh`,
  ];
  // Ours first: the name of whoever shares the number is then ours, too.
  writeFileSync(inside('passwd'), `${own.join('\n')}\n${others}`);
  const port = await freePort(HOST);
  writeFileSync(inside('known-hosts'), `[${HOST}]:${port} ${readFileSync(inside('host-key.pub'), 'utf8')}`);
  writeFileSync(inside('enter.sh'), ENTER);
  writeFileSync(
    inside('sshd.conf'),
    [
      `ListenAddress ${HOST}:${port}`,
      `HostKey ${inside('host-key')}`,
      `AuthorizedKeysFile ${inside('authorized-keys')}`,
      `AllowUsers ${USER}`,
      'StrictModes no',
      'UsePAM no',
      'PidFile none',
      `SetEnv PATH=${inside('bin')}:/usr/local/bin:/usr/bin:/bin`,
      'LogLevel VERBOSE',
    ].join('\n'),
  );
  const libraries = await run('find', [inside('unpacked'), '-name', 'libwrap.so.0', '-printf', '%h']);
  const daemon = await spawnLogged(
    'unshare',
    [
      ...['--mount', 'sh', inside('enter.sh'), directory],
      ...[inside('unpacked/usr/sbin/sshd'), '-D', '-e', '-f', inside('sshd.conf')],
    ],
    {
      logFile: inside('sshd.log'),
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LD_LIBRARY_PATH: libraries.stdout },
    },
  );
  try {
    await waitForListener(
      { host: HOST, port },
      { givenUp: () => daemon.endedHow() && `it ended with ${daemon.endedHow()}` },
    );
  } catch (error) {
    await daemon.stop();
    throw new Error(`sshd did not start; its last words:\n${daemon.lastLines()}`, { cause: error });
  }
  log(`sshd ${daemon.pid} listens on ${HOST}:${port}`);
  return {
    host: HOST,
    port,
    user: USER,
    keyFile: inside('user-key'),
    knownHosts: inside('known-hosts'),
    said: () => readFileSync(daemon.logFile, 'utf8'),
    async stop() {
      await daemon.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
