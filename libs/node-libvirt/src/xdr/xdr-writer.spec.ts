import { describe, expect, it } from 'vitest';
import { LibvirtArgumentError } from '../errors';
import { hex } from '../testing/hex';
import { XdrWriter } from './xdr-writer';

describe('XdrWriter', () => {
  it('should write what the reader reads', () => {
    const writer = new XdrWriter();
    writer.int32(-2);
    writer.uint32(4294967294);
    writer.int64(-3n);
    writer.uint64(3n);
    writer.double(1.5);
    writer.string('éqem', 5);
    expect(writer.bytes()).toEqual(
      hex(`
        ff ff ff fe
        ff ff ff fe
        ff ff ff ff ff ff ff fd
        00 00 00 00 00 00 00 03
        3f f8 00 00 00 00 00 00
        00 00 00 05  c3 a9 71 65 6d  00 00 00`),
    );
  });

  it.each([
    ['a fraction', (writer: XdrWriter) => writer.int32(1.5)],
    ['no number', (writer: XdrWriter) => writer.uint32(Number.NaN)],
    ['a negative number without a sign', (writer: XdrWriter) => writer.uint32(-1)],
    ['33 bits', (writer: XdrWriter) => writer.uint32(2 ** 32)],
    ['32 bits and a sign', (writer: XdrWriter) => writer.int32(2 ** 31)],
    ['64 bits and a sign', (writer: XdrWriter) => writer.int64(2n ** 63n)],
    ['65 bits', (writer: XdrWriter) => writer.uint64(2n ** 64n)],
    ['a negative long without a sign', (writer: XdrWriter) => writer.uint64(-1n)],
    ['a string longer than allowed', (writer: XdrWriter) => writer.string('éé', 3)],
    ['a string with a NUL', (writer: XdrWriter) => writer.string('vm\0/../x', 100)],
    ['no string', (writer: XdrWriter) => writer.string(undefined as unknown as string, 3)],
  ])('should refuse %s', (_what, write) => {
    expect(() => write(new XdrWriter())).toThrow(LibvirtArgumentError);
  });
});
