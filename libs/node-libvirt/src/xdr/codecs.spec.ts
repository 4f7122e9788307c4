import { describe, expect, it } from 'vitest';
import { LibvirtArgumentError } from '../errors';
import { hex } from '../testing/hex';
import { decodeValue, encodeValue } from './codec';
import { array, optional, struct } from './composites';
import { bits, characters, flag, i32, size, string, u32, uuid } from './scalars';

const refusal = (code: string) => expect.objectContaining({ code });

describe('codecs', () => {
  it('should write a UUID as 16 raw bytes and read it in lower case with hyphens', () => {
    const bytes = encodeValue(uuid, '6BA7B810-9dad-11d1-80b4-00c04fd430c8');
    expect(bytes).toEqual(hex('6ba7b8109dad11d180b400c04fd430c8'));
    expect(decodeValue(uuid, bytes)).toBe('6ba7b810-9dad-11d1-80b4-00c04fd430c8');
    expect(encodeValue(uuid, '6ba7b8109dad11d180b400c04fd430c8')).toEqual(bytes);
  });

  it.each(['', 'vm1', '6ba7b810-9dad-11d1-80b4-00c04fd430c', '6ba7b810-9dad-11d1-80b4-00c04fd430cg'])(
    'should refuse "%s" as a UUID',
    (text) => expect(() => encodeValue(uuid, text)).toThrow(LibvirtArgumentError),
  );

  it('should write an absent value as a word of 0 and a present one after a word of 1', () => {
    expect(encodeValue(optional(u32), null)).toEqual(hex('00000000'));
    expect(encodeValue(optional(u32), 5)).toEqual(hex('00000001 00000005'));
    expect(decodeValue(optional(u32), hex('00000000'))).toBeNull();
  });

  it('should refuse a presence word that is neither 0 nor 1', () => {
    expect(() => decodeValue(optional(u32), hex('00000002 00000005'))).toThrow(refusal('bad-value'));
  });

  it('should refuse a list longer than allowed, both ways', () => {
    expect(() => decodeValue(array(u32, 2), hex('00000003'))).toThrow(refusal('too-large'));
    expect(() => encodeValue(array(u32, 2), [1, 2, 3])).toThrow(LibvirtArgumentError);
  });

  it('should not believe a list that announces more items than there are bytes', () => {
    expect(() => decodeValue(array(u32, 16_384), hex('00004000 00000001'))).toThrow(refusal('truncated'));
  });

  it('should keep the fields of a struct in their order', () => {
    const codec = struct({ second: u32, first: string(10) });
    expect(encodeValue(codec, { first: 'a', second: 2 })).toEqual(hex('00000002 00000001 61000000'));
  });

  it('should read a char array from one word each, up to its NUL', () => {
    const codec = characters(4);
    expect(encodeValue(codec, 'x8')).toEqual(hex('00000078 00000038 00000000 00000000'));
    expect(decodeValue(codec, hex('00000078 00000038 00000000 00000041'))).toBe('x8');
    expect(() => decodeValue(codec, hex('00000078 00000038 00000036 00000034'))).toThrow(
      refusal('bad-value'),
    );
    expect(() => encodeValue(codec, 'x864')).toThrow(LibvirtArgumentError);
  });

  it('should read "unlimited" as a very large number, and write only exact sizes', () => {
    expect(decodeValue(size, hex('ffffffffffffffff'))).toBe(2 ** 64);
    expect(encodeValue(size, 2 ** 40)).toEqual(hex('0000010000000000'));
    expect(() => encodeValue(size, 2 ** 60)).toThrow(LibvirtArgumentError);
    expect(() => encodeValue(size, -1)).toThrow(LibvirtArgumentError);
  });

  it('should take flags as JavaScript makes them', () => {
    expect(encodeValue(bits, 0x80000000 | 1)).toEqual(hex('80000001'));
    expect(encodeValue(bits, 0x80000001)).toEqual(hex('80000001'));
    expect(decodeValue(bits, hex('80000001'))).toBe(0x80000001);
    expect(() => encodeValue(bits, -0.5)).toThrow(LibvirtArgumentError);
    expect(() => encodeValue(bits, -(2 ** 40))).toThrow(LibvirtArgumentError);
  });

  it('should read any number but 0 as yes', () => {
    expect([decodeValue(flag, hex('00000001')), decodeValue(flag, hex('00000000'))]).toEqual([true, false]);
    expect(encodeValue(flag, true)).toEqual(hex('00000001'));
  });

  it('should refuse bytes after the value', () => {
    expect(() => decodeValue(i32, hex('00000000 00'))).toThrow(refusal('trailing-bytes'));
  });
});
