import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';

/** What looking inside an image found. */
export type Inside = { is: 'sound' } | { is: 'damaged'; detail: string } | { is: 'timed-out' };

/** Tables of 16 TiB fit; a header that asks for more is made to exhaust us. */
const MOST_MEMORY_BYTES = 2_147_483_648;
const MOST_CPU_SECONDS = 600;
const MOST_SECONDS = 900;
const MOST_OUTPUT_BYTES = 1_048_576;

/** Leaked clusters waste space and harm nobody. */
const LEAKS_ONLY = 3;

const FOLDERS = ['/usr/bin', '/usr/local/bin', '/bin'];

/** Where qemu-img is; null where it is not installed. */
export async function findQemuImg(): Promise<string | null> {
  for (const folder of FOLDERS) {
    const file = path.join(folder, 'qemu-img');
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return null;
}

/**
 * Has QEMU check the tables of a qcow2 image. Only for one whose header names no other file: qemu-img opens what is named.
 *
 * @param file - absolute path
 */
export function checkInside(qemuImg: string, file: string): Promise<Inside> {
  const limits = [`--as=${MOST_MEMORY_BYTES}`, `--cpu=${MOST_CPU_SECONDS}`, '--core=0'];
  const check = [qemuImg, 'check', '-q', '-U', '-f', 'qcow2', file];
  const options = {
    timeout: MOST_SECONDS * 1_000,
    killSignal: 'SIGKILL',
    maxBuffer: MOST_OUTPUT_BYTES,
    env: { LC_ALL: 'C' },
  } as const;
  return new Promise((resolve) => {
    execFile('/usr/bin/prlimit', [...limits, ...check], options, (error, _, stderr) => {
      if (!error || error.code === LEAKS_ONLY) return resolve({ is: 'sound' });
      if (error.killed === true || error.signal === 'SIGKILL' || error.signal === 'SIGXCPU') {
        return resolve({ is: 'timed-out' });
      }
      const [first = ''] = stderr.trim().split('\n');
      resolve({ is: 'damaged', detail: first.replaceAll(file, path.basename(file)).slice(0, 500) });
    });
  });
}
