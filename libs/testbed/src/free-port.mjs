import { randomInt } from 'node:crypto';
import net from 'node:net';

/**
 * Below what Linux gives to outgoing connections (`ip_local_port_range` begins at 32768): of two cores full of specs, one
 * that connects somewhere would take a port of that range before whoever asked for it listens.
 */
const [FROM, TO] = [20_000, 32_000];
const MOST_TRIES = 100;

/**
 * Answers a TCP port that is free on the address now. Somebody else may take it before its use: bind it soon.
 *
 * @param {string} [host] - 127.0.0.1 unless given
 * @returns {Promise<number>}
 */
export async function freePort(host = '127.0.0.1') {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(FROM, TO);
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no free port found on ${host} from ${FROM} to ${TO}`);
}

/** @param {number} port @param {string} host @returns {Promise<boolean>} */
function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
