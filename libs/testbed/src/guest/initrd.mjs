import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tool } from './guest-tools.mjs';

/**
 * Builds the first root file system: BusyBox, the modules, and the script that finds the real one.
 *
 * @param {string} workDirectory
 * @param {{ busybox: string, kernel: import('./kernel.mjs').GuestKernel }} parts
 * @returns {Promise<string>} the compressed archive
 */
export async function buildInitrd(workDirectory, { busybox, kernel }) {
  const tree = path.join(workDirectory, 'initrd');
  for (const folder of ['bin', 'dev', 'proc', 'sys', 'root', 'modules']) {
    mkdirSync(path.join(tree, folder), { recursive: true });
  }
  copyFileSync(busybox, path.join(tree, 'bin/busybox'));
  copyFileSync(path.join(import.meta.dirname, 'initrd/init'), path.join(tree, 'init'));
  for (const file of [...kernel.always, ...kernel.ata]) {
    copyFileSync(file, path.join(tree, 'modules', path.basename(file)));
  }
  writeFileSync(path.join(tree, 'modules/always'), lines(kernel.always));
  writeFileSync(path.join(tree, 'modules/ata'), lines(kernel.ata));
  const archive = path.join(workDirectory, 'initrd.gz');
  // Owners: the kernel unpacks them as they are, and ours would be whoever builds.
  await tool('sh', ['-c', 'find . | cpio --quiet -o -H newc -R 0:0 | gzip -9 > "$1"', 'sh', archive], {
    cwd: tree,
  });
  return archive;
}

/** @param {string[]} files */
function lines(files) {
  return files.map((file) => `${path.basename(file)}\n`).join('');
}
