import { spawn } from 'node:child_process';

/**
 * Runs a program with its output shown as it comes.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined>, onOutput?: (text: string) => void }} options -
 *   `env` is added to ours; `onOutput` is also given what is shown
 * @returns {Promise<number>} its exit status; 1 when it could not be started or was ended by a signal
 */
export function runCommand(command, args, { cwd, env, onOutput }) {
  /** @param {Buffer} chunk @param {NodeJS.WriteStream} stream */
  const shown = (chunk, stream) => {
    stream.write(chunk);
    onOutput?.(chunk.toString('utf8'));
  };
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', onOutput ? 'pipe' : 'inherit', onOutput ? 'pipe' : 'inherit'],
    });
    child.stdout?.on('data', (chunk) => shown(chunk, process.stdout));
    child.stderr?.on('data', (chunk) => shown(chunk, process.stderr));
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', (status) => resolve(status ?? 1));
  });
}
