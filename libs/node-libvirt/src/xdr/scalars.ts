import { LibvirtArgumentError, LibvirtProtocolError } from '../errors';
import type { Codec } from './codec';

/** 32 bits with a sign. Also C `short` and `char`, which take a whole word on libvirt's wire. */
export const i32: Codec<number> = {
  encode: (writer, value) => writer.int32(value),
  decode: (reader) => reader.int32(),
};

/** 32 bits without a sign. */
export const u32: Codec<number> = {
  encode: (writer, value) => writer.uint32(value),
  decode: (reader) => reader.uint32(),
};

/** 32 flags. JavaScript's `|` makes a negative number where the highest is set; that is taken for what it means. */
export const bits: Codec<number> = {
  encode: (writer, value) => writer.uint32(value === (value | 0) ? value >>> 0 : value),
  decode: (reader) => reader.uint32(),
};

/** 64 bits with a sign, exactly. */
export const i64: Codec<bigint> = {
  encode: (writer, value) => writer.int64(value),
  decode: (reader) => reader.int64(),
};

/** 64 bits without a sign, exactly. */
export const u64: Codec<bigint> = {
  encode: (writer, value) => writer.uint64(value),
  decode: (reader) => reader.uint64(),
};

/** 64 bits of a size or a counter as the nearest `number`: exact up to 2^53, and "unlimited" stays very large. */
export const size: Codec<number> = {
  encode: (writer, value) => {
    if (!Number.isSafeInteger(value)) {
      throw new LibvirtArgumentError(`${value} given, expected a whole number up to 2^53 - 1`);
    }
    writer.uint64(BigInt(value));
  },
  decode: (reader) => Number(reader.uint64()),
};

/** A C `int` that stands for yes or no. libvirt answers 0 or 1. */
export const flag: Codec<boolean> = {
  encode: (writer, value) => writer.int32(value ? 1 : 0),
  decode: (reader) => reader.int32() !== 0,
};

/** An IEEE double. */
export const f64: Codec<number> = {
  encode: (writer, value) => writer.double(value),
  decode: (reader) => reader.double(),
};

/** A string of at most `limit` bytes. */
export function string(limit: number): Codec<string> {
  return {
    encode: (writer, value) => writer.string(value, limit),
    decode: (reader) => reader.string(limit),
  };
}

/** A C `char[length]` that holds a NUL-terminated text: one word for each character on libvirt's wire. */
export function characters(length: number): Codec<string> {
  return {
    encode: (writer, value) => {
      const bytes = Buffer.from(value, 'utf8');
      if (bytes.length >= length) {
        throw new LibvirtArgumentError(`${bytes.length} bytes given, at most ${length - 1} allowed`);
      }
      for (let index = 0; index < length; index += 1) writer.int32(bytes[index] ?? 0);
    },
    decode: (reader) => {
      const bytes = Buffer.from(Array.from({ length }, () => reader.int32() & 0xff));
      const end = bytes.indexOf(0);
      if (end < 0)
        throw new LibvirtProtocolError('bad-value', `${length} characters without an end, expected a NUL`);
      return bytes.toString('utf8', 0, end);
    },
  };
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** 16 raw bytes on the wire, `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx` in lower case here. */
export const uuid: Codec<string> = {
  encode: (writer, value) => {
    if (!UUID.test(value)) throw new LibvirtArgumentError(`"${value}" given, expected a UUID`);
    writer.fixedOpaque(Buffer.from(value.replaceAll('-', ''), 'hex'));
  },
  decode: (reader) => {
    const hex = reader.fixedOpaque(16).toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  },
};

/** No bytes at all. */
export const nothing: Codec<void> = { encode: () => undefined, decode: () => undefined };

/** Reads the word before an optional value (RFC 4506 4.19). */
export function isPresent(word: number): boolean {
  if (word > 1) throw new LibvirtProtocolError('bad-value', `presence word is ${word}, expected 0 or 1`);
  return word === 1;
}
