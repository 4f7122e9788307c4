import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startTime } from './process-table.mjs';

const FILE = 'in-use-by';

/** Another process, which is still there, works in the directory. */
export class DirectoryInUseError extends Error {
  code = 'directory-in-use';

  /** @param {string} directory @param {number} pid */
  constructor(directory, pid) {
    super(`${directory} is in use by process ${pid}; end that one first, or take another directory`);
    this.name = 'DirectoryInUseError';
  }
}

/**
 * Says that this process works in the directory, so that a second run does not end the first one's daemons as
 * leftovers. A claim dies with its process, however that ends.
 *
 * @param {string} directory
 * @returns {() => void} gives the directory back
 * @throws {DirectoryInUseError}
 */
export function claimDirectory(directory) {
  const file = path.join(directory, FILE);
  const mine = `${process.pid} ${startTime(process.pid)}`;
  const other = readClaim(file);
  if (other !== undefined && other !== mine) {
    const [pid, started] = other.split(' ');
    // A pid comes back one day; with the time of its start it is the same process only.
    if (started !== undefined && startTime(Number(pid)) === started)
      throw new DirectoryInUseError(directory, Number(pid));
  }
  writeFileSync(file, mine);
  return () => rmSync(file, { force: true });
}

/** @param {string} file @returns {string | undefined} */
function readClaim(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}
