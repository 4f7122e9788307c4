import { ByteQueue } from '../bytes/byte-queue';
import { RfbError } from '../rfb-error';

/** Clipboard text that a viewer may send at once; more is no typing, and the display would buffer it. */
const LARGEST_CUT_TEXT = 256 * 1024;
const MOST_ENCODINGS = 256;

/** What a viewer may tell a display: RFC 6143 section 7.5 and the extensions that noVNC speaks. */
const SET_PIXEL_FORMAT = 0;
const SET_ENCODINGS = 2;
const FRAMEBUFFER_UPDATE_REQUEST = 3;
const KEY_EVENT = 4;
const POINTER_EVENT = 5;
const CLIENT_CUT_TEXT = 6;
const ENABLE_CONTINUOUS_UPDATES = 150;
const CLIENT_FENCE = 248;
const XVP = 250;
const SET_DESKTOP_SIZE = 251;
const QEMU = 255;

/** Messages that type, point, paste or change the screen: not for who only looks. */
const INPUT = new Set([KEY_EVENT, POINTER_EVENT, CLIENT_CUT_TEXT, SET_DESKTOP_SIZE, QEMU]);

/**
 * Cuts a viewer's bytes into whole messages and lets through what it may send. Power by xvp is never let through: power
 * goes through the broker, which checks and records it.
 */
export class ClientMessageFilter {
  private readonly queue = new ByteQueue();
  private inputs = 0;

  /** How many messages of a person's hand (keys, pointer, clipboard) went through. */
  get inputCount(): number {
    return this.inputs;
  }

  constructor(private readonly mode: 'control' | 'view') {}

  /** The whole messages, ready for the display; the rest waits. Throws RfbError for what is no known message. */
  push(chunk: Uint8Array): Buffer {
    this.queue.push(chunk);
    const passed: Buffer[] = [];
    for (;;) {
      const length = messageLength(this.queue);
      const message = length === null ? null : this.queue.take(length);
      if (!message) return Buffer.concat(passed);
      const type = message[0] ?? 0;
      if (!this.mayPass(type)) continue;
      passed.push(message);
      if (INPUT.has(type)) this.inputs += 1;
    }
  }

  private mayPass(type: number): boolean {
    if (type === XVP) return false;
    return this.mode === 'control' || !INPUT.has(type);
  }
}

/** How long the next message is; null when that cannot be told yet. */
function messageLength(queue: ByteQueue): number | null {
  const type = queue.peek(1)?.[0];
  switch (type) {
    case undefined:
      return null;
    case SET_PIXEL_FORMAT:
      return 20;
    case SET_ENCODINGS:
      return counted(queue, 4, (head) => 4 + 4 * atMost(head.readUInt16BE(2), MOST_ENCODINGS, 'encodings'));
    case FRAMEBUFFER_UPDATE_REQUEST:
    case ENABLE_CONTINUOUS_UPDATES:
      return 10;
    case KEY_EVENT:
      return 8;
    case POINTER_EVENT:
      return 6;
    case CLIENT_CUT_TEXT:
      // A negative length announces the extended clipboard (rfbproto, "Extended Clipboard Pseudo-Encoding").
      return counted(
        queue,
        8,
        (head) => 8 + atMost(Math.abs(head.readInt32BE(4)), LARGEST_CUT_TEXT, 'clipboard bytes'),
      );
    case CLIENT_FENCE:
      return counted(queue, 9, (head) => 9 + atMost(head.readUInt8(8), 64, 'fence bytes'));
    case XVP:
      return 4;
    case SET_DESKTOP_SIZE:
      return counted(queue, 8, (head) => 8 + 16 * atMost(head.readUInt8(6), 16, 'screens'));
    case QEMU:
      return counted(queue, 2, (head) => {
        if (head.readUInt8(1) === 0) return 12;
        throw new RfbError('message', `QEMU message ${head.readUInt8(1)}, only key events (0) are known`);
      });
    default:
      throw new RfbError('message', `viewer message ${type} is not known`);
  }
}

function counted(queue: ByteQueue, headBytes: number, length: (head: Buffer) => number): number | null {
  const head = queue.peek(headBytes);
  return head ? length(head) : null;
}

function atMost(count: number, limit: number, what: string): number {
  if (count > limit) throw new RfbError('too-large', `${count} ${what}, at most ${limit} expected`);
  return count;
}
