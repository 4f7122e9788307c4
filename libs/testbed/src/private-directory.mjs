import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

/** Survives a restart of the machine, and is the same short way for everybody. */
const SHORT_ROOT = '/var/tmp';
const ENTER_OTHERS = 0o001;
const WRITE_OTHERS = 0o022;

/**
 * @typedef {object} PrivateDirectory
 * @property {string} wished - the directory asked for
 * @property {string} real - where the files are: the directory asked for, or the short one when a daemon of another
 *   user could not enter the former
 * @property {string} short - a way to the same place of 20 characters
 */

/**
 * Makes a directory that a daemon of ours can use, and a short way to it. A UNIX socket's path may have 107 characters
 * (unix(7)), and libvirt puts up to 87 of its own after the directory.
 *
 * @param {string} wished
 * @param {import('./daemon-identity.mjs').DaemonIdentity} identity
 * @returns {PrivateDirectory}
 * @throws when the short way exists and is not ours
 */
export function openPrivateDirectory(wished, identity) {
  const directory = path.resolve(wished);
  const owner = process.getuid?.() ?? 0;
  const digest = createHash('sha256').update(`${owner}:${directory}`).digest('hex').slice(0, 8);
  const short = path.join(SHORT_ROOT, `vl-${digest}`);
  mkdirSync(directory, { recursive: true });
  if (identity.drops && !othersMayEnter(path.dirname(directory))) {
    openDirectory(short, owner);
    return { wished: directory, real: short, short };
  }
  chmodSync(directory, identity.drops ? 0o711 : 0o700);
  openLink(short, directory, owner);
  return { wished: directory, real: directory, short };
}

/**
 * Takes the short way away; with `erase` also what it leads to.
 *
 * @param {PrivateDirectory} place
 * @param {{ erase: boolean }} options
 */
export function closePrivateDirectory({ wished, real, short }, { erase }) {
  if (erase) {
    rmSync(real, { recursive: true, force: true });
    rmSync(wished, { recursive: true, force: true });
  }
  if (real !== short) rmSync(short, { force: true });
}

/**
 * Makes one of the daemon's own directories, which nobody else may enter.
 *
 * @param {string} directory
 * @param {import('./daemon-identity.mjs').DaemonIdentity} identity
 */
export function makeDaemonDirectory(directory, identity) {
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
  if (identity.drops) chownSync(directory, identity.uid, identity.gid);
}

/** @param {string} directory @returns {boolean} */
function othersMayEnter(directory) {
  const parent = path.dirname(directory);
  return (statSync(directory).mode & ENTER_OTHERS) !== 0 && (parent === directory || othersMayEnter(parent));
}

/** @param {string} short @param {number} owner */
function openDirectory(short, owner) {
  const found = lstatSync(short, { throwIfNoEntry: false });
  if (found?.isSymbolicLink() && found.uid === owner) rmSync(short);
  else if (found !== undefined) {
    // Anyone may write to the parent: a directory laid there by somebody else would give them our sockets.
    if (!found.isDirectory() || found.uid !== owner || (found.mode & WRITE_OTHERS) !== 0) {
      throw new Error(`${short} exists and is not a directory of user ${owner} alone; remove it`);
    }
    return;
  }
  mkdirSync(short, { mode: 0o711 });
  chmodSync(short, 0o711);
}

/** @param {string} short @param {string} target @param {number} owner */
function openLink(short, target, owner) {
  const found = lstatSync(short, { throwIfNoEntry: false });
  if (found !== undefined) {
    if (found.uid !== owner)
      throw new Error(`${short} exists and belongs to user ${found.uid}, not ${owner}; remove it`);
    if (found.isSymbolicLink() && readlinkSync(short) === target) return;
    rmSync(short, { recursive: true });
  }
  symlinkSync(target, short);
}
