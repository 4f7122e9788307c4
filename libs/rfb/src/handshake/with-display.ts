import type { Duplex } from 'node:stream';
import { ByteStream } from '../bytes/byte-stream';
import { RfbError } from '../rfb-error';
import { NONE } from '../security/none';
import { answerChallenge, CHALLENGE_BYTES, VNC_AUTHENTICATION } from '../security/vnc-authentication';
import { readServerInit, type ServerInit } from './server-init';
import { checkVersion, VERSION_3_8, VERSION_BYTES } from './versions';

export interface DisplayHandshake {
  init: ServerInit;
  /** What the display sent after ServerInit already. */
  early: Buffer;
}

/**
 * Shakes hands with a display, as its client (RFC 6143 sections 7.1 to 7.3): proves who we are where asked, and asks for
 * a shared connection so that nobody else is thrown out. Rejects with RfbError.
 */
export async function shakeHandsWithDisplay(
  stream: Duplex,
  options: { password?: string; deadlineMilliseconds: number },
): Promise<DisplayHandshake> {
  const bytes = new ByteStream(stream, options.deadlineMilliseconds);
  try {
    checkVersion(await bytes.read(VERSION_BYTES));
    bytes.write(Buffer.from(VERSION_3_8, 'latin1'));
    await passSecurity(bytes, options.password);
    bytes.write(Buffer.from([1]));
    const init = await readServerInit(bytes);
    return { init, early: bytes.release() };
  } catch (error) {
    bytes.release();
    throw error;
  }
}

async function passSecurity(bytes: ByteStream, password: string | undefined): Promise<void> {
  const [count = 0] = await bytes.read(1);
  if (count === 0) throw new RfbError('refused', await readReason(bytes));
  const offered = await bytes.read(count);
  if (offered.includes(NONE)) {
    bytes.write(Buffer.from([NONE]));
  } else if (offered.includes(VNC_AUTHENTICATION) && password !== undefined) {
    bytes.write(Buffer.from([VNC_AUTHENTICATION]));
    bytes.write(answerChallenge(await bytes.read(CHALLENGE_BYTES), password));
  } else {
    throw new RfbError(
      'security',
      `the display offers security types ${[...offered].join(', ')}, none of them fits`,
    );
  }
  const result = (await bytes.read(4)).readUInt32BE(0);
  if (result !== 0) throw new RfbError('refused', await readReason(bytes));
}

async function readReason(bytes: ByteStream): Promise<string> {
  const length = (await bytes.read(4)).readUInt32BE(0);
  return (await bytes.read(Math.min(length, 1024))).toString('utf8');
}
