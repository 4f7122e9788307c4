import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LibvirtProtocolError } from '../errors';
import { sampleValue } from '../testing/sample-value';
import { decodeValue, encodeValue, type Codec } from '../xdr/codec';
import { eventMessages, procedures } from './index';
import { remoteError } from './types';

const decoders: [string, Codec<unknown>][] = [
  ...Object.values(procedures).flatMap(({ name, args, reply }): [string, Codec<unknown>][] => [
    [`${name} arguments`, args],
    [`${name} reply`, reply],
  ]),
  ...Object.values(eventMessages).map(({ name, payload }): [string, Codec<unknown>] => [name, payload]),
  ['error', remoteError],
];

/** Valid bytes of one codec, and where to hurt them. */
const wound = fc.record({
  seed: fc.infiniteStream(fc.nat()),
  position: fc.nat(),
  byte: fc.integer({ min: 0, max: 255 }),
});

function validBytes(codec: Codec<unknown>, seed: Iterator<number>): Buffer {
  return encodeValue(
    codec,
    sampleValue(codec, (most) => (seed.next().value as number) % (most + 1)),
  );
}

/** Decodes, and lets nothing but the library's own error pass. */
function decodeOrRefuse(codec: Codec<unknown>, bytes: Buffer): 'decoded' | 'refused' {
  try {
    decodeValue(codec, bytes);
    return 'decoded';
  } catch (error) {
    expect(error).toBeInstanceOf(LibvirtProtocolError);
    return 'refused';
  }
}

describe.each(decoders)('the decoder of %s', (_name, codec) => {
  it('should read back what it wrote', () => {
    fc.assert(
      fc.property(wound, ({ seed }) => {
        const bytes = validBytes(codec, seed);
        expect(encodeValue(codec, decodeValue(codec, bytes))).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
  });

  it('should refuse every cut', () => {
    fc.assert(
      fc.property(wound, ({ seed, position }) => {
        const bytes = validBytes(codec, seed);
        if (bytes.length === 0) return;
        expect(() => decodeValue(codec, bytes.subarray(0, position % bytes.length))).toThrow(
          expect.objectContaining({ code: 'truncated' }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('should refuse bytes behind the end', () => {
    fc.assert(
      fc.property(wound, ({ seed, byte }) => {
        expect(() => decodeValue(codec, Buffer.concat([validBytes(codec, seed), Buffer.of(byte)]))).toThrow(
          expect.objectContaining({ code: 'trailing-bytes' }),
        );
      }),
      { numRuns: 10 },
    );
  });

  it('should decode or refuse changed and random bytes, and do nothing else', () => {
    fc.assert(
      fc.property(wound, ({ seed, position, byte }) => {
        const bytes = validBytes(codec, seed);
        if (bytes.length > 0) bytes[position % bytes.length] = byte;
        decodeOrRefuse(codec, bytes);
      }),
      { numRuns: 30 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        decodeOrRefuse(codec, Buffer.from(bytes));
      }),
      { numRuns: 20 },
    );
  });
});

describe('lists', () => {
  it.each(decoders.filter(([name]) => name.includes('LIST_ALL') && name.endsWith('reply')))(
    'should take no memory on the word of %s',
    (_name, codec) => {
      const announced = Buffer.alloc(4);
      announced.writeUInt32BE(16_384);
      expect(() => decodeValue(codec, announced)).toThrow(expect.objectContaining({ code: 'truncated' }));
      announced.writeUInt32BE(16_385);
      expect(() => decodeValue(codec, announced)).toThrow(expect.objectContaining({ code: 'too-large' }));
    },
  );
});
