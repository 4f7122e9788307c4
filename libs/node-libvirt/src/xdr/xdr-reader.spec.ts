import { describe, expect, it } from 'vitest';
import { hex } from '../testing/hex';
import { XdrReader } from './xdr-reader';

describe('XdrReader', () => {
  it('should read integers with the highest byte first', () => {
    const reader = new XdrReader(
      hex(`
        ff ff ff fe              # int32
        ff ff ff fe              # uint32
        ff ff ff ff ff ff ff fd  # int64
        ff ff ff ff ff ff ff fd  # uint64
        3f f8 00 00 00 00 00 00  # double`),
    );
    expect([reader.int32(), reader.uint32(), reader.int64(), reader.uint64(), reader.double()]).toEqual([
      -2,
      4294967294,
      -3n,
      18446744073709551613n,
      1.5,
    ]);
    expect(() => reader.end()).not.toThrow();
  });

  it('should read a string and skip its padding', () => {
    const reader = new XdrReader(
      hex(`
        00 00 00 05     # length
        c3 a9 71 65 6d  # "éqem"
        00 00 00        # padding
        00 00 00 07     # the next value`),
    );
    expect(reader.string(5)).toBe('éqem');
    expect(reader.uint32()).toBe(7);
  });

  it('should show bytes that are no UTF-8 as replacement characters', () => {
    expect(new XdrReader(hex('00000002 ff41 0000')).string(10)).toBe('\ufffdA');
  });

  it('should refuse a string longer than allowed before looking for its bytes', () => {
    expect(() => new XdrReader(hex('ffffffff')).string(1000)).toThrow(
      expect.objectContaining({ code: 'too-large' }),
    );
  });

  it.each([
    ['a missing word', '', (reader: XdrReader) => reader.uint32()],
    ['half a word', '0000', (reader: XdrReader) => reader.int32()],
    ['half a long', '00000000', (reader: XdrReader) => reader.uint64()],
    ['a string without its end', '00000004 414243', (reader: XdrReader) => reader.string(10)],
    ['a string without its padding', '00000003 414243', (reader: XdrReader) => reader.string(10)],
  ])('should call %s truncated', (_what, bytes, read) => {
    expect(() => read(new XdrReader(hex(bytes)))).toThrow(expect.objectContaining({ code: 'truncated' }));
  });

  it('should refuse padding that is not zero', () => {
    expect(() => new XdrReader(hex('00000003 414243 01')).string(10)).toThrow(
      expect.objectContaining({ code: 'bad-value', message: 'padding byte is 1, expected 0' }),
    );
  });

  it('should refuse bytes left over at the end', () => {
    expect(() => new XdrReader(hex('00')).end()).toThrow(expect.objectContaining({ code: 'trailing-bytes' }));
  });
});
