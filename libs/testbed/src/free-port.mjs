import net from 'node:net';

/**
 * Answers a TCP port that is free on the address now. Somebody else may take it before its use: bind it soon.
 *
 * @param {string} [host] - 127.0.0.1 unless given
 * @returns {Promise<number>}
 */
export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error(`no port was given on ${host}`)),
      );
    });
  });
}
