import { isAbsolute } from 'node:path';
import { userInfo } from 'node:os';
import { LibvirtUriError } from '../errors';
import { readSshAddress, type SshAddress } from './ssh-address';
import { port, refuseForeign, UriQuery } from './uri-query';

/** A daemon behind a UNIX socket of this machine. */
export interface UnixAddress {
  readonly transport: 'unix';
  /** Absolute path of the daemon's socket. */
  readonly socketPath: string;
}

/** A daemon behind a port, in the open: for a network that nobody else is on. */
export interface TcpAddress {
  readonly transport: 'tcp';
  readonly host: string;
  readonly port: number;
}

/** A daemon behind a port, by TLS with certificates of both sides. */
export interface TlsAddress {
  readonly transport: 'tls';
  readonly host: string;
  readonly port: number;
  /** Folder of `cacert.pem`, `clientcert.pem` and `clientkey.pem`; libvirt's own places when absent. */
  readonly pkiPath?: string;
}

/** How to reach a daemon. */
export type DaemonAddress = UnixAddress | TcpAddress | TlsAddress | SshAddress;

/** What a libvirt URI asks for, taken apart. */
export type ConnectionUri = DaemonAddress & {
  /** What to open inside the daemon: the URI without its transport and what belongs to that. */
  readonly driverUri: string;
};

export interface ConnectionUriOptions {
  /** Where per-user daemons keep their sockets (`$XDG_RUNTIME_DIR`); default `/run/user/<uid>`. */
  readonly runtimeDirectory?: string;
  /** Choose the socket that only answers calls that change nothing, where the URI names none. */
  readonly readOnly?: boolean;
}

/** Linux has 108 bytes for a socket's path, one of them for the NUL at its end. */
const MAX_SOCKET_PATH_BYTES = 107;

const TCP_PORT = 16_509;
const TLS_PORT = 16_514;

const SHAPE = /^([a-z][a-z0-9]*)(?:\+([a-z0-9]+))?:\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/i;
const AUTHORITY = /^(?:([^@]*)@)?(\[[0-9a-f:.]+\]|[^:@[\]]*)(?::(\d*))?$/i;
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*))$/i;

/** Parameters of each transport (https://libvirt.org/uri.html); nothing to the driver. */
const PARAMETERS = {
  unix: ['socket', 'mode', 'name'],
  tcp: ['name'],
  tls: ['pkipath', 'name'],
  ssh: [
    'command',
    'netcat',
    'keyfile',
    'socket',
    'mode',
    'proxy',
    'known_hosts',
    'known_hosts_verify',
    'name',
  ],
} as const;

type TransportName = keyof typeof PARAMETERS;

/**
 * Takes a libvirt URI apart: `qemu:///system`, `qemu:///session?socket=/path`, `qemu+tls://host/system`,
 * `qemu+ssh://user@host/system`, `lxc:///`. As with libvirt's own client, a host without a transport means TLS.
 *
 * Parameters of all: `name` the driver URI in full. Of `unix`: `socket` the daemon's socket, `mode` `auto` or `legacy`
 * (one daemon for all) or `direct` (the driver's own daemon). Of `tls`: `pkipath`. Of `ssh`: see {@link SshAddress}. Those
 * of another transport are refused, since leaving one out would leave out what its writer relies on; `no_verify` is
 * refused everywhere. Unknown ones stay in the driver URI, as with libvirt's own client.
 *
 * @throws LibvirtUriError
 */
export function parseConnectionUri(uri: string, options: ConnectionUriOptions = {}): ConnectionUri {
  const match = SHAPE.exec(uri);
  if (!match) {
    throw new LibvirtUriError('not-a-libvirt-uri', uri, `"${uri}" is no libvirt URI such as qemu:///system`);
  }
  const [, scheme = '', plus, authority = '', path = '', text = ''] = match;
  const driver = scheme.toLowerCase();
  const transport = transportOf(uri, plus?.toLowerCase() ?? (authority === '' ? 'unix' : 'tls'));
  const query = new UriQuery(uri, text);
  refuseForeign(query, transport, PARAMETERS[transport]);

  const kept = query.rawExcept(PARAMETERS[transport]);
  const driverUri = query.get('name') ?? `${driver}://${path}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
  if (transport === 'unix') {
    if (authority !== '') {
      const message = `host "${authority}" in "${uri}", expected none for unix`;
      throw new LibvirtUriError('unexpected-host', uri, message);
    }
    return { transport, socketPath: unixSocket(uri, driver, path, query, options), driverUri };
  }
  const { user, host, port: given } = readAuthority(uri, authority);
  if (transport === 'ssh') {
    const address = { host, ...(user === undefined ? {} : { user }), ...(given ? { port: given } : {}) };
    return { ...readSshAddress(uri, address, { driver, driverUri, query, ...options }), driverUri };
  }
  if (user !== undefined) {
    const message = `user "${user}" in "${uri}", expected none for ${transport}: give credentials beside the URI`;
    throw new LibvirtUriError('unexpected-user', uri, message);
  }
  if (transport === 'tcp') return { transport, host, port: given ?? TCP_PORT, driverUri };
  const pkiPath = query.get('pkipath');
  if (pkiPath !== undefined && !isAbsolute(pkiPath)) {
    const message = `pkipath "${pkiPath}" in "${uri}", expected an absolute path`;
    throw new LibvirtUriError('bad-parameter', uri, message);
  }
  return {
    transport,
    host,
    port: given ?? TLS_PORT,
    ...(pkiPath === undefined ? {} : { pkiPath }),
    driverUri,
  };
}

/** What to call the place of a daemon in messages. */
export function nameOfAddress(address: DaemonAddress): string {
  if (address.transport === 'unix') return address.socketPath;
  if (address.transport === 'ssh') return `${address.host} by ssh`;
  return `${address.host}:${address.port}`;
}

function transportOf(uri: string, name: string): TransportName {
  if (Object.hasOwn(PARAMETERS, name)) return name as TransportName;
  const message = `transport "${name}" of "${uri}", expected unix, tcp, tls or ssh`;
  throw new LibvirtUriError('unsupported-transport', uri, message);
}

function readAuthority(uri: string, authority: string): { user?: string; host: string; port?: number } {
  const [, user, host = '', portText] = AUTHORITY.exec(authority) ?? [];
  // A host that begins with a dash would be read as an option by ssh.
  if (!HOST.test(host)) {
    const message = `host "${host || authority}" in "${uri}", expected a name or an address`;
    throw new LibvirtUriError('bad-host', uri, message);
  }
  const bare = host.replace(/^\[|\]$/g, '');
  return {
    host: bare,
    ...(user === undefined ? {} : { user }),
    ...(portText ? { port: port(uri, portText) } : {}),
  };
}

function unixSocket(
  uri: string,
  driver: string,
  path: string,
  query: UriQuery,
  options: ConnectionUriOptions,
): string {
  const mode = query.oneOf('mode', ['auto', 'legacy', 'direct']) ?? 'auto';
  const daemon = mode === 'direct' ? `virt${driver}d-sock` : 'libvirt-sock';
  return checkSocketPath(uri, query.get('socket') ?? defaultSocket(path, daemon, options));
}

function defaultSocket(path: string, daemon: string, options: ConnectionUriOptions): string {
  if (path !== '/session') return `/run/libvirt/${daemon}${options.readOnly ? '-ro' : ''}`;
  return `${options.runtimeDirectory ?? `/run/user/${userInfo().uid}`}/libvirt/${daemon}`;
}

function checkSocketPath(uri: string, path: string): string {
  const length = Buffer.byteLength(path);
  const fault = !isAbsolute(path)
    ? 'is not absolute'
    : path.includes('\0')
      ? 'holds a NUL character'
      : length > MAX_SOCKET_PATH_BYTES
        ? `has ${length} bytes, at most ${MAX_SOCKET_PATH_BYTES} allowed`
        : undefined;
  if (fault) throw new LibvirtUriError('bad-socket-path', uri, `socket path "${path}" ${fault}`);
  return path;
}
