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
      const settle = () => {
        signal.removeEventListener('abort', abort);
        socket.removeAllListeners();
      };
      signal.addEventListener('abort', abort, { once: true });
      socket.once('connect', () => {
        settle();
        resolve(new SocketTransport(socket));
      });
      socket.once('error', (error) => {
        settle();
        // A destroyed socket may report once more; without a listener that would end the process.
        socket.on('error', () => undefined);
        reject(error);
      });
    });
}
