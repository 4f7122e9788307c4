import { isAbsolute } from 'node:path';
import { LibvirtUriError } from '../errors';
import type { UriQuery } from './uri-query';

/**
 * A daemon on another machine, reached by ssh. At the far end `virt-ssh-helper` finds the daemon (`proxy=native`), or
 * netcat opens its socket (`proxy=netcat`); without `proxy` the first where it is installed, else the second.
 */
export interface SshAddress {
  readonly transport: 'ssh';
  readonly host: string;
  readonly port?: number;
  readonly user?: string;
  /** The ssh program; `ssh` when absent. */
  readonly command?: string;
  /** The private key to use. */
  readonly keyFile?: string;
  /** The file of known host keys. A host that is not in it, or has another key, is refused. */
  readonly knownHosts?: string;
  /** What the far end's shell is told to run. */
  readonly remoteCommand: string;
}

interface SshTarget {
  readonly driver: string;
  readonly driverUri: string;
  readonly query: UriQuery;
  readonly readOnly?: boolean;
}

const USER = /^[a-z0-9_][a-z0-9_.@-]*$/i;

/**
 * Puts together how to reach a daemon by ssh.
 *
 * @throws LibvirtUriError
 */
export function readSshAddress(
  uri: string,
  { host, port, user }: { host: string; port?: number; user?: string },
  target: SshTarget,
): SshAddress {
  const { query } = target;
  // A user that begins with a dash would be read as an option by ssh.
  if (user !== undefined && !USER.test(user)) {
    throw new LibvirtUriError('bad-user', uri, `user "${user}" in "${uri}", expected the name of an account`);
  }
  if (query.get('known_hosts_verify') !== undefined && query.get('known_hosts_verify') !== 'normal') {
    throw query.fault('known_hosts_verify, expected normal: a host is never taken on trust');
  }
  const keyFile = absolute(query, 'keyfile');
  const knownHosts = absolute(query, 'known_hosts');
  const command = query.get('command');
  return {
    transport: 'ssh',
    host,
    ...(port === undefined ? {} : { port }),
    ...(user === undefined ? {} : { user }),
    ...(command === undefined ? {} : { command }),
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(knownHosts === undefined ? {} : { knownHosts }),
    remoteCommand: remoteCommand(target),
  };
}

function remoteCommand({ driver, driverUri, query, readOnly }: SshTarget): string {
  const mode = query.oneOf('mode', ['auto', 'legacy', 'direct']) ?? 'auto';
  const proxy = query.oneOf('proxy', ['auto', 'netcat', 'native']) ?? 'auto';
  const daemon = mode === 'direct' ? `virt${driver}d-sock` : 'libvirt-sock';
  const socket = absolute(query, 'socket') ?? `/run/libvirt/${daemon}${readOnly ? '-ro' : ''}`;
  const netcat = `${shellWord(query.get('netcat') ?? 'nc')} -U ${shellWord(socket)}`;
  const helper = `virt-ssh-helper${readOnly ? ' -r' : ''} ${shellWord(driverUri)}`;
  if (proxy === 'native') return helper;
  // The helper finds the daemon by its driver; a socket that the URI names is for netcat.
  if (proxy === 'netcat' || query.get('socket') !== undefined) return netcat;
  return `if command -v virt-ssh-helper >/dev/null 2>&1; then exec ${helper}; else exec ${netcat}; fi`;
}

/** A text as one word for a POSIX shell. */
export function shellWord(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function absolute(query: UriQuery, name: string): string | undefined {
  const path = query.get(name);
  if (path === undefined || (isAbsolute(path) && !path.includes('\0'))) return path;
  throw query.fault(`${name} "${path}", expected an absolute path`);
}
