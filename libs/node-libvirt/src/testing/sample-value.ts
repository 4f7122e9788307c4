import { LibvirtProtocolError } from '../errors';
import type { Codec } from '../xdr/codec';
import { XdrReader } from '../xdr/xdr-reader';

/** A small count serves as number, as presence word and as length of a list alike. */
const MAX_COUNT = 3;

/**
 * A value that a codec can write, made of random words: the codec "reads" it from a reader that has no bytes. So every
 * codec gets valid values without a second description of its type.
 *
 * @param random - a whole number from 0 up to and including its argument
 */
export function sampleValue<T>(codec: Codec<T>, random: (most: number) => number): T {
  const reader = {
    int32: () => random(MAX_COUNT),
    uint32: () => random(MAX_COUNT),
    int64: () => BigInt(random(2 ** 31)) - 2n ** 30n,
    uint64: () => BigInt(random(2 ** 31)),
    double: () => random(1000) / 8,
    fixedOpaque: (length: number) => Buffer.from(Array.from({ length }, () => random(255))),
    string: () => 'é'.repeat(random(MAX_COUNT)) + 'x'.repeat(random(MAX_COUNT)),
  };
  for (;;) {
    try {
      return codec.decode(reader as unknown as XdrReader);
    } catch (error) {
      // A word that must not be 0, or not more than 1: draw again.
      if (!(error instanceof LibvirtProtocolError)) throw error;
    }
  }
}
