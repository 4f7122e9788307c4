import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './find-program.mjs';
import { SYSTEM_PACKAGES } from './system-package-list.mjs';

const run = promisify(execFile);
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;
const LISTS = '/var/lib/apt/lists';
/** Another apt may be at work on a fresh machine; its lock is waited for. */
const APT_OPTIONS = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
/** No questions, no restarts of services (needrestart(1)), and no start of any (invoke-rc.d(8)). */
const APT_ENVIRONMENT = {
  DEBIAN_FRONTEND: 'noninteractive',
  NEEDRESTART_SUSPEND: '1',
  RUNLEVEL: '1',
  LC_ALL: 'C.UTF-8',
};

/** @typedef {import('./system-package-list.mjs').SystemPackageGroup} SystemPackageGroup */
/** @typedef {{ searchPath?: string, root?: string }} WhereToLook - other places than this machine's, for specs */

/**
 * @typedef {object} SystemPackagesResult
 * @property {boolean} ok - everything asked for is there
 * @property {string[]} missing - Debian packages that are still missing
 * @property {string[]} installed - Debian packages that were installed now
 * @property {string} [reason] - why something is missing, as a sentence's end: "this user may not install packages"
 */

/**
 * Lists the Debian packages of the groups that this machine lacks. It looks for what is used of them (programs, files)
 * and not for dpkg's records: QEMU that somebody built is as good.
 *
 * @param {SystemPackageGroup[]} groups
 * @param {WhereToLook} [where]
 * @returns {string[]} each once
 */
export function missingSystemPackages(groups, { searchPath, root = '/' } = {}) {
  /** @type {import('./system-package-list.mjs').SystemPackage[]} */
  const wanted = groups.flatMap((group) => SYSTEM_PACKAGES[group]);
  const missing = wanted.filter(
    ({ program, file }) =>
      (program !== undefined && findProgram(program, searchPath) === undefined) ||
      (file !== undefined && !fileExists(root, file)),
  );
  return [...new Set(missing.map(({ name }) => name))];
}

/**
 * Installs what is missing of the groups with apt-get, where that is allowed without asking: as root, or by a sudo that
 * wants no password. It says first what it will install, and never throws: the caller has something else to offer.
 *
 * @param {SystemPackageGroup[]} groups
 * @param {{ log: (line: string) => void, uid?: number } & WhereToLook} options
 * @returns {Promise<SystemPackagesResult>}
 */
export async function ensureSystemPackages(groups, { log, uid = process.getuid?.() ?? -1, ...where }) {
  const before = missingSystemPackages(groups, where);
  if (before.length === 0) return { ok: true, missing: [], installed: [] };
  const apt = findProgram('apt-get', where.searchPath);
  if (apt === undefined) {
    return { ok: false, missing: before, installed: [], reason: 'this system has no apt-get' };
  }
  const rights = await rightsToInstall(uid, where.searchPath);
  if (rights === undefined) {
    return { ok: false, missing: before, installed: [], reason: 'this user may not install packages' };
  }
  log(`installing Debian packages with apt-get: ${before.join(', ')}`);
  /** @param {string[]} args */
  const aptGet = (args) => {
    const environment = Object.entries(APT_ENVIRONMENT).map(([name, value]) => `${name}=${value}`);
    const [command = 'env', ...rest] = [...rights, 'env', ...environment, apt, ...APT_OPTIONS, ...args];
    return run(command, rest, { maxBuffer: MAX_OUTPUT_BYTES });
  };
  const failure = await install(aptGet, before, where.root ?? '/');
  const missing = missingSystemPackages(groups, where);
  const installed = before.filter((name) => !missing.includes(name));
  if (missing.length === 0) return { ok: true, missing, installed };
  return {
    ok: false,
    missing,
    installed,
    reason: failure ?? 'apt-get installed them, but what is needed of them is not there',
  };
}

/**
 * @param {(args: string[]) => Promise<unknown>} aptGet
 * @param {string[]} names
 * @param {string} root
 * @returns {Promise<string | undefined>} what went wrong
 */
async function install(aptGet, names, root) {
  const args = ['install', '-y', '--no-install-recommends', ...names];
  try {
    if (hasPackageLists(root)) {
      try {
        await aptGet(args);
        return undefined;
      } catch {
        // Most often the lists are older than the archive, which has thrown the old versions away.
      }
    }
    await aptGet(['update']);
    await aptGet(args);
    return undefined;
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    return `apt-get failed: ${(stderr || message).trim()}`;
  }
}

/**
 * @param {number} uid
 * @param {string} [searchPath]
 * @returns {Promise<string[] | undefined>} what to put before a command; undefined when we may not
 */
async function rightsToInstall(uid, searchPath) {
  if (uid === 0) return [];
  const sudo = findProgram('sudo', searchPath);
  if (sudo === undefined) return undefined;
  try {
    await run(sudo, ['-n', 'true']);
    return [sudo, '-n'];
  } catch {
    return undefined;
  }
}

/** @param {string} root */
function hasPackageLists(root) {
  const folder = path.join(root, LISTS);
  return existsSync(folder) && readdirSync(folder).some((name) => name.includes('_Packages'));
}

/** @param {string} root @param {string} file - one `*` may stand for one folder */
function fileExists(root, file) {
  const [before = '', after] = file.split('*');
  if (after === undefined) return existsSync(path.join(root, file));
  const folder = path.join(root, before);
  return existsSync(folder) && readdirSync(folder).some((name) => existsSync(path.join(folder, name, after)));
}
