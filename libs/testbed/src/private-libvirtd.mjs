import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { asIdentity, daemonIdentity } from './daemon-identity.mjs';
import { claimDirectory } from './directory-claim.mjs';
import { findProgram } from './find-program.mjs';
import { pingLibvirt } from './libvirt-ping.mjs';
import { daemonsIn, guestsIn } from './libvirtd-processes.mjs';
import { closePrivateDirectory, makeDaemonDirectory, openPrivateDirectory } from './private-directory.mjs';
import { isRunning } from './process-table.mjs';
import { spawnLogged, stopProcess } from './processes.mjs';
import { prepareSystem, SYSTEM_LIBVIRTD_CONF, SYSTEM_QEMU_CONF, takeIdentity } from './system-libvirtd.mjs';
import { waitFor } from './waiting.mjs';

/** QEMU flushes its disk on SIGTERM; a stopped (SIGSTOP) or stuck one is killed. */
const GUEST_GRACE_MS = 3_000;
const START_DEADLINE_MS = 80_000;
const FILE_MODE = 0o644;

/**
 * qemu.conf of the daemon. "file" keeps virtlogd, which would outlive the daemon, out of the house: guests' serial
 * logs are then written by QEMU itself. Confinement is left to the change of user.
 */
const QEMU_CONF = 'stdio_handler = "file"\nsecurity_driver = "none"\n';

/**
 * @typedef {object} PrivateLibvirtd
 * @property {string} socket - the daemon's UNIX socket
 * @property {(driver?: 'qemu' | 'test') => string} uri - the libvirt URI of a driver behind it, "qemu" unless given
 * @property {string} directory - where everything of this daemon is; short enough for sockets
 * @property {string} imagesDirectory - disk images; the daemon and its guests may read and write here
 * @property {string} socketsDirectory - for the displays' UNIX sockets; 82 characters are left for their names
 * @property {string} logsDirectory - for guests' serial logs
 * @property {number} uid - user id of the daemon and its guests
 * @property {number} gid
 * @property {number} pid
 * @property {(image: string) => Promise<string>} installImage - copies an image into the images directory, readable for
 *   guests, under a name with its content's digest; answers the copy's path. Repeating it is free
 * @property {(name: NodeJS.Signals) => Promise<void>} kill - sends the daemon a signal; resolves when it has ended, or
 *   at once for SIGSTOP and SIGCONT. Guests go on running
 * @property {(options?: { erase?: boolean }) => Promise<void>} stop - ends the guests, then the daemon; with `erase`
 *   also removes the directory. May be repeated
 */

/**
 * @typedef {object} RemoteAccess
 * @property {string} configuration - libvirtd.conf: ports, certificates, ways to say who one is
 * @property {string} [saslDirectory] - where `libvirt.conf` of SASL lies
 */

/**
 * Starts a libvirtd of one's own, beside the system's and without touching it: own user (nobody when we are root),
 * own directories, own socket, QEMU in session mode. What an earlier daemon left in the same directory is taken over:
 * the daemon itself is ended, its guests go on and are known to the new one.
 *
 * With `system` it is a daemon with the powers of the system's own, in namespaces of its own: it makes bridges, on a
 * network that nothing else is on, and as whom it does so is nobody outside. Only root can start one.
 *
 * @param {{ directory: string, remote?: RemoteAccess, system?: boolean, log?: (line: string) => void }} options -
 *   `directory` is made when missing; with `remote` it also listens to ports of this machine
 * @returns {Promise<PrivateLibvirtd>} once it answers calls
 * @throws {import('./directory-claim.mjs').DirectoryInUseError}
 * @throws when libvirtd is not installed, or does not come up within 80 s (with the end of its log)
 */
export async function startLibvirtd({ directory, remote, system = false, log = () => undefined }) {
  const program = findProgram('libvirtd');
  if (program === undefined)
    throw new Error('libvirtd is not installed, expected that of package libvirt-daemon');
  const identity = daemonIdentity();
  const place = openPrivateDirectory(directory, identity);
  const release = claimDirectory(place.real);
  /** @param {string} name */
  const inside = (name) => path.join(place.short, name);
  for (const name of ['r', 'c', 'c/libvirt', 'd', 'k', 'h', 'vnc', 'logs'])
    makeDaemonDirectory(inside(name), identity);
  const imagesDirectory = path.join(place.real, 'images');
  makeDaemonDirectory(imagesDirectory, identity);
  const qemuConf = system ? QEMU_CONF + SYSTEM_QEMU_CONF : QEMU_CONF;
  writeFileSync(inside('c/libvirt/qemu.conf'), qemuConf, { mode: FILE_MODE });
  const daemonConf = `${system ? SYSTEM_LIBVIRTD_CONF : ''}${remote?.configuration ?? ''}`;
  writeFileSync(inside('c/libvirt/libvirtd.conf'), daemonConf, { mode: FILE_MODE });

  for (const pid of daemonsIn(place.short)) {
    log(`ending libvirtd ${pid}, left in ${place.short} by an earlier run`);
    await stopProcess(pid);
  }
  const socket = inside('r/libvirt/libvirt-sock');
  rmSync(socket, { force: true });
  const wanted = remote ? [program, '--listen'] : [program];
  const [command = '', ...args] = asIdentity(
    identity,
    system ? prepareSystem(place.short, identity, wanted) : wanted,
  );
  const daemon = await spawnLogged(command, args, {
    logFile: path.join(place.real, 'libvirtd.log'),
    cwd: '/',
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      HOME: inside('h'),
      XDG_RUNTIME_DIR: inside('r'),
      XDG_CONFIG_HOME: inside('c'),
      XDG_DATA_HOME: inside('d'),
      XDG_CACHE_HOME: inside('k'),
      ...(remote?.saslDirectory === undefined ? {} : { SASL_CONF_PATH: remote.saslDirectory }),
    },
  });
  try {
    if (system) await takeIdentity(daemon.pid, identity);
    await waitFor('an answer of libvirtd', () => pingLibvirt(socket), {
      deadlineMs: START_DEADLINE_MS,
      givenUp: () => daemon.endedHow() && `it ended with ${daemon.endedHow()}`,
    });
  } catch (error) {
    await daemon.stop();
    release();
    throw new Error(`libvirtd did not start; its last words:\n${daemon.lastLines()}`, { cause: error });
  }
  log(`libvirtd ${daemon.pid} listens on ${socket}`);

  return {
    socket,
    uri: (driver = 'qemu') =>
      `${driver}:///${driver === 'test' ? 'default' : system ? 'system' : 'session'}?socket=${socket}`,
    directory: place.short,
    imagesDirectory,
    socketsDirectory: inside('vnc'),
    logsDirectory: inside('logs'),
    uid: identity.uid,
    gid: identity.gid,
    pid: daemon.pid,
    installImage: (image) => installImage(image, imagesDirectory, identity),
    async kill(name) {
      if (!isRunning(daemon.pid)) return;
      process.kill(daemon.pid, name);
      if (name !== 'SIGSTOP' && name !== 'SIGCONT') await daemon.ended;
    },
    async stop({ erase = false } = {}) {
      // A daemon that was stopped by SIGSTOP in a test must hear the SIGTERM.
      for (const pid of daemonsIn(place.short)) process.kill(pid, 'SIGCONT');
      await stopAll(() => guestsIn(place.short), GUEST_GRACE_MS);
      await stopAll(() => daemonsIn(place.short));
      await stopAll(() => guestsIn(place.short), GUEST_GRACE_MS);
      release();
      closePrivateDirectory(place, { erase });
    },
  };
}

/** @param {() => number[]} find @param {number} [graceMs] */
async function stopAll(find, graceMs) {
  await Promise.all(find().map((pid) => stopProcess(pid, graceMs)));
}

/**
 * @param {string} image
 * @param {string} imagesDirectory
 * @param {import('./daemon-identity.mjs').DaemonIdentity} identity
 * @returns {Promise<string>}
 */
async function installImage(image, imagesDirectory, identity) {
  const digest = createHash('sha256');
  await pipeline(createReadStream(image), digest);
  const { name, ext } = path.parse(image);
  const target = path.join(imagesDirectory, `${name}-${digest.digest('hex').slice(0, 12)}${ext}`);
  if (existsSync(target)) return target;
  const half = `${target}.part`;
  copyFileSync(image, half, constants.COPYFILE_FICLONE);
  // Clones hang on this content: nobody writes to it again.
  chmodSync(half, 0o444);
  if (identity.drops) chownSync(half, identity.uid, identity.gid);
  renameSync(half, target);
  return target;
}
