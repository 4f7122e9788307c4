import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { isRunning } from './process-table.mjs';
import { waitFor } from './waiting.mjs';

/** How long a process may take to put its things in order after SIGTERM. */
const DEFAULT_GRACE_MS = 30_000;
/** After SIGKILL only the kernel is at work. */
const KILL_DEADLINE_MS = 30_000;
const TAIL_LINES = 20;

/**
 * @typedef {object} LoggedProcess
 * @property {number} pid
 * @property {string} logFile
 * @property {Promise<string>} ended - resolves with how it ended, e.g. "exit status 1" or "SIGTERM"; never rejects
 * @property {() => string | undefined} endedHow - the same now; undefined while it runs
 * @property {() => string} lastLines - the end of its log, for messages
 * @property {(graceMs?: number) => Promise<void>} stop - SIGTERM, and SIGKILL after the grace time (ms)
 */

/**
 * Starts a program in a session of its own, so that Ctrl-C in the terminal reaches only who started it and that one
 * ends the others in order. What it prints goes to the log file, from its beginning.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ logFile: string, cwd?: string, env?: NodeJS.ProcessEnv, appendLog?: boolean }} options
 * @returns {Promise<LoggedProcess>}
 * @throws the system's error (ENOENT, EACCES) when it cannot be started
 */
export async function spawnLogged(command, args, { logFile, cwd, env, appendLog = false }) {
  const log = openSync(logFile, appendLog ? 'a' : 'w', 0o600);
  let child;
  try {
    child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
  /** @type {string | undefined} */
  let how;
  const ended = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('exit', (status, signal) => {
      how = signal ?? `exit status ${status}`;
      resolve(how);
    });
  });
  await new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  const pid = /** @type {number} */ (child.pid);
  return {
    pid,
    logFile,
    ended,
    endedHow: () => how,
    lastLines: () => readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n'),
    async stop(graceMs) {
      await stopProcess(pid, graceMs);
      await ended;
    },
  };
}

/**
 * Ends one process by its id: SIGTERM, then SIGKILL when it is still there after the grace time.
 *
 * @param {number} pid
 * @param {number} [graceMs] - 10 000 unless given
 * @returns {Promise<void>} once it has ended; at once when it does not exist
 */
export async function stopProcess(pid, graceMs = DEFAULT_GRACE_MS) {
  if (!signal(pid, 'SIGTERM')) return;
  try {
    await waitFor(`the end of process ${pid}`, () => !isRunning(pid), { deadlineMs: graceMs });
  } catch {
    signal(pid, 'SIGKILL');
    await waitFor(`the end of process ${pid} after SIGKILL`, () => !isRunning(pid), {
      deadlineMs: KILL_DEADLINE_MS,
    });
  }
}

/** @param {number} pid @param {NodeJS.Signals} name @returns {boolean} false when there is no such process */
function signal(pid, name) {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') return false;
    throw error;
  }
}
