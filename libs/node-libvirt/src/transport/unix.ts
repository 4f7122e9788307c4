import { connect } from 'node:net';
import { SocketTransport } from './socket-transport';
import { dialSocket } from './tcp';
import type { Dialer } from './transport';

/** Dials a UNIX socket, such as `/run/libvirt/libvirt-sock`. */
export function dialUnix(path: string): Dialer {
  return (signal) =>
    dialSocket(
      signal,
      () => connect({ path }),
      'connect',
      (socket) => Promise.resolve(new SocketTransport(socket)),
    );
}
