import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { ProcessTransport } from './process-transport';
import type { SshAddress } from './ssh-address';
import type { Dialer } from './transport';

/**
 * Dials by an ssh program that never asks anything: keys come from an agent or a file, and an unknown host is refused. The
 * first bytes of the daemon come only after the first call, so what ssh refuses is told by the end of the transport.
 */
export function dialSsh(address: SshAddress): Dialer {
  return (signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const child: ChildProcessWithoutNullStreams = spawn(address.command ?? 'ssh', sshArguments(address), {
        stdio: 'pipe',
      });
      const abort = () => child.kill('SIGKILL');
      signal.addEventListener('abort', abort, { once: true });
      const settled = () => signal.removeEventListener('abort', abort);
      child.once('spawn', () => {
        settled();
        resolve(new ProcessTransport(child));
      });
      child.on('error', (error) => {
        settled();
        reject(error);
      });
    });
}

/**
 * The arguments of an ssh client such as OpenSSH's: for what lies beside a daemon on its host, give another `remoteCommand`.
 *
 * @param options - more of ssh's own, before the host
 */
export function sshArguments(
  { host, port, user, keyFile, knownHosts, remoteCommand }: SshAddress,
  options: readonly string[] = [],
): string[] {
  return [
    '-T',
    '-e',
    'none',
    '-o',
    'BatchMode=yes',
    '-o',
    'StrictHostKeyChecking=yes',
    ...(knownHosts === undefined ? [] : ['-o', `UserKnownHostsFile=${knownHosts}`]),
    ...(keyFile === undefined ? [] : ['-i', keyFile]),
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
    ...options,
    '--',
    host,
    remoteCommand,
  ];
}
