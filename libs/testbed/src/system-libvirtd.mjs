import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { waitFor } from './waiting.mjs';

const IDENTITY_DEADLINE_MS = 10_000;
/** Major and minor number of /dev/net/tun (Linux, admin-guide/devices). */
const TUN = ['c', '10', '200'];

/** In the daemon's namespaces "root" is our own user, and cannot change what the real root has set up. */
export const SYSTEM_QEMU_CONF = `user = "root"
group = "root"
dynamic_ownership = 0
remember_owner = 0
namespaces = []
cgroup_controllers = []
`;

/** Who may enter the socket's folder may speak: seen from the daemon's namespace, nobody outside has a user's number. */
export const SYSTEM_LIBVIRTD_CONF = `auth_unix_rw = "none"
unix_sock_rw_perms = "0700"
`;

/** The users that libvirt looks for, all of them the same one. */
const USERS = ['root', 'libvirt-qemu'];
const GROUPS = ['root', 'libvirt-qemu', 'kvm', 'libvirt'];

/**
 * What the daemon's shell does before it becomes the daemon: it waits until it is root of its user namespace, takes the
 * powers of that by running once more, and lays our folders over the system's.
 */
const WAIT = 'until [ "$(id -u)" = 0 ]; do sleep 0.05; done; exec sh "$@"';
const ENTER = `set -e
place=$1; shift
ip link set lo up
mount --bind "$place/s/passwd" /etc/passwd
mount --bind "$place/s/group" /etc/group
[ ! -e "$place/s/tun" ] || mount --bind "$place/s/tun" /dev/net/tun
mkdir -p "$place/r/lock"
mount --bind "$place/r" /run
mount --bind "$place/c/libvirt" /etc/libvirt
mount --bind "$place/s/lib" /var/lib
mount --bind "$place/s/cache" /var/cache
mount --bind "$place/s/log" /var/log
exec "$@"
`;

/**
 * Prepares what a daemon with the powers of the system's own finds in its namespaces (user, network, mounts).
 *
 * @param {string} directory - the daemon's
 * @param {import('./daemon-identity.mjs').DaemonIdentity} identity - who it is outside
 * @param {string[]} command - the daemon
 * @returns {string[]} the command that starts it there; `takeIdentity` has to follow
 * @throws when we are not root: nobody else may let a daemon change between users of its own
 */
export function prepareSystem(directory, identity, command) {
  if (!identity.drops) throw new Error('only root can start a system daemon in namespaces of its own');
  const inside = path.join(directory, 's');
  for (const name of ['', 'lib', 'cache', 'log']) mkdirSync(path.join(inside, name), { recursive: true });
  const line = (/** @type {string} */ name) => `${name}:x:0:0::/:/bin/sh\n`;
  writeFileSync(path.join(inside, 'passwd'), USERS.map(line).join(''));
  writeFileSync(path.join(inside, 'group'), GROUPS.map((name) => `${name}:x:0:\n`).join(''));
  const enter = path.join(inside, 'enter.sh');
  writeFileSync(enter, ENTER);
  makeTun(path.join(inside, 'tun'));
  for (const name of ['', 'lib', 'cache', 'log'])
    chownSync(path.join(inside, name), identity.uid, identity.gid);
  return ['unshare', '--user', '--net', '--mount', 'sh', '-c', WAIT, 'sh', enter, directory, ...command];
}

/**
 * Makes the daemon's user root of its user namespace. Unlike what an ordinary user may write there, this leaves the
 * daemon free to set the groups of its guests' processes.
 *
 * @param {number} pid
 * @param {import('./daemon-identity.mjs').DaemonIdentity} identity
 */
export async function takeIdentity(pid, { uid, gid }) {
  const ours = readFileSync('/proc/self/uid_map', 'utf8');
  await waitFor(
    'a user namespace of the daemon',
    async () => readFileSync(`/proc/${pid}/uid_map`, 'utf8') !== ours,
    { deadlineMs: IDENTITY_DEADLINE_MS },
  );
  writeFileSync(`/proc/${pid}/gid_map`, `0 ${gid} 1\n`);
  writeFileSync(`/proc/${pid}/uid_map`, `0 ${uid} 1\n`);
}

/** Network cards of guests are made through a device that is open to everybody on most machines, but not on all. */
function makeTun(/** @type {string} */ file) {
  const EVERYBODY = 0o666;
  const system = statSync('/dev/net/tun', { throwIfNoEntry: false });
  if (system === undefined || (system.mode & EVERYBODY) === EVERYBODY) return;
  if (statSync(file, { throwIfNoEntry: false }) !== undefined) return;
  execFileSync('mknod', ['-m', '666', file, ...TUN]);
}
