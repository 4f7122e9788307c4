import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where the small guest's second partition begins, in MiB: after one for the table and 40 for booting. */
const ROOT_MIB = '41';

/**
 * Makes an image of the small guest whose serial console belongs to root: what an attacker would start from.
 *
 * @param image - the small guest's
 * @param target - the qcow2 to write
 */
export function makeAdministratorImage(image: string, target: string): void {
  const work = mkdtempSync(path.join(tmpdir(), 'virlab-administrator-'));
  const inside = (name: string) => path.join(work, name);
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { stdio: 'pipe' });
  try {
    writeFileSync(inside('shell'), '#!/bin/sh\nexec /bin/login -f root\n', { mode: 0o755 });
    run('qemu-img', 'convert', '-O', 'raw', image, inside('disk'));
    run('dd', `if=${inside('disk')}`, `of=${inside('root')}`, 'bs=1M', `skip=${ROOT_MIB}`);
    run('/usr/sbin/debugfs', '-w', '-R', 'rm /sbin/student-shell', inside('root'));
    run('/usr/sbin/debugfs', '-w', '-R', `write ${inside('shell')} /sbin/student-shell`, inside('root'));
    run('dd', `if=${inside('root')}`, `of=${inside('disk')}`, 'bs=1M', `seek=${ROOT_MIB}`, 'conv=notrunc');
    run('qemu-img', 'convert', '-O', 'qcow2', inside('disk'), target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
