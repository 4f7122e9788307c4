import { readFileSync, statSync } from 'node:fs';

const KVM_DEVICE = '/dev/kvm';
/** Read and write for a file's group, and for everybody (stat(2)). */
const GROUP_READ_WRITE = 0o060;

/**
 * @typedef {object} DaemonIdentity
 * @property {number} uid
 * @property {number} gid
 * @property {boolean} drops - true when we are root and the daemon must become somebody else first
 * @property {number[]} groups - supplementary groups worth having: the one that may use /dev/kvm
 */

/**
 * Answers as whom a daemon of our own runs: ourselves, or "nobody" when we are root. As root, libvirtd would take over
 * the system's directories and mariadbd refuses to start.
 *
 * @returns {DaemonIdentity}
 * @throws when we are root and the machine has no user "nobody"
 */
export function daemonIdentity() {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid !== 0) return { uid, gid, drops: false, groups: [] };
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  if (nobody?.[2] === undefined || nobody[3] === undefined) {
    throw new Error('user "nobody" is not in /etc/passwd, expected one to run daemons as');
  }
  return { uid: Number(nobody[2]), gid: Number(nobody[3]), drops: true, groups: kvmGroups() };
}

/**
 * Puts the change of user before a command (setpriv(1) of util-linux, which then becomes the command: same pid).
 *
 * @param {DaemonIdentity} identity
 * @param {string[]} command
 * @returns {string[]}
 */
export function asIdentity(identity, command) {
  if (!identity.drops) return command;
  const groups = identity.groups.length > 0 ? `--groups=${identity.groups.join(',')}` : '--clear-groups';
  return ['setpriv', `--reuid=${identity.uid}`, `--regid=${identity.gid}`, groups, '--', ...command];
}

/** @returns {number[]} */
function kvmGroups() {
  try {
    const device = statSync(KVM_DEVICE);
    return device.gid !== 0 && (device.mode & GROUP_READ_WRITE) === GROUP_READ_WRITE ? [device.gid] : [];
  } catch {
    return [];
  }
}
