import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './run-command.mjs';

/** The current long-term release of Node; its binary is the npm package of this name and version. */
const LTS = '24.21.0';

/**
 * Gets the current Node LTS from the npm registry, into a folder of its own.
 *
 * @param {string} root - the repository
 * @returns {Promise<string>} the program
 * @throws when it cannot be had
 */
export async function currentLts(root) {
  const folder = path.join(root, '.virlab', `node-${LTS}`);
  const name = `node-${process.platform}-${process.arch}`;
  const program = path.join(folder, 'node_modules', name, 'bin', 'node');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', `${name}@${LTS}`];
  const status = await runCommand('npm', args, { cwd: folder });
  if (status !== 0 || !existsSync(program)) throw new Error(`${name}@${LTS} could not be installed`);
  return program;
}
