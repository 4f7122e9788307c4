import { mkdtempSync, statfsSync } from 'node:fs';
import path from 'node:path';

const IN_MEMORY = '/dev/shm';
/** The databases of a whole run are some 300 MB; a container often has 64 MB there. */
const LEAST_FREE_BYTES = 2 * 1024 ** 3;

/**
 * A new directory for what a run forgets at its end: in memory where there is enough of it, else on the disk. MariaDB
 * waits for the disk at each table that it makes, and a spec's database has sixty.
 *
 * @param {string} scratch - on the disk
 * @param {string} [memory] - where files are in memory
 * @returns {string} whoever asks removes it
 */
export function quickDirectory(scratch, memory = IN_MEMORY) {
  return mkdtempSync(path.join(hasRoom(memory) ? memory : scratch, 'virlab-test-'));
}

/** @param {string} directory */
function hasRoom(directory) {
  try {
    const { bavail, bsize } = statfsSync(directory);
    return bavail * bsize >= LEAST_FREE_BYTES;
  } catch {
    return false;
  }
}
