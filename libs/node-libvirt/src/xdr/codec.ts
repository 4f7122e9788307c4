import { XdrReader } from './xdr-reader';
import { XdrWriter } from './xdr-writer';

/** How one type stands on the wire, both ways. */
export interface Codec<T> {
  /** @throws LibvirtArgumentError when the value has no form on the wire */
  encode(writer: XdrWriter, value: T): void;
  /** @throws LibvirtProtocolError when the bytes are no such value */
  decode(reader: XdrReader): T;
}

/** The TypeScript type that a codec reads and writes. */
export type ValueOf<C> = C extends Codec<infer T> ? T : never;

/** The bytes of one value. */
export function encodeValue<T>(codec: Codec<T>, value: T): Buffer {
  const writer = new XdrWriter();
  codec.encode(writer, value);
  return writer.bytes();
}

/** The value that the bytes hold, all of them. */
export function decodeValue<T>(codec: Codec<T>, bytes: Uint8Array): T {
  const reader = new XdrReader(bytes);
  const value = codec.decode(reader);
  reader.end();
  return value;
}
