import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unpackDebianPackages } from './guest/debian-packages.mjs';
import { tool } from './guest/guest-tools.mjs';

const FOLDERS = ['bin', 'dev', 'proc', 'sys', 'run', 'tmp', 'root', 'var/log', 'usr/bin', 'usr/sbin'];
/** Of the guest's files those that a container needs as they are. */
const FROM_GUEST = ['etc/passwd', 'etc/group', 'etc/shell-words', 'sbin/power-switch', 'home/student/README'];
const GUEST = path.join(import.meta.dirname, 'guest/root');
const CONTAINER = path.join(import.meta.dirname, 'container/root');
/** The student of /etc/passwd. */
const STUDENT = '1000:1000';

/**
 * Makes the small guest as a container: an archive of a root file system with BusyBox, whose console shows a shell at
 * once, says `virlab-guest-ready <name>` before it, and ends when libvirt asks for it. Needs no rights. One of the same
 * recipe in the folder is used again.
 *
 * @param {{ directory: string }} options - where `virlab-container.tar` goes
 * @returns {Promise<{ path: string, memoryMiB: number, built: boolean }>}
 * @throws {import('./guest/guest-tools.mjs').GuestBuildError} naming what is missing or failed
 */
export async function ensureContainerImage({ directory }) {
  const image = path.join(directory, 'virlab-container.tar');
  const stamp = `${image}.recipe`;
  const recipe = recipeDigest();
  const found = { path: image, memoryMiB: 32 };
  if (existsSync(image) && existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe)
    return { ...found, built: false };
  mkdirSync(directory, { recursive: true });
  const work = mkdtempSync(path.join(os.tmpdir(), 'virlab-container-'));
  try {
    await unpackDebianPackages(work, path.join(work, 'unpacked'), ['busybox-static']);
    const tree = await buildTree(work, path.join(work, 'unpacked/bin/busybox'));
    const half = path.join(directory, `.${path.basename(work)}.tar`);
    // fakeroot: tar takes the owners from the tree, which belongs to whoever builds.
    const script =
      'chown -R 0:0 "$1" && chown -R "$2" "$1/home/student" && exec tar -C "$1" --sort=name --mtime=@0 -cf "$3" .';
    await tool('fakeroot', ['sh', '-c', script, 'sh', tree, STUDENT, half]);
    renameSync(half, image);
    writeFileSync(stamp, recipe);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { ...found, built: true };
}

/** @param {string} work @param {string} busybox @returns {Promise<string>} the folder */
async function buildTree(work, busybox) {
  const tree = path.join(work, 'root');
  for (const file of FROM_GUEST) cpSync(path.join(GUEST, file), path.join(tree, file), { recursive: true });
  cpSync(CONTAINER, tree, { recursive: true });
  for (const folder of FOLDERS) mkdirSync(path.join(tree, folder), { recursive: true });
  copyFileSync(busybox, path.join(tree, 'bin/busybox'));
  for (const applet of (await tool(busybox, ['--list-full'])).trim().split('\n')) {
    const link = path.join(tree, applet);
    if (applet !== 'bin/busybox' && !existsSync(link)) symlinkSync('/bin/busybox', link);
  }
  return tree;
}

/** @returns {string} over every file that the container is made of, and what makes it */
function recipeDigest() {
  const digest = createHash('sha256');
  const own = readdirSync(CONTAINER, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => path.join(CONTAINER, name));
  for (const file of [...own, ...FROM_GUEST.map((name) => path.join(GUEST, name)), import.meta.filename]) {
    if (statSync(file).isFile()) digest.update(path.basename(file)).update('\0').update(readFileSync(file));
  }
  return digest.digest('hex');
}
