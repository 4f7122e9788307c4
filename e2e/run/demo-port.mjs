import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that a system gives to connections and to servers that ask for any (ip_local_port_range of ip(7), from
 * 32 768 on): a demo takes its ports seconds after they were found free, and nobody is given one of these meanwhile.
 */
const FIRST = 20_000;
const END = 32_000;
/** Ours, and those of the two practice identity providers after it. */
const IN_A_ROW = 3;
const TRIES = 200;

/** The first of the ports of each demo of this run: two that start at once get others. @type {Set<number>} */
const given = new Set();

/**
 * Answers a port that is free with the two after it, and that this run gave to nobody.
 *
 * @param {(port: number) => Promise<boolean>} [free] - asks the system unless given
 * @returns {Promise<number>}
 * @throws when there are none
 */
export async function demoPort(free = isFree) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = FIRST + IN_A_ROW * randomInt(Math.floor((END - FIRST) / IN_A_ROW));
    if (given.has(port)) continue;
    given.add(port);
    const row = Array.from({ length: IN_A_ROW }, (_, place) => free(port + place));
    if ((await Promise.all(row)).every(Boolean)) return port;
    given.delete(port);
  }
  throw new Error(`no ${IN_A_ROW} free ports in a row from ${FIRST} to ${END}`);
}

/**
 * Whether nobody listens there now.
 *
 * @param {number} port - on 127.0.0.1
 * @returns {Promise<boolean>}
 */
export function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
