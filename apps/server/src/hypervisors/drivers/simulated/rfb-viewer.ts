import type { Socket } from 'node:net';

/** What a viewer sees, and whom its keys go to. */
export interface Shown {
  name: string;
  width: number;
  height: number;
  /** One byte each: a shade of grey. */
  pixels(): Uint8Array;
  press(keysym: number): void;
}

/** PIXEL_FORMAT of RFC 6143 section 7.4, as far as it is used: true colour. */
interface PixelFormat {
  bytes: 1 | 2 | 4;
  bigEndian: boolean;
  max: [number, number, number];
  shift: [number, number, number];
}

const VERSION = 'RFB 003.008\n';
const SECURITY_NONE = 1;

/** Client messages (section 7.5) with their fixed lengths in bytes. */
const SET_PIXEL_FORMAT = 0;
const SET_ENCODINGS = 2;
const UPDATE_REQUEST = 3;
const KEY_EVENT = 4;
const POINTER_EVENT = 5;
const CUT_TEXT = 6;
const LENGTHS = new Map([
  [SET_PIXEL_FORMAT, 20],
  [SET_ENCODINGS, 4],
  [UPDATE_REQUEST, 10],
  [KEY_EVENT, 8],
  [POINTER_EVENT, 6],
  [CUT_TEXT, 8],
]);

/** Nobody pastes more into a simulated machine; a viewer that sends more has lost its framing. */
const MOST_CUT_TEXT = 1024 * 1024;

type Phase = 'version' | 'security' | 'init' | 'running';

/** One viewer of a simulated screen: the server's side of RFB 3.8 (RFC 6143) without security, raw encoding only. */
export class RfbViewer {
  private phase: Phase = 'version';
  private received = Buffer.alloc(0);
  private format: PixelFormat = { bytes: 4, bigEndian: false, max: [255, 255, 255], shift: [16, 8, 0] };
  private wantsUpdate = false;
  private isDirty = true;

  constructor(
    private readonly socket: Socket,
    private readonly shown: Shown,
  ) {
    socket.on('data', (chunk) => this.take(chunk));
    socket.write(VERSION);
  }

  /** Something new is to be seen: it goes out when the viewer has asked for it. */
  drawn(): void {
    this.isDirty = true;
    this.update();
  }

  private take(chunk: Buffer): void {
    this.received = Buffer.concat([this.received, chunk]);
    for (;;) {
      const used = this.next();
      if (used === 0) return;
      this.received = this.received.subarray(used);
    }
  }

  /** Handles what stands first; answers its length, or 0 when more bytes are needed. */
  private next(): number {
    if (this.phase === 'running') return this.message();
    const length = this.phase === 'version' ? VERSION.length : 1;
    if (this.received.length < length) return 0;
    if (this.phase === 'version') {
      if (this.received.toString('latin1', 0, length) !== VERSION) return this.end();
      this.phase = 'security';
      this.socket.write(Buffer.from([1, SECURITY_NONE]));
    } else if (this.phase === 'security') {
      if (this.received[0] !== SECURITY_NONE) return this.end();
      this.phase = 'init';
      this.socket.write(Buffer.alloc(4));
    } else {
      this.phase = 'running';
      this.socket.write(this.serverInit());
    }
    return length;
  }

  private message(): number {
    const type = this.received[0];
    if (type === undefined) return 0;
    const fixed = LENGTHS.get(type);
    if (fixed === undefined) return this.end();
    if (this.received.length < fixed) return 0;
    const length = fixed + this.variablePart(type);
    if (length > fixed + MOST_CUT_TEXT) return this.end();
    if (this.received.length < length) return 0;
    this.handle(type, this.received.subarray(0, length));
    return length;
  }

  private variablePart(type: number): number {
    if (type === SET_ENCODINGS) return this.received.readUInt16BE(2) * 4;
    // A negative length announces the extended clipboard; its absolute value counts the bytes.
    return type === CUT_TEXT ? Math.abs(this.received.readInt32BE(4)) : 0;
  }

  private handle(type: number, message: Buffer): void {
    if (type === SET_PIXEL_FORMAT) this.setFormat(message);
    if (type === KEY_EVENT && message[1] === 1) this.shown.press(message.readUInt32BE(4));
    if (type === UPDATE_REQUEST) {
      this.wantsUpdate = true;
      if (message[1] === 0) this.isDirty = true;
      this.update();
    }
  }

  private setFormat(message: Buffer): void {
    const bytes = (message[4] ?? 0) / 8;
    if ((bytes !== 1 && bytes !== 2 && bytes !== 4) || message[7] !== 1) return void this.end();
    this.format = {
      bytes,
      bigEndian: message[6] !== 0,
      max: [message.readUInt16BE(8), message.readUInt16BE(10), message.readUInt16BE(12)],
      shift: [message[14] ?? 0, message[15] ?? 0, message[16] ?? 0],
    };
  }

  private update(): void {
    if (!this.wantsUpdate || !this.isDirty) return;
    this.wantsUpdate = false;
    this.isDirty = false;
    const { width, height } = this.shown;
    const head = Buffer.alloc(16);
    head.writeUInt16BE(1, 2);
    head.writeUInt16BE(width, 8);
    head.writeUInt16BE(height, 10);
    this.socket.write(Buffer.concat([head, this.encode(this.shown.pixels())]));
  }

  /** The pixels in the viewer's format; there are few shades, so each is worked out once. */
  private encode(pixels: Uint8Array): Buffer {
    const { bytes, bigEndian, max, shift } = this.format;
    const shades = Array.from({ length: 256 }, (_, shade) => {
      const value = max.reduce(
        (sum, most, channel) => sum + Math.round((shade * most) / 255) * 2 ** (shift[channel] ?? 0),
        0,
      );
      const pixel = Buffer.alloc(4);
      pixel.writeUInt32LE(value % 2 ** 32);
      return bigEndian ? pixel.subarray(0, bytes).reverse() : pixel.subarray(0, bytes);
    });
    const encoded = Buffer.alloc(pixels.length * bytes);
    pixels.forEach((shade, at) => shades[shade]?.copy(encoded, at * bytes));
    return encoded;
  }

  /** ServerInit (section 7.3.2). */
  private serverInit(): Buffer {
    const name = Buffer.from(this.shown.name);
    const head = Buffer.alloc(24);
    head.writeUInt16BE(this.shown.width, 0);
    head.writeUInt16BE(this.shown.height, 2);
    // 32 bits a pixel, depth 24, little-endian, true colour, 255 each, shifts 16, 8, 0.
    head.set([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0], 4);
    head.writeUInt32BE(name.length, 20);
    return Buffer.concat([head, name]);
  }

  private end(): 0 {
    this.socket.destroy();
    this.received = Buffer.alloc(0);
    return 0;
  }
}
