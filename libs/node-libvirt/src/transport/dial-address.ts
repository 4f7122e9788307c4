import type { DaemonAddress } from './connection-uri';
import { dialSsh } from './ssh';
import { dialTcp } from './tcp';
import { dialTls, type TlsCredentials } from './tls';
import type { Dialer } from './transport';
import { dialUnix } from './unix';

/** The dialer for what a URI asks for. */
export function dialAddress(address: DaemonAddress, tls?: TlsCredentials): Dialer {
  switch (address.transport) {
    case 'unix':
      return dialUnix(address.socketPath);
    case 'tcp':
      return dialTcp(address);
    case 'tls':
      return dialTls(address, tls);
    case 'ssh':
      return dialSsh(address);
  }
}
