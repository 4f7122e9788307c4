import { userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { LibvirtUriError } from '../errors';

/** What a libvirt URI asks for, taken apart. */
export interface ConnectionUri {
  /** How to reach the daemon. */
  readonly transport: 'unix';
  /** Absolute path of the daemon's socket. */
  readonly socketPath: string;
  /** What to open inside the daemon: the URI without its transport and what belongs to that. */
  readonly driverUri: string;
}

export interface ConnectionUriOptions {
  /** Where per-user daemons keep their sockets (`$XDG_RUNTIME_DIR`); default `/run/user/<uid>`. */
  readonly runtimeDirectory?: string;
  /** Choose the socket that only answers calls that change nothing, where the URI names none. */
  readonly readOnly?: boolean;
}

/** Linux has 108 bytes for a socket's path, one of them for the NUL at its end. */
const MAX_SOCKET_PATH_BYTES = 107;

const SHAPE = /^([a-z][a-z0-9]*)(?:\+([a-z0-9]+))?:\/\/([^/?#]*)(\/[^?#]*)?(?:\?([^#]*))?$/i;

/** Parameters that speak to the transport, and are nothing to the driver (https://libvirt.org/uri.html). */
const TRANSPORT_PARAMETERS = new Set(['socket', 'name', 'mode']);

/** Parameters of other transports. Ignoring one would leave out something the writer relies on. */
const FOREIGN_PARAMETERS = new Set([
  'command',
  'auth',
  'netcat',
  'keyfile',
  'sshauth',
  'no_verify',
  'no_tty',
  'pkipath',
  'tls_priority',
  'proxy',
  'known_hosts',
  'known_hosts_verify',
]);

/**
 * Takes a libvirt URI apart: `qemu:///system`, `qemu:///session?socket=/path`, `qemu+unix:///session?socket=/path`.
 *
 * Parameters: `socket` the daemon's socket, `name` the driver URI in full, `mode` `auto` or `legacy` (one daemon for
 * all) or `direct` (the driver's own daemon). Unknown ones stay in the driver URI, as with libvirt's own client.
 *
 * @throws LibvirtUriError
 */
export function parseConnectionUri(uri: string, options: ConnectionUriOptions = {}): ConnectionUri {
  const match = SHAPE.exec(uri);
  if (!match) {
    throw new LibvirtUriError('not-a-libvirt-uri', uri, `"${uri}" is no libvirt URI such as qemu:///system`);
  }
  const [, scheme = '', plus, host = '', path = '', query = ''] = match;
  const driver = scheme.toLowerCase();
  // As with libvirt's own client, a host without a transport means TLS.
  const transport = plus?.toLowerCase() ?? (host === '' ? 'unix' : 'tls');
  if (transport !== 'unix') {
    const message = `transport "${transport}" of "${uri}" is not supported, expected unix`;
    throw new LibvirtUriError('unsupported-transport', uri, message);
  }
  if (host !== '') {
    throw new LibvirtUriError('unexpected-host', uri, `host "${host}" in "${uri}", expected none for unix`);
  }

  const parameters = parseQuery(uri, query);
  const foreign = [...parameters.keys()].find((name) => FOREIGN_PARAMETERS.has(name));
  if (foreign !== undefined) {
    throw new LibvirtUriError(
      'bad-parameter',
      uri,
      `parameter "${foreign}" in "${uri}" means nothing for unix`,
    );
  }
  const mode = parameters.get('mode')?.value ?? 'auto';
  if (!['auto', 'legacy', 'direct'].includes(mode)) {
    throw new LibvirtUriError(
      'bad-parameter',
      uri,
      `mode "${mode}" in "${uri}", expected auto, legacy or direct`,
    );
  }

  const kept = [...parameters].filter(([name]) => !TRANSPORT_PARAMETERS.has(name)).map(([, { raw }]) => raw);
  const driverUri = `${driver}://${path}${kept.length > 0 ? `?${kept.join('&')}` : ''}`;
  const daemon = mode === 'direct' ? `virt${driver}d-sock` : 'libvirt-sock';
  return {
    transport: 'unix',
    socketPath: checkSocketPath(uri, parameters.get('socket')?.value ?? defaultSocket(path, daemon, options)),
    driverUri: parameters.get('name')?.value ?? driverUri,
  };
}

function parseQuery(uri: string, query: string): Map<string, { value: string; raw: string }> {
  const parameters = new Map<string, { value: string; raw: string }>();
  for (const raw of query.split(/[&;]/).filter((part) => part !== '')) {
    const [name = '', ...rest] = raw.split('=');
    if (parameters.has(name)) {
      throw new LibvirtUriError('bad-parameter', uri, `parameter "${name}" twice in "${uri}", expected once`);
    }
    try {
      // Not URLSearchParams: that one reads "+" as a blank, and a path may hold a plus sign.
      parameters.set(name, { value: decodeURIComponent(rest.join('=')), raw });
    } catch {
      throw new LibvirtUriError(
        'bad-parameter',
        uri,
        `parameter "${name}" in "${uri}" has a broken % escape`,
      );
    }
  }
  return parameters;
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
