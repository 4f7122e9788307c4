import type { ByteStream } from '../bytes/byte-stream';
import { RfbError } from '../rfb-error';

/** ServerInit without its name: sizes 2+2, pixel format 16, name length 4 (RFC 6143 section 7.3.2). */
const FIXED_BYTES = 24;
/** A display's name is a short title; a longer one is not believed. */
const LONGEST_NAME = 4096;

/** What a display says of itself when the handshake is over. */
export interface ServerInit {
  width: number;
  height: number;
  name: string;
  /** The message as it came. */
  bytes: Buffer;
}

export async function readServerInit(stream: ByteStream): Promise<ServerInit> {
  const fixed = await stream.read(FIXED_BYTES);
  const nameLength = fixed.readUInt32BE(20);
  if (nameLength > LONGEST_NAME) throw new RfbError('too-large', `display name of ${nameLength} bytes`);
  const name = nameLength > 0 ? await stream.read(nameLength) : Buffer.alloc(0);
  return {
    width: fixed.readUInt16BE(0),
    height: fixed.readUInt16BE(2),
    name: name.toString('utf8'),
    bytes: Buffer.concat([fixed, name]),
  };
}
