import { randomInt } from 'node:crypto';
import net from 'node:net';

/**
 * Below what a system gives to outgoing connections and to servers that ask for any port (`ip_local_port_range` of ip(7),
 * from 32768 on): whoever binds one of these seconds later finds it free still.
 */
const [FROM, TO] = [20_000, 32_000];
const MOST_TRIES = 200;

/** Of this process: two that ask at once get others. @type {Set<number>} */
const given = new Set();

/**
 * Answers a TCP port that is free on the address, and was given to nobody else of this process.
 *
 * @param {string} [host] - 127.0.0.1 unless given
 * @returns {Promise<number>}
 * @throws when there is none
 */
export function freePort(host) {
  return freePorts(1, host);
}

/**
 * Answers the first of so many free ports in a row.
 *
 * @param {number} count
 * @param {string} [host] - 127.0.0.1 unless given
 * @param {typeof isFree} [free] - asks the system unless given
 * @returns {Promise<number>}
 * @throws when there are none
 */
export async function freePorts(count, host = '127.0.0.1', free = isFree) {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const first = randomInt(FROM, TO - count);
    const row = Array.from({ length: count }, (_, place) => first + place);
    if (row.some((port) => given.has(port))) continue;
    for (const port of row) given.add(port);
    if ((await Promise.all(row.map((port) => free(port, host)))).every(Boolean)) return first;
  }
  throw new Error(`no ${count} free ports in a row found on ${host} from ${FROM} to ${TO}`);
}

/**
 * Whether nobody listens there now.
 *
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function isFree(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
