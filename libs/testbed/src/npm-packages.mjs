import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
/** npm tells thousands of lines when it fails on a native package. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const STAMP = 'node_modules/.virlab-lock';

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock */

/**
 * Installs the npm packages of the lock file (`npm ci`) when they are not the installed ones.
 *
 * @param {{ root: string, log: (line: string) => void, npm?: string[] }} options - `root` holds package-lock.json;
 *   `npm` is the command, `npm` itself unless given
 * @returns {Promise<{ installed: boolean }>}
 * @throws with npm's own words when it fails
 */
export async function ensureNpmPackages({ root, log, npm = ['npm'] }) {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  const digest = createHash('sha256').update(lock).digest('hex');
  const stamp = path.join(root, STAMP);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return { installed: false };
  const installed = !isInstalled(root, JSON.parse(lock.toString('utf8')));
  if (installed) {
    log('installing the npm packages of package-lock.json into node_modules (npm ci)');
    const [command = 'npm', ...before] = npm;
    try {
      await run(command, [...before, 'ci', '--no-audit', '--no-fund'], {
        cwd: root,
        maxBuffer: MAX_OUTPUT_BYTES,
      });
    } catch (error) {
      const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error);
      throw new Error(`npm ci failed:\n${stdout}${stderr}`.trim(), { cause: error });
    }
  }
  writeFileSync(stamp, digest);
  return { installed };
}

/**
 * Answers whether every package that this machine must have is there in the version of the lock, by npm's own record
 * of what it installed (node_modules/.package-lock.json).
 *
 * @param {string} root
 * @param {Lock} lock
 */
function isInstalled(root, lock) {
  const record = path.join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  /** @type {Lock} */
  const { packages: found = {} } = JSON.parse(readFileSync(record, 'utf8'));
  return Object.entries(lock.packages ?? {})
    .filter(([place, { optional, link }]) => place.startsWith('node_modules/') && !optional && !link)
    .every(([place, { version }]) => found[place]?.version === version);
}
