import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/**
 * Runs a program with its output shown as it comes.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined>, onOutput?: (text: string) => void,
 *   label?: string }} options - `env` is added to ours; `onOutput` is also given what is shown; `label` begins each line,
 *   for programs that run at once
 * @returns {Promise<number>} its exit status; 1 when it could not be started or was ended by a signal
 */
export function runCommand(command, args, { cwd, env, onOutput, label }) {
  /** @param {Buffer} chunk @param {NodeJS.WriteStream} stream */
  const shown = (chunk, stream) => {
    stream.write(chunk);
    onOutput?.(chunk.toString('utf8'));
  };
  const isRead = onOutput !== undefined || label !== undefined;
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', isRead ? 'pipe' : 'inherit', isRead ? 'pipe' : 'inherit'],
    });
    for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
      const from = child[name];
      if (from && label !== undefined)
        createInterface({ input: from }).on('line', (line) => void process[name].write(`${label} ${line}\n`));
      else from?.on('data', (chunk) => shown(chunk, process[name]));
    }
    child.once('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(1);
    });
    child.once('close', (status) => resolve(status ?? 1));
  });
}
