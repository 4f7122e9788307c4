import { cpSync, mkdirSync, symlinkSync, copyFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { tool } from './guest-tools.mjs';

const FOLDERS = ['bin', 'dev', 'proc', 'sys', 'run', 'tmp', 'mnt', 'root', 'var/log', 'usr/bin', 'usr/sbin'];
/** The student of /etc/passwd. */
const STUDENT = '1000:1000';

/**
 * Builds the guest's root file system as an ext4 image, from the files of `root/` and BusyBox.
 *
 * @param {string} workDirectory
 * @param {{ busybox: string, sizeMiB: number }} parts
 * @returns {Promise<string>} the image
 */
export async function buildRootFilesystem(workDirectory, { busybox, sizeMiB }) {
  const tree = path.join(workDirectory, 'root');
  cpSync(path.join(import.meta.dirname, 'root'), tree, { recursive: true });
  for (const folder of FOLDERS) mkdirSync(path.join(tree, folder), { recursive: true });
  copyFileSync(busybox, path.join(tree, 'bin/busybox'));
  for (const applet of (await tool(busybox, ['--list-full'])).trim().split('\n')) {
    const link = path.join(tree, applet);
    if (applet !== 'bin/busybox' && !existsSync(link)) symlinkSync('/bin/busybox', link);
  }
  const image = path.join(workDirectory, 'root.img');
  // fakeroot: mke2fs takes the owners from the tree, which belongs to whoever builds.
  const script =
    'chown -R 0:0 "$1" && chown -R "$2" "$1/home/student" && exec mke2fs -q -t ext4 -L virlab-shell -J size=4 -m 0 -d "$1" "$3" "$4"';
  await tool('fakeroot', ['sh', '-c', script, 'sh', tree, STUDENT, image, `${sizeMiB}M`], {
    env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
  });
  return image;
}
