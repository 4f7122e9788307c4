import { readdirSync } from 'node:fs';
import path from 'node:path';
import { GuestBuildError, tool } from './guest-tools.mjs';

/** What the guest always has: the disk, the network card, the power button, and the events acpid reads. */
const ALWAYS = ['virtio_pci', 'virtio_blk', 'ext4', 'crc32c_generic', 'button', 'evdev', 'virtio_net'];
/** For a template whose disk is not virtio. */
const ATA = ['ata_piix', 'sd_mod'];

/**
 * @typedef {object} GuestKernel
 * @property {string} image - the bootable file
 * @property {string[]} always - module files in the order to load them
 * @property {string[]} ata - module files to load besides when there is no virtio disk
 */

/**
 * Finds the kernel in an unpacked package, and the order of the modules that the guest needs of it.
 *
 * @param {string} packages - root of the unpacked packages
 * @returns {Promise<GuestKernel>}
 * @throws {GuestBuildError}
 */
export async function findKernel(packages) {
  const boot = path.join(packages, 'boot');
  const name = readdirSync(boot).find((file) => file.startsWith('vmlinuz-'));
  if (name === undefined) throw new GuestBuildError(`no vmlinuz-* in ${boot}, expected the kernel package's`);
  const release = name.slice('vmlinuz-'.length);
  await tool('depmod', ['-b', packages, release]);
  const always = await loadOrder(packages, release, ALWAYS);
  const ata = await loadOrder(packages, release, ATA);
  return { image: path.join(boot, name), always, ata: ata.filter((file) => !always.includes(file)) };
}

/**
 * @param {string} packages
 * @param {string} release
 * @param {string[]} names
 * @returns {Promise<string[]>} files, each once; modules that are built into the kernel have none
 */
async function loadOrder(packages, release, names) {
  const files = [];
  for (const name of names) {
    const text = await tool('modprobe', ['-d', packages, '-S', release, '--show-depends', name]);
    files.push(...[...text.matchAll(/^insmod (\S+)/gm)].map(([, file = '']) => file));
  }
  return [...new Set(files)];
}
