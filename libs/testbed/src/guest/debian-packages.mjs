import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { GuestBuildError, tool } from './guest-tools.mjs';

/**
 * Downloads Debian packages and unpacks them into a folder; nothing is installed and no rights are needed. Where the
 * system has no package lists (a fresh container), own ones are fetched.
 *
 * @param {string} workDirectory - of this build alone
 * @param {string} target - the folder that becomes the packages' root
 * @param {string[]} names
 * @returns {Promise<void>}
 * @throws {GuestBuildError}
 */
export async function unpackDebianPackages(workDirectory, target, names) {
  const downloads = path.join(workDirectory, 'packages');
  mkdirSync(downloads);
  try {
    await tool('apt-get', ['download', ...names], { cwd: downloads });
  } catch {
    const own = ownLists(workDirectory);
    await tool('apt-get', [...own, 'update'], { cwd: downloads });
    await tool('apt-get', [...own, 'download', ...names], { cwd: downloads });
  }
  for (const file of readdirSync(downloads)) {
    await tool('dpkg-deb', ['-x', path.join(downloads, file), target]);
  }
}

/**
 * Answers the package that a package without content of its own stands for today, e.g. the kernel of this month.
 *
 * @param {string} workDirectory
 * @param {string} name
 * @param {RegExp} pattern
 * @returns {Promise<string>}
 * @throws {GuestBuildError}
 */
export async function resolveDependency(workDirectory, name, pattern) {
  for (const options of [[], ownLists(workDirectory)]) {
    if (options.length > 0) await tool('apt-get', [...options, 'update']);
    const text = await tool('apt-cache', [...options, 'depends', '--important', name]).catch(() => '');
    const found = text
      .split('\n')
      .map((line) => line.replace(/^[\s|]*Depends:\s*/, ''))
      .find((word) => pattern.test(word));
    if (found !== undefined) return found;
  }
  throw new GuestBuildError(
    `package ${name} depends on nothing like ${pattern}, expected the kernel of today`,
  );
}

/** @param {string} workDirectory @returns {string[]} apt.conf(5) options for lists and a cache of our own */
function ownLists(workDirectory) {
  const lists = path.join(workDirectory, 'apt/lists');
  const cache = path.join(workDirectory, 'apt/cache');
  mkdirSync(path.join(lists, 'partial'), { recursive: true });
  mkdirSync(path.join(cache, 'archives/partial'), { recursive: true });
  return ['-o', `Dir::State::lists=${lists}`, '-o', `Dir::Cache=${cache}`];
}
