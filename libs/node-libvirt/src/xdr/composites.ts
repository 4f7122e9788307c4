import { LibvirtArgumentError, LibvirtProtocolError } from '../errors';
import type { Codec, ValueOf } from './codec';
import { isPresent } from './scalars';

/** A value that may be absent: null here, a word of 0 on the wire. */
export function optional<T>(codec: Codec<T>): Codec<T | null> {
  return {
    encode: (writer, value) => {
      writer.uint32(value === null ? 0 : 1);
      if (value !== null) codec.encode(writer, value);
    },
    decode: (reader) => (isPresent(reader.uint32()) ? codec.decode(reader) : null),
  };
}

/** A counted list of at most `limit` items. */
export function array<T>(codec: Codec<T>, limit: number): Codec<T[]> {
  return {
    encode: (writer, value) => {
      if (value.length > limit) {
        throw new LibvirtArgumentError(`${value.length} items given, at most ${limit} allowed`);
      }
      writer.uint32(value.length);
      for (const item of value) codec.encode(writer, item);
    },
    decode: (reader) => {
      const count = reader.uint32();
      if (count > limit) {
        throw new LibvirtProtocolError('too-large', `${count} items announced, at most ${limit} allowed`);
      }
      const items: T[] = [];
      for (let index = 0; index < count; index += 1) items.push(codec.decode(reader));
      return items;
    },
  };
}

/** The fields of a struct, in the order in which they stand on the wire. */
export type Fields = Record<string, Codec<unknown>>;

/** The object that a struct of these fields is read into. */
export type StructOf<F> = { [K in keyof F]: ValueOf<F[K]> };

/** Fields one after another, without anything between them. */
export function struct<F extends Fields>(fields: F): Codec<StructOf<F>> {
  const entries = Object.entries(fields) as [keyof F & string, Codec<unknown>][];
  return {
    encode: (writer, value) => {
      for (const [name, codec] of entries) codec.encode(writer, value[name]);
    },
    decode: (reader) => {
      const value: Record<string, unknown> = {};
      for (const [name, codec] of entries) value[name] = codec.decode(reader);
      return value as StructOf<F>;
    },
  };
}
