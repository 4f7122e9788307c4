import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** An ordinary user's PATH on Debian lacks these, and the programs there need no rights to be found or run. */
const SYSTEM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/**
 * Answers where a program is, looking through PATH and then the system's own folders.
 *
 * @param {string} name - or a path, which is only checked
 * @param {string} [searchPath] - replaces PATH and the system's folders
 * @returns {string | undefined}
 */
export function findProgram(name, searchPath) {
  if (name.includes('/')) return isExecutableFile(name) ? name : undefined;
  const folders = searchPath?.split(':') ?? [...(process.env['PATH'] ?? '').split(':'), ...SYSTEM_FOLDERS];
  return folders.map((folder) => path.join(folder, name)).find(isExecutableFile);
}

/** @param {string} file */
function isExecutableFile(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
