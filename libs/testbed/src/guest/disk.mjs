import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { tool } from './guest-tools.mjs';

const MBR_CODE = '/usr/lib/syslinux/mbr/mbr.bin';
const MIB = 1024 * 1024;
const SECTORS_PER_MIB = MIB / 512;
/** Where the first partition starts, as every partition tool has it today. */
const START_MIB = 1;

/**
 * `console=tty0` last: what the kernel has to say goes to the screen too. The line after it is speed under software
 * emulation, and harmless under KVM: a throw-away guest that one student uses has no neighbours to be shielded from.
 */
const SYSLINUX_CFG = `DEFAULT guest
PROMPT 0
LABEL guest
  KERNEL vmlinuz
  INITRD initrd.gz
  APPEND quiet console=ttyS0 console=tty0 panic=5 mitigations=off nokaslr tsc=reliable no_timer_check
`;

/**
 * Puts the disk together: master boot record, a FAT partition that syslinux boots from, the root partition; then
 * converts it to qcow2. No loop device and no mount: every part is made as a file of its own.
 *
 * @param {string} workDirectory
 * @param {{ kernel: string, initrd: string, root: string, bootMiB: number, rootMiB: number, image: string }} parts -
 *   `image` is the qcow2 to write
 * @returns {Promise<void>}
 */
export async function buildDisk(workDirectory, { kernel, initrd, root, bootMiB, rootMiB, image }) {
  const boot = path.join(workDirectory, 'boot.img');
  writeFileSync(boot, '');
  truncateSync(boot, bootMiB * MIB);
  await tool('mkfs.fat', ['-F', '16', '-n', 'BOOT', '-h', String(START_MIB * SECTORS_PER_MIB), boot]);
  await tool('syslinux', ['--install', boot]);
  const config = path.join(workDirectory, 'syslinux.cfg');
  writeFileSync(config, SYSLINUX_CFG);
  await tool('mcopy', ['-i', boot, config, initrd, '::']);
  await tool('mcopy', ['-i', boot, kernel, '::vmlinuz']);

  const disk = path.join(workDirectory, 'disk.img');
  writeFileSync(disk, '');
  truncateSync(disk, (START_MIB + bootMiB + rootMiB) * MIB);
  const table = path.join(workDirectory, 'partitions');
  writeFileSync(
    table,
    `label: dos\nstart=${START_MIB}MiB, size=${bootMiB}MiB, type=e, bootable\nstart=${START_MIB + bootMiB}MiB, type=83\n`,
  );
  await tool('sh', ['-c', 'exec sfdisk --quiet "$1" < "$2"', 'sh', disk, table], {
    env: { PATH: `${process.env['PATH']}:/usr/sbin:/sbin` },
  });
  const file = openSync(disk, 'r+');
  try {
    writeSync(file, readFileSync(MBR_CODE), 0, undefined, 0);
    writeSync(file, readFileSync(boot), 0, undefined, START_MIB * MIB);
    writeSync(file, readFileSync(root), 0, undefined, (START_MIB + bootMiB) * MIB);
  } finally {
    closeSync(file);
  }
  await tool('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', '-o', 'compat=1.1', disk, image]);
}
