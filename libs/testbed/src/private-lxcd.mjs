import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { claimDirectory } from './directory-claim.mjs';
import { findProgram } from './find-program.mjs';
import { pingLibvirt } from './libvirt-ping.mjs';
import { containersIn, daemonsIn } from './libvirtd-processes.mjs';
import { closePrivateDirectory, openPrivateDirectory } from './private-directory.mjs';
import { isRunning } from './process-table.mjs';
import { spawnLogged, stopProcess } from './processes.mjs';
import { waitFor } from './waiting.mjs';

const START_DEADLINE_MS = 80_000;
/** A container whose first process does not hear SIGTERM has nothing to lose. */
const CONTAINER_GRACE_MS = 500;
const CGROUPS = '/sys/fs/cgroup';
/** Where libvirt puts containers below each tree of control groups, unless told otherwise. */
const PARTITION = 'machine';

/** Who may enter the socket's folder may speak. */
const LIBVIRTD_CONF = `auth_unix_rw = "none"
auth_unix_ro = "none"
unix_sock_rw_perms = "0700"
`;

/**
 * What the daemon's shell does in its namespace of mounts before it becomes the daemon: our folders are laid over the
 * system's, so that nothing of a daemon that the machine has of its own is touched, and D-Bus is out of reach. libvirt 9
 * fails on a hybrid of control groups, where the second version is mounted beside the first for systemd's use alone.
 */
const ENTER = `set -e
place=$1; shift
if [ -d ${CGROUPS}/memory ] && [ -d ${CGROUPS}/unified ]; then umount ${CGROUPS}/unified; fi
for name in run etc/libvirt var/lib/libvirt var/cache/libvirt var/log/libvirt; do
  [ -d "/$name" ] || continue
  mkdir -p "$place/s/$name"
  mount --bind "$place/s/$name" "/$name"
done
mkdir -p /run/lock /run/libvirt
cp "$place/libvirtd.conf" /etc/libvirt/libvirtd.conf
exec "$@"
`;

/**
 * @typedef {object} PrivateLxcd
 * @property {string} socket - the daemon's UNIX socket
 * @property {string} uri - the libvirt URI of its containers
 * @property {string} directory - where everything of this daemon is
 * @property {string} imagesDirectory - for root file systems
 * @property {number} pid
 * @property {() => number[]} containers - process ids of what controls its containers
 * @property {(options?: { erase?: boolean }) => Promise<void>} stop - ends the containers, then the daemon; with `erase`
 *   also removes the directory. May be repeated
 */

/**
 * Why containers cannot run here; null when they can. Only root can make containers of the system's kind.
 *
 * @returns {string | null}
 */
export function whyNoContainers() {
  if (process.getuid?.() !== 0) return 'only root can start a daemon that makes containers';
  if (findProgram('libvirtd') === undefined) return 'libvirtd is not installed (package libvirt-daemon)';
  if (driverFile() === undefined) return 'libvirt knows no containers (package libvirt-daemon-driver-lxc)';
  const tried = spawnSync('unshare', ['--mount', '--pid', '--user', '--map-root-user', '--fork', 'true'], {
    encoding: 'utf8',
  });
  return tried.status === 0 ? null : `namespaces are not allowed here: ${tried.stderr.trim()}`;
}

/**
 * Starts a libvirtd of one's own that knows only containers (the driver `lxc`), beside the system's and without touching
 * it: own socket, own folders, an own namespace of mounts. It runs as root, which containers need; their own root is to be
 * mapped to nobody by who makes them. What an earlier daemon left in the same directory is ended first.
 *
 * @param {{ directory: string, log?: (line: string) => void }} options - `directory` is made when missing
 * @returns {Promise<PrivateLxcd>} once it answers calls
 * @throws {import('./directory-claim.mjs').DirectoryInUseError}
 * @throws where containers cannot run, or when libvirtd does not come up within 80 s (with the end of its log)
 */
export async function startLxcd({ directory, log = () => undefined }) {
  const why = whyNoContainers();
  if (why !== null) throw new Error(`no containers here: ${why}`);
  const place = openPrivateDirectory(directory, { uid: 0, gid: 0, drops: true, groups: [] });
  const release = claimDirectory(place.real);
  /** @param {string} name */
  const inside = (name) => path.join(place.short, name);
  for (const name of ['d', 's', 'images']) mkdirSync(inside(name), { recursive: true });
  const driver = driverFile() ?? '';
  const linked = path.join(inside('d'), path.basename(driver));
  rmSync(linked, { force: true });
  symlinkSync(driver, linked);
  writeFileSync(inside('libvirtd.conf'), `${LIBVIRTD_CONF}unix_sock_dir = "${inside('s')}"\n`);
  writeFileSync(inside('enter.sh'), ENTER);

  const running = inside('s/run/libvirt/lxc');
  for (const pid of [...containersIn(running), ...daemonsIn(place.short)]) {
    log(`ending ${pid}, left in ${place.short} by an earlier run`);
    await stopProcess(pid);
    clearGroups(pid);
  }
  const socket = inside('s/libvirt-sock');
  rmSync(socket, { force: true });
  const madeBefore = partitions();
  const args = ['--mount', 'sh', inside('enter.sh'), place.short, findProgram('libvirtd') ?? 'libvirtd'];
  const daemon = await spawnLogged('unshare', [...args, '-f', inside('libvirtd.conf')], {
    logFile: path.join(place.real, 'libvirtd.log'),
    cwd: '/',
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      LANG: 'C.UTF-8',
      LIBVIRT_DRIVER_DIR: inside('d'),
      VIRLAB_DIRECTORY: `${place.short}/`,
    },
  });
  try {
    await waitFor('an answer of libvirtd', () => pingLibvirt(socket), {
      deadlineMs: START_DEADLINE_MS,
      givenUp: () => daemon.endedHow() && `it ended with ${daemon.endedHow()}`,
    });
  } catch (error) {
    await daemon.stop();
    release();
    throw new Error(`libvirtd did not start; its last words:\n${daemon.lastLines()}`, { cause: error });
  }
  log(`libvirtd ${daemon.pid} makes containers and listens on ${socket}`);
  return {
    socket,
    uri: `lxc:///system?socket=${socket}`,
    directory: place.short,
    imagesDirectory: path.join(place.real, 'images'),
    pid: daemon.pid,
    containers: () => containersIn(running),
    async stop({ erase = false } = {}) {
      const ended = containersIn(running);
      await Promise.all(ended.map((pid) => stopProcess(pid, CONTAINER_GRACE_MS)));
      if (isRunning(daemon.pid)) await stopProcess(daemon.pid);
      // A daemon that is ended at once has not cleared up after its containers.
      for (const pid of ended) clearGroups(pid);
      clearPartitions(madeBefore);
      release();
      closePrivateDirectory(place, { erase });
    },
  };
}

/** @returns {string | undefined} the driver, where Debian has it */
function driverFile() {
  const root = '/usr/lib';
  return readdirSync(root)
    .map((name) => path.join(root, name, 'libvirt/connection-driver/libvirt_driver_lxc.so'))
    .find((file) => existsSync(file));
}

/** @returns {Set<string>} folders of libvirt's containers that are there, one for each tree of control groups */
function partitions() {
  const trees = ['', ...readdirSync(CGROUPS)].map((name) => path.join(CGROUPS, name, PARTITION));
  return new Set(trees.filter((folder) => existsSync(folder)));
}

/** @param {number} pid - of a container's controller, which names its control groups */
function clearGroups(pid) {
  for (const folder of partitions()) {
    for (const name of readdirSync(folder)) {
      if (name.startsWith(`lxc-${pid}-`)) removeGroup(path.join(folder, name));
    }
  }
}

/**
 * Ends what is left in a container's control group (its first process outlives a controller that no daemon watches), and
 * removes the group with those below it.
 *
 * @param {string} group
 */
function removeGroup(group) {
  for (const pid of readFileSync(path.join(group, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  for (const entry of readdirSync(group, { withFileTypes: true })) {
    if (entry.isDirectory()) removeGroup(path.join(group, entry.name));
  }
  try {
    rmdirSync(group);
  } catch {
    // Something in it has not ended yet; it goes with the machine's next start at the latest.
  }
}

/** @param {ReadonlySet<string>} before - those that were there without us */
function clearPartitions(before) {
  for (const folder of partitions()) {
    if (before.has(folder)) continue;
    try {
      rmdirSync(folder);
    } catch {
      // Another daemon has containers in it by now.
    }
  }
}
