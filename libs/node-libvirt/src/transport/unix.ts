import { connect } from 'node:net';
import { SocketTransport } from './socket-transport';
import type { Dialer } from './transport';

/** Dials a UNIX socket, such as `/run/libvirt/libvirt-sock`. */
export function dialUnix(path: string): Dialer {
  return (signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const socket = connect({ path });
      const abort = () => socket.destroy(signal.reason instanceof Error ? signal.reason : undefined);
      signal.addEventListener('abort', abort, { once: true });
      socket.once('connect', () => {
        signal.removeEventListener('abort', abort);
        resolve(new SocketTransport(socket));
      });
      // Stays for good: a socket may report a second error, and without a listener that would end the process.
      socket.on('error', (error) => {
        signal.removeEventListener('abort', abort);
        reject(error);
      });
    });
}
