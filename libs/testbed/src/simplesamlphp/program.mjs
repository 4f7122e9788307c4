import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unpackDebianPackages } from '../guest/debian-packages.mjs';

/** Below the packages' root. */
const PROGRAM = 'usr/share/simplesamlphp';

/**
 * Gets SimpleSAMLphp as Debian ships it, into a folder of our own: the package is downloaded and unpacked, never
 * installed, for it would bring a web server and settings of the whole machine.
 *
 * @param {{ directory: string, log?: (line: string) => void }} options - where it is kept for the next time
 * @returns {Promise<string>} its folder (`www`, `lib`, `modules` are in it)
 * @throws {import('../guest/guest-tools.mjs').GuestBuildError} when it cannot be had
 */
export async function ensureSimpleSamlPhp({ directory, log = () => undefined }) {
  const program = path.join(directory, 'program');
  if (existsSync(program)) return program;
  log('downloading SimpleSAMLphp from Debian (4.5 MB)');
  mkdirSync(directory, { recursive: true });
  const work = mkdtempSync(path.join(os.tmpdir(), 'virlab-simplesamlphp-'));
  // In the target's own folder, so that the rename gives a whole program or none.
  const half = mkdtempSync(path.join(directory, '.half-'));
  try {
    const packages = path.join(work, 'unpacked');
    mkdirSync(packages);
    await unpackDebianPackages(work, packages, ['simplesamlphp']);
    cpSync(path.join(packages, PROGRAM), path.join(half, 'program'), {
      recursive: true,
      verbatimSymlinks: true,
    });
    renameSync(path.join(half, 'program'), program);
  } finally {
    rmSync(work, { recursive: true, force: true });
    rmSync(half, { recursive: true, force: true });
  }
  return program;
}
