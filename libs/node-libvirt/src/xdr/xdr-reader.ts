import { LibvirtProtocolError } from '../errors';

const WORD = 4;

/**
 * Reads XDR (RFC 4506) values off the front of a byte array. Every read checks what is left first, so hostile bytes
 * end in a {@link LibvirtProtocolError} and never in an allocation that the sender chose.
 */
export class XdrReader {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Bytes not read yet. */
  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  int32(): number {
    return this.#bytes.readInt32BE(this.#take(WORD));
  }

  uint32(): number {
    return this.#bytes.readUInt32BE(this.#take(WORD));
  }

  int64(): bigint {
    return this.#bytes.readBigInt64BE(this.#take(8));
  }

  uint64(): bigint {
    return this.#bytes.readBigUInt64BE(this.#take(8));
  }

  double(): number {
    return this.#bytes.readDoubleBE(this.#take(8));
  }

  /** Bytes of a known count, with their padding (RFC 4506 4.9). */
  fixedOpaque(length: number): Buffer {
    const start = this.#take(length + padding(length));
    for (let index = start + length; index < this.#offset; index += 1) {
      if (this.#bytes[index] !== 0) {
        throw new LibvirtProtocolError('bad-value', `padding byte is ${this.#bytes[index]}, expected 0`);
      }
    }
    return this.#bytes.subarray(start, start + length);
  }

  /** A count and as many bytes, at most `limit` (RFC 4506 4.10). */
  opaque(limit: number): Buffer {
    const length = this.uint32();
    if (length > limit) {
      throw new LibvirtProtocolError('too-large', `${length} bytes announced, at most ${limit} allowed`);
    }
    return this.fixedOpaque(length);
  }

  /**
   * A string of at most `limit` bytes. What is not UTF-8 becomes U+FFFD: a storage pool may hold a file of any name,
   * and one such name must not hide all others.
   */
  string(limit: number): string {
    return this.opaque(limit).toString('utf8');
  }

  /** @throws LibvirtProtocolError `trailing-bytes` unless everything was read */
  end(): void {
    if (this.remaining > 0) {
      throw new LibvirtProtocolError('trailing-bytes', `${this.remaining} bytes left over, expected none`);
    }
  }

  #take(count: number): number {
    if (count > this.remaining) {
      throw new LibvirtProtocolError('truncated', `${this.remaining} bytes left, ${count} needed`);
    }
    const start = this.#offset;
    this.#offset += count;
    return start;
  }
}

function padding(length: number): number {
  return (WORD - (length % WORD)) % WORD;
}
