import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { resolveDependency, unpackDebianPackages } from './guest/debian-packages.mjs';
import { buildDisk } from './guest/disk.mjs';
import { buildInitrd } from './guest/initrd.mjs';
import { findKernel } from './guest/kernel.mjs';
import { buildRootFilesystem } from './guest/root-filesystem.mjs';

const BOOT_MIB = 40;
const ROOT_MIB = 80;
const RECIPE = path.join(import.meta.dirname, 'guest');

/**
 * @typedef {object} GuestImage
 * @property {string} path - the qcow2, for x86_64 with a BIOS; 121 MiB large to the guest, some 20 MB as a file
 * @property {boolean} built - false when an earlier one was still right
 * @property {number} memoryMiB - what a machine of it needs
 */

/**
 * Makes the small real guest: Debian's cloud kernel and BusyBox, a shell on the screen a few seconds after power-on,
 * the machine's name from its SMBIOS serial number, one line `virlab-guest-ready <name>` on the serial port when the
 * prompt is there. Needs no rights. A guest of the same recipe in the folder is used again.
 *
 * @param {{ directory: string, log?: (line: string) => void }} options - where `virlab-shell.qcow2` goes
 * @returns {Promise<GuestImage>}
 * @throws {import('./guest/guest-tools.mjs').GuestBuildError} naming what is missing or failed
 */
export async function ensureGuestImage({ directory, log = () => undefined }) {
  const image = path.join(directory, 'virlab-shell.qcow2');
  const stamp = `${image}.recipe`;
  const recipe = recipeDigest();
  const found = { path: image, memoryMiB: 96 };
  if (existsSync(image) && existsSync(stamp) && readFileSync(stamp, 'utf8') === recipe)
    return { ...found, built: false };
  log('building a small guest from Debian packages (downloads some 30 MB)');
  mkdirSync(directory, { recursive: true });
  const work = mkdtempSync(path.join(os.tmpdir(), 'virlab-guest-'));
  try {
    const packages = path.join(work, 'unpacked');
    const kernelPackage = await resolveDependency(
      work,
      'linux-image-cloud-amd64',
      /^linux-image-[\d.]+-.*cloud-amd64$/,
    );
    await unpackDebianPackages(work, packages, [kernelPackage, 'busybox-static']);
    const busybox = path.join(packages, 'bin/busybox');
    const kernel = await findKernel(packages);
    const initrd = await buildInitrd(work, { busybox, kernel });
    const root = await buildRootFilesystem(work, { busybox, sizeMiB: ROOT_MIB });
    // In the target's own folder, so that the rename replaces an old image at once or not at all.
    const half = path.join(directory, `.${path.basename(work)}.qcow2`);
    await buildDisk(work, {
      kernel: kernel.image,
      initrd,
      root,
      bootMiB: BOOT_MIB,
      rootMiB: ROOT_MIB,
      image: half,
    });
    renameSync(half, image);
    writeFileSync(stamp, recipe);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return { ...found, built: true };
}

/** @returns {string} over every file that the guest is made of, and those that make it */
function recipeDigest() {
  const digest = createHash('sha256');
  for (const name of readdirSync(RECIPE, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(RECIPE, name);
    if (statSync(file).isFile()) digest.update(name).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.update(readFileSync(import.meta.filename)).digest('hex');
}
