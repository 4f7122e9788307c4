import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  ensureGuestImage,
  ensureNpmPackages,
  ensureSystemPackages,
} from '../../../libs/testbed/src/index.mjs';

const run = promisify(execFile);

/**
 * Gets what the demo stands on: npm packages, QEMU and libvirt, the guest, the build. Without the hypervisor it goes on
 * with simulated machines and says why.
 *
 * @param {{ root: string, simulated: boolean, skipBuild: boolean, log: (line: string) => void }} options
 * @returns {Promise<{ guestImage: string | undefined }>} no image: machines are simulated
 */
export async function prepare({ root, simulated, skipBuild, log }) {
  await ensureNpmPackages({ root, log });
  const guestImage = simulated ? undefined : await prepareGuest(root, log);
  if (!skipBuild) await build(root, log);
  return { guestImage };
}

/** @param {string} root @param {(line: string) => void} log */
async function prepareGuest(root, log) {
  const { ok, missing, reason } = await ensureSystemPackages(['hypervisor', 'guest'], { log });
  if (!ok) {
    log(
      `missing: ${missing.join(', ')} (${reason}). Install them for real machines; going on with simulated ones`,
    );
    return undefined;
  }
  const directory = path.join(root, '.virlab', 'guest');
  try {
    return (await ensureGuestImage({ directory, log })).path;
  } catch (error) {
    log(
      `the guest could not be built: ${/** @type {Error} */ (error).message}. Going on with simulated machines`,
    );
    return undefined;
  }
}

/** @param {string} root @param {(line: string) => void} log */
async function build(root, log) {
  log('building');
  const nx = path.join(root, 'node_modules', '.bin', 'nx');
  try {
    await run(process.execPath, [nx, 'run-many', '-t', 'build'], {
      cwd: root,
      env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    throw new Error(`the build failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
