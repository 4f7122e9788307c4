import { LibvirtProtocolError } from '../errors';
import { HEADER_BYTES, MAX_MESSAGE_BYTES } from '../protocol/limits';
import { MESSAGE_STATUS, MESSAGE_TYPE, PROGRAM, PROGRAM_VERSION } from '../protocol/wire';

/** One message, its header decoded. */
export interface Message {
  readonly program: number;
  readonly procedure: number;
  readonly type: number;
  readonly serial: number;
  readonly status: number;
  readonly payload: Buffer;
}

/** The bytes of a message, its length first. */
export function encodeMessage(
  message: Omit<Message, 'payload'>,
  payload: Uint8Array = Buffer.alloc(0),
): Buffer {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  bytes.writeUInt32BE(bytes.length, 0);
  bytes.writeUInt32BE(message.program, 4);
  bytes.writeUInt32BE(PROGRAM_VERSION, 8);
  bytes.writeInt32BE(message.procedure, 12);
  bytes.writeUInt32BE(message.type, 16);
  bytes.writeUInt32BE(message.serial, 20);
  bytes.writeUInt32BE(message.status, 24);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

/**
 * Reads the first word of a message.
 *
 * @returns the length of the whole message in bytes, this word included
 * @throws LibvirtProtocolError when no message has that length: framing is lost
 */
export function messageLength(word: number): number {
  if (word < HEADER_BYTES) {
    throw new LibvirtProtocolError(
      'bad-value',
      `message of ${word} bytes, at least ${HEADER_BYTES} expected`,
    );
  }
  if (word > MAX_MESSAGE_BYTES) {
    throw new LibvirtProtocolError(
      'too-large',
      `message of ${word} bytes, at most ${MAX_MESSAGE_BYTES} allowed`,
    );
  }
  return word;
}

const PROGRAMS: ReadonlySet<number> = new Set(Object.values(PROGRAM));
const TYPES: ReadonlySet<number> = new Set(Object.values(MESSAGE_TYPE));
const STATUSES: ReadonlySet<number> = new Set(Object.values(MESSAGE_STATUS));

/**
 * Decodes one whole message. Anything in the header that libvirt never sends means that framing is lost, because the
 * likeliest cause is a byte too many before it.
 *
 * @throws LibvirtProtocolError
 */
export function decodeMessage(bytes: Buffer): Message {
  const message = {
    program: bytes.readUInt32BE(4),
    procedure: bytes.readInt32BE(12),
    type: bytes.readUInt32BE(16),
    serial: bytes.readUInt32BE(20),
    status: bytes.readUInt32BE(24),
    payload: bytes.subarray(HEADER_BYTES),
  };
  expectKnown('program', message.program, PROGRAMS);
  expectKnown('program version', bytes.readUInt32BE(8), new Set([PROGRAM_VERSION]));
  expectKnown('message type', message.type, TYPES);
  expectKnown('status', message.status, STATUSES);
  return message;
}

function expectKnown(what: string, value: number, known: ReadonlySet<number>): void {
  if (!known.has(value)) {
    throw new LibvirtProtocolError('bad-value', `${what} ${value}, expected one of ${[...known].join(', ')}`);
  }
}
