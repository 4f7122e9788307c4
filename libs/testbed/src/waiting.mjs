import { readFile } from 'node:fs/promises';
import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Nothing that is waited for here takes longer on a slow machine; a caller that knows better says so. */
const DEFAULT_DEADLINE_MS = 50_000;
const POLL_MS = 50;

/** What was waited for did not come before the deadline, or can no longer come. */
export class WaitedInVainError extends Error {
  code = 'waited-in-vain';

  /** @param {string} message @param {{ cause?: unknown }} [options] */
  constructor(message, options) {
    super(message, options);
    this.name = 'WaitedInVainError';
  }
}

/**
 * @typedef {object} WaitOptions
 * @property {number} [deadlineMs] - milliseconds to wait at most, 50 000 unless given
 * @property {() => string | undefined} [givenUp] - says why waiting has become pointless, e.g. that the process ended
 */

/**
 * Asks again and again until the answer is neither undefined, null nor false.
 *
 * @template T
 * @param {string} what - a noun for the message, e.g. "the daemon's socket"
 * @param {() => Promise<T | undefined | null | false> | T | undefined | null | false} check - a throw counts as "not yet"
 * @param {WaitOptions} [options]
 * @returns {Promise<T>} the first real answer
 * @throws {WaitedInVainError} after the deadline, with the last failure as cause
 */
export async function waitFor(what, check, { deadlineMs = DEFAULT_DEADLINE_MS, givenUp } = {}) {
  const deadline = performance.now() + deadlineMs;
  /** @type {unknown} */
  let lastFailure;
  for (;;) {
    try {
      const answer = await check();
      if (answer !== undefined && answer !== null && answer !== false) return answer;
    } catch (error) {
      lastFailure = error;
    }
    const reason = givenUp?.();
    if (reason !== undefined) {
      throw new WaitedInVainError(`${what} will not come: ${reason}`, { cause: lastFailure });
    }
    if (performance.now() > deadline) {
      throw new WaitedInVainError(`${what} did not come within ${deadlineMs} ms`, { cause: lastFailure });
    }
    await pause(POLL_MS);
  }
}

/**
 * Waits until a line of the file matches.
 *
 * @param {string} file
 * @param {RegExp} pattern
 * @param {WaitOptions} [options]
 * @returns {Promise<string>} the line, without its end
 * @throws {WaitedInVainError}
 */
export function waitForLine(file, pattern, options) {
  return waitFor(
    `a line matching ${pattern} in ${file}`,
    async () => (await readFile(file, 'utf8')).split(/\r?\n/).find((line) => pattern.test(line)),
    options,
  );
}

/**
 * Waits until something accepts connections there.
 *
 * @param {{ host?: string, port: number } | { path: string }} address - loopback TCP, or a UNIX socket
 * @param {WaitOptions} [options]
 * @returns {Promise<true>}
 * @throws {WaitedInVainError}
 */
export function waitForListener(address, options) {
  const target = 'path' in address ? address : { host: address.host ?? '127.0.0.1', port: address.port };
  const name = 'path' in target ? target.path : `${target.host}:${target.port}`;
  return waitFor(`a listener at ${name}`, () => connects(target), options);
}

/**
 * Waits until a GET answers with the status.
 *
 * @param {string} url
 * @param {WaitOptions & { status?: number }} [options] - status is 200 unless given
 * @returns {Promise<true>}
 * @throws {WaitedInVainError}
 */
export function waitForHttp(url, { status = 200, ...options } = {}) {
  return waitFor(
    `HTTP ${status} from ${url}`,
    async () => {
      const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
      await response.body?.cancel();
      if (response.status !== status) throw new Error(`${url} answered ${response.status}, not ${status}`);
      return true;
    },
    options,
  );
}

/** @param {net.NetConnectOpts} target @returns {Promise<true>} */
function connects(target) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(target);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
