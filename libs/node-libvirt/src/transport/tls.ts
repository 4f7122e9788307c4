import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { SocketTransport } from './socket-transport';
import { dialSocket } from './tcp';
import type { Dialer, Transport } from './transport';

/** Our certificate and key, and who may vouch for the daemon's; PEM. */
export interface TlsCredentials {
  readonly ca: string | Buffer;
  readonly certificate: string | Buffer;
  readonly key: string | Buffer;
}

/** Where libvirt's own client looks when a URI has no `pkipath`. */
const DEFAULT_PLACES = {
  ca: '/etc/pki/CA/cacert.pem',
  certificate: '/etc/pki/libvirt/clientcert.pem',
  key: '/etc/pki/libvirt/private/clientkey.pem',
};

/** The byte by which the daemon says that it takes our certificate. */
const WELCOME = 1;

/**
 * Dials a port by TLS with certificates of both sides. The daemon's certificate has to be vouched for by the CA and to name
 * the host; there is no way to leave that out.
 *
 * With TLS 1.3 a handshake looks finished here although the daemon refused our certificate: what counts is its first byte.
 */
export function dialTls(
  { host, port, pkiPath }: { host: string; port: number; pkiPath?: string },
  given?: TlsCredentials,
): Dialer {
  return async (signal) => {
    const { ca, certificate, key } = given ?? (await readCredentials(pkiPath));
    return dialSocket(
      signal,
      () =>
        connect({
          host,
          port,
          ca,
          cert: certificate,
          key,
          minVersion: 'TLSv1.2',
          // An address is not a name that SNI may carry (RFC 6066 section 3).
          ...(isIP(host) ? {} : { servername: host }),
        }),
      'secureConnect',
      awaitWelcome,
    );
  };
}

async function readCredentials(pkiPath: string | undefined): Promise<TlsCredentials> {
  const places = pkiPath
    ? {
        ca: join(pkiPath, 'cacert.pem'),
        certificate: join(pkiPath, 'clientcert.pem'),
        key: join(pkiPath, 'clientkey.pem'),
      }
    : DEFAULT_PLACES;
  const [ca, certificate, key] = await Promise.all([
    readFile(places.ca),
    readFile(places.certificate),
    readFile(places.key),
  ]);
  return { ca, certificate, key };
}

function awaitWelcome(socket: TLSSocket): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const refused = () =>
      reject(
        new Error('the daemon ended the connection after the handshake: it does not take our certificate'),
      );
    socket.once('close', refused);
    socket.once('error', refused);
    socket.once('readable', () => {
      socket.off('close', refused);
      socket.off('error', refused);
      const first = socket.read(1) as Buffer | null;
      if (first === null) refused();
      else if (first[0] === WELCOME) resolve(new SocketTransport(socket));
      else reject(new Error(`the daemon's first byte is ${first[0]}, expected ${WELCOME}`));
    });
  });
}
