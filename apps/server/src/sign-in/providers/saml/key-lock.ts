import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KeyFileFault } from './key-files';

/** Making an RSA key takes a second, on a busy machine some more. */
const LONGEST_WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 50;

/**
 * Does some work on the folder of our keys while no other process does. A process that died with the lock does not
 * keep the others out.
 *
 * @throws KeyFileFault when another process works on it for too long
 */
export async function withKeyLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = path.join(folder, 'saml-keys.lock');
  for (let waited = 0; !(await take(lock)); waited += LOOK_AGAIN_MS) {
    if (waited >= LONGEST_WAIT_MS) {
      throw new KeyFileFault(`${lock} is held by another process: if no command runs, remove it`);
    }
    await pause(LOOK_AGAIN_MS);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    const handle = await open(lock, 'wx', 0o600);
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
