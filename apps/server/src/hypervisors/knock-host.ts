import { connect, type Socket } from 'node:net';
import { parseConnectionUri } from 'node-libvirt';
import { DriverError } from './hypervisor-driver';

/** Why nobody took the connection. */
export type KnockFailure = 'no-socket' | 'refused' | 'no-permission' | 'no-answer' | 'unreachable';

/** Nobody took the connection; `failure` says in what way. */
export class KnockError extends DriverError {
  constructor(
    readonly failure: KnockFailure,
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(failure === 'no-answer' ? 'timed-out' : 'unreachable', message, options);
    this.name = 'KnockError';
  }
}

const BY_SYSTEM_CODE: Record<string, KnockFailure> = {
  ENOENT: 'no-socket',
  ENOTSOCK: 'no-socket',
  ECONNREFUSED: 'refused',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  ETIMEDOUT: 'no-answer',
};

/**
 * Whether somebody takes a connection where a libvirt URI points to: nothing is said, and nothing is believed. A place
 * that is reached by a program (ssh) is not tried.
 *
 * @throws KnockError
 */
export async function knockAtHost(uri: string, timeoutMs: number): Promise<void> {
  if (uri === 'simulated:') return;
  const address = parseConnectionUri(uri);
  if (address.transport === 'ssh') return;
  const place =
    address.transport === 'unix' ? { path: address.socketPath } : { host: address.host, port: address.port };
  const name = address.transport === 'unix' ? address.socketPath : `${address.host}:${address.port}`;
  let socket: Socket | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      socket = connect(place, resolve);
      socket.on('error', (cause: NodeJS.ErrnoException) => {
        const failure = BY_SYSTEM_CODE[cause.code ?? ''] ?? 'unreachable';
        reject(new KnockError(failure, `${name}: ${cause.message}`, { cause }));
      });
      socket.setTimeout(timeoutMs, () =>
        reject(new KnockError('no-answer', `${name} took no connection within ${timeoutMs / 1000} s`)),
      );
    });
  } finally {
    socket?.destroy();
  }
}
