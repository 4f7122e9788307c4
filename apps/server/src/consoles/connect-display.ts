import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type DisplayHandshake, shakeHandsWithDisplay } from '@virlab/rfb';
import type { PictureEndpoint } from '../hypervisors/index';
import { VirlabError } from '../platform/index';

/** A display is on this host or one network away: if it takes longer it is not there. */
const DEADLINE_MS = 5_000;

/** Connects to a machine's display and shakes hands with it. Fails with `console-unavailable`. */
export async function connectDisplay(
  endpoint: PictureEndpoint,
): Promise<{ socket: Socket; handshake: DisplayHandshake }> {
  const socket = endpoint.kind === 'unix' ? connect(endpoint.path) : connect(endpoint.port, endpoint.host);
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(DEADLINE_MS) });
    const password = endpoint.kind === 'tcp' ? endpoint.password : undefined;
    return {
      socket,
      handshake: await shakeHandsWithDisplay(socket, { password, deadlineMilliseconds: DEADLINE_MS }),
    };
  } catch (cause) {
    socket.on('error', () => undefined);
    socket.destroy();
    throw new VirlabError('console-unavailable', { detail: 'the display does not answer', cause });
  }
}
