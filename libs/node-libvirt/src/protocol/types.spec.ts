import { describe, expect, it } from 'vitest';
import { LibvirtArgumentError } from '../errors';
import { hex } from '../testing/hex';
import { decodeValue, encodeValue } from '../xdr/codec';
import { dhcpLease, domain, remoteError, storageVolume, typedParameters } from './types';

describe('types of the protocol', () => {
  it('should read a domain as name, UUID and id', () => {
    const bytes = hex(`
      00 00 00 04  74 65 73 74                          # name "test"
      66 95 eb 01 f6 a4 83 04 79 aa 97 f2 50 2e 19 3f   # UUID
      ff ff ff ff                                       # id -1: off`);
    const value = { name: 'test', uuid: '6695eb01-f6a4-8304-79aa-97f2502e193f', id: -1 };
    expect(decodeValue(domain, bytes)).toEqual(value);
    expect(encodeValue(domain, value)).toEqual(bytes);
  });

  it('should read a volume as pool, name and key', () => {
    const bytes = hex('00000001 70000000 00000001 76000000 00000002 2f760000');
    expect(decodeValue(storageVolume, bytes)).toEqual({ pool: 'p', name: 'v', key: '/v' });
  });

  it('should read each kind of typed parameter', () => {
    const bytes = hex(`
      00 00 00 07                                                    # seven parameters
      00000001 61000000  00000001  ff ff ff ff                       # a: int
      00000001 62000000  00000002  ff ff ff ff                       # b: unsigned int
      00000001 63000000  00000003  ff ff ff ff ff ff ff ff           # c: long long
      00000001 64000000  00000004  ff ff ff ff ff ff ff ff           # d: unsigned long long
      00000001 65000000  00000005  3f f0 00 00 00 00 00 00           # e: double
      00000001 66000000  00000006  00 00 00 01                       # f: boolean
      00000001 67000000  00000007  00 00 00 01  78 00 00 00          # g: string`);
    const parameters = decodeValue(typedParameters, bytes);
    expect(parameters.map(({ field, value }) => [field, value.kind, value.value])).toEqual([
      ['a', 'int', -1],
      ['b', 'uint', 4294967295],
      ['c', 'llong', -1n],
      ['d', 'ullong', 18446744073709551615n],
      ['e', 'double', 1],
      ['f', 'boolean', true],
      ['g', 'string', 'x'],
    ]);
    expect(encodeValue(typedParameters, parameters)).toEqual(bytes);
  });

  it.each(['00000000', '00000008', 'ffffffff'])('should refuse the parameter type %s', (type) => {
    expect(() => decodeValue(typedParameters, hex(`00000001 00000001 61000000 ${type} 00000000`))).toThrow(
      expect.objectContaining({ code: 'bad-value' }),
    );
  });

  it('should refuse to write a parameter of a kind that does not exist', () => {
    const parameter = { field: 'a', value: { kind: 'float', value: 1 } };
    expect(() => encodeValue(typedParameters, [parameter] as never)).toThrow(LibvirtArgumentError);
  });

  it('should read the error of a daemon that does not know a domain', () => {
    const bytes = hex(`
      00 00 00 2a                          # code 42: no domain
      00 00 00 0c                          # from the test driver
      00 00 00 01  00 00 00 10             # a message of 16 bytes
        44 6f 6d 61 69 6e 20 6e 6f 74 20 66 6f 75 6e 64
      00 00 00 02                          # level: error
      00 00 00 00                          # no domain
      00 00 00 01  00 00 00 02  25 73 00 00  # str1, the format
      00 00 00 00  00 00 00 00             # no str2, str3
      ff ff ff ff  ff ff ff ff             # int1, int2
      00 00 00 00                          # no network`);
    expect(decodeValue(remoteError, bytes)).toMatchObject({
      code: 42,
      domain: 12,
      message: 'Domain not found',
      level: 2,
      str1: '%s',
      relatedDomain: null,
    });
  });

  it('should read a DHCP lease with everything optional missing', () => {
    const bytes = hex(`
      00 00 00 05  76 69 72 62 72 00 00 00   # interface "virbr"
      00 00 00 00 69 20 00 00                # expires
      00 00 00 00                            # IPv4
      00 00 00 00  00 00 00 00               # no MAC, no IAID
      00 00 00 08  31 30 2e 37 2e 30 2e 32   # "10.7.0.2"
      00 00 00 18                            # prefix 24
      00 00 00 00  00 00 00 00               # no host name, no client id`);
    expect(decodeValue(dhcpLease, bytes)).toMatchObject({
      interface: 'virbr',
      mac: null,
      address: '10.7.0.2',
    });
  });
});
