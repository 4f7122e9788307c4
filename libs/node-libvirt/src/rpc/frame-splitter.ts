import { decodeMessage, messageLength, type Message } from './message';

const LENGTH_BYTES = 4;

/** The answer when a message is not whole yet: feed more bytes and ask again. */
export const NEED_MORE = Symbol('need more bytes');

/**
 * Cuts a byte stream into messages. It keeps at most one message that is not whole yet, copies every byte once, and
 * reserves nothing on the word of the sender.
 */
export class FrameSplitter {
  #chunks: Buffer[] = [];
  #buffered = 0;

  /** Bytes held back for a message that is not whole yet. */
  get buffered(): number {
    return this.#buffered;
  }

  /** Takes what arrived. */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
  }

  /**
   * The next whole message, or {@link NEED_MORE}.
   *
   * @throws LibvirtProtocolError when framing is lost; no later byte can be trusted then
   */
  next(): Message | typeof NEED_MORE {
    if (this.#buffered < LENGTH_BYTES) return NEED_MORE;
    const length = messageLength(this.#peekLength());
    if (this.#buffered < length) return NEED_MORE;
    return decodeMessage(this.#take(length));
  }

  #peekLength(): number {
    const first = this.#chunks[0];
    if (first && first.length >= LENGTH_BYTES) return first.readUInt32BE(0);
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined.readUInt32BE(0);
  }

  #take(length: number): Buffer {
    const first = this.#chunks[0];
    const whole = first && first.length >= length ? first : Buffer.concat(this.#chunks);
    if (whole !== first) this.#chunks = [whole];
    if (whole.length === length) this.#chunks.shift();
    else this.#chunks[0] = whole.subarray(length);
    this.#buffered -= length;
    return whole.subarray(0, length);
  }
}
