import type { Duplex } from 'node:stream';
import { ByteStream } from '../bytes/byte-stream';
import { RfbError } from '../rfb-error';
import { NONE } from '../security/none';
import type { ServerInit } from './server-init';
import { checkVersion, VERSION_3_8, VERSION_BYTES } from './versions';

/**
 * Shakes hands with a viewer, in the display's place. The viewer proved its right before the first byte, so only
 * security type None is offered, and what it says about sharing is not passed on. Answers what came too early.
 */
export async function shakeHandsWithViewer(
  stream: Duplex,
  init: ServerInit,
  options: { deadlineMilliseconds: number },
): Promise<Buffer> {
  const bytes = new ByteStream(stream, options.deadlineMilliseconds);
  try {
    bytes.write(Buffer.from(VERSION_3_8, 'latin1'));
    checkVersion(await bytes.read(VERSION_BYTES));
    bytes.write(Buffer.from([1, NONE]));
    const [chosen] = await bytes.read(1);
    if (chosen !== NONE)
      throw new RfbError('security', `the viewer chose security type ${chosen}, 1 was offered`);
    bytes.write(Buffer.from([0, 0, 0, 0]));
    await bytes.read(1);
    bytes.write(init.bytes);
    return bytes.release();
  } catch (error) {
    bytes.release();
    throw error;
  }
}
