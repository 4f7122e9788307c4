import { connect, type Socket } from 'node:net';
import { SocketTransport } from './socket-transport';
import type { Dialer, Transport } from './transport';

/** Dials a port in the open (libvirt's `listen_tcp`). Nothing is encrypted, and nobody proves who they are. */
export function dialTcp({ host, port }: { host: string; port: number }): Dialer {
  return (signal) =>
    dialSocket(
      signal,
      () => connect({ host, port, noDelay: true }),
      'connect',
      (socket) => Promise.resolve(new SocketTransport(socket)),
    );
}

/**
 * Waits until a socket is ready and makes a transport of it; the socket ends when the signal aborts before.
 *
 * @param ready - the event of the socket that says so
 */
export function dialSocket<S extends Socket>(
  signal: AbortSignal,
  open: () => S,
  ready: string,
  welcome: (socket: S) => Promise<Transport>,
): Promise<Transport> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const socket = open();
    const abort = () => socket.destroy(signal.reason instanceof Error ? signal.reason : undefined);
    const settled = () => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    socket.once(ready, () => {
      welcome(socket).then(
        (transport) => {
          settled();
          resolve(transport);
        },
        (error: unknown) => {
          settled();
          socket.destroy();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
    // Stays for good: a socket may report a second error, and without a listener that would end the process.
    socket.on('error', (error) => {
      settled();
      reject(error);
    });
  });
}
