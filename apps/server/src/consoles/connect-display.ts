import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { type DisplayHandshake, shakeHandsWithDisplay } from '@virlab/rfb';
import type { HypervisorDriver, PictureEndpoint } from '../hypervisors/index';
import { VirlabError } from '../platform/index';

/** A display is on this host or one ssh away: if it takes longer it is not there. */
const DEADLINE_MS = 10_000;

/** Connects to a machine's display and shakes hands with it. Fails with `console-unavailable`. */
export async function connectDisplay(
  endpoint: PictureEndpoint,
  driver: Pick<HypervisorDriver, 'openPicture'>,
): Promise<{ socket: Duplex; handshake: DisplayHandshake }> {
  let socket: Duplex | undefined;
  try {
    socket = await open(endpoint, driver);
    const password = endpoint.kind === 'tcp' ? endpoint.password : undefined;
    return {
      socket,
      handshake: await shakeHandsWithDisplay(socket, { password, deadlineMilliseconds: DEADLINE_MS }),
    };
  } catch (cause) {
    socket?.on('error', () => undefined);
    socket?.destroy();
    throw new VirlabError('console-unavailable', { detail: 'the display does not answer', cause });
  }
}

/** Opens a stream, which need not be connected yet. */
async function open(
  endpoint: PictureEndpoint,
  driver: Pick<HypervisorDriver, 'openPicture'>,
): Promise<Duplex> {
  if (endpoint.kind === 'elsewhere') return driver.openPicture(endpoint.path);
  return endpoint.kind === 'unix' ? connect(endpoint.path) : connect(endpoint.port, endpoint.host);
}
