import { LibvirtArgumentError } from '../errors';

/** Collects XDR (RFC 4506) values into one byte array. A value out of range is a {@link LibvirtArgumentError}. */
export class XdrWriter {
  readonly #parts: Buffer[] = [];

  int32(value: number): void {
    this.#integer(value, -(2 ** 31), 2 ** 31 - 1);
    const part = Buffer.allocUnsafe(4);
    part.writeInt32BE(value);
    this.#parts.push(part);
  }

  uint32(value: number): void {
    this.#integer(value, 0, 2 ** 32 - 1);
    const part = Buffer.allocUnsafe(4);
    part.writeUInt32BE(value);
    this.#parts.push(part);
  }

  int64(value: bigint): void {
    if (BigInt.asIntN(64, value) !== value) {
      throw new LibvirtArgumentError(`${value} does not fit into 64 bits with a sign`);
    }
    const part = Buffer.allocUnsafe(8);
    part.writeBigInt64BE(value);
    this.#parts.push(part);
  }

  uint64(value: bigint): void {
    if (BigInt.asUintN(64, value) !== value) {
      throw new LibvirtArgumentError(`${value} does not fit into 64 bits without a sign`);
    }
    const part = Buffer.allocUnsafe(8);
    part.writeBigUInt64BE(value);
    this.#parts.push(part);
  }

  double(value: number): void {
    const part = Buffer.allocUnsafe(8);
    part.writeDoubleBE(value);
    this.#parts.push(part);
  }

  /** Bytes without a count, padded with zeros to whole words. */
  fixedOpaque(value: Uint8Array): void {
    this.#parts.push(Buffer.from(value), Buffer.alloc((4 - (value.length % 4)) % 4));
  }

  /** A count and the bytes, at most `limit`. */
  opaque(value: Uint8Array, limit: number): void {
    if (value.length > limit) {
      throw new LibvirtArgumentError(`${value.length} bytes given, at most ${limit} allowed`);
    }
    this.uint32(value.length);
    this.fixedOpaque(value);
  }

  /** A string of at most `limit` UTF-8 bytes. */
  string(value: string, limit: number): void {
    if (typeof value !== 'string') throw new LibvirtArgumentError(`${typeof value} given, expected a string`);
    // The daemon reads C strings: what follows a NUL would be cut off there, and the call would mean another thing.
    if (value.includes('\0')) throw new LibvirtArgumentError('a NUL character in a string, expected none');
    this.opaque(Buffer.from(value, 'utf8'), limit);
  }

  /** All that was written, in order. */
  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #integer(value: number, least: number, most: number): void {
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new LibvirtArgumentError(`${value} given, expected a whole number from ${least} to ${most}`);
    }
  }
}
