import { describe, expect, it } from 'vitest';
import { isPublicAddress, lookupPublic } from './public-address';

describe('telling the Internet from what is inside', () => {
  it.each(['9.9.9.9', '193.136.0.1', '2001:4860:4860::8888', '2a00:1450::1'])(
    'should take %s for public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...[
      '127.0.0.1',
      '127.1.2.3',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
    ],
    ...[
      '0.0.0.0',
      '100.64.0.1',
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::1',
      '::',
      'fe80::1',
    ],
    ...[
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
    ],
    ...['2001:db8::1', '2001::1', 'localhost', '', '1', '0x7f000001', '127.1'],
  ])('should take %s for inside', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([true, false])('should refuse a name of this machine (all addresses: %s)', async (all) => {
    const error = await new Promise((resolve) => lookupPublic('localhost', { all }, resolve));
    expect(error).toMatchObject({ code: 'address-not-allowed' });
  });

  it('should pass on that a name is not known', async () => {
    const error = await new Promise((resolve) => lookupPublic('nowhere.invalid', {}, resolve));
    expect(error).toBeInstanceOf(Error);
  });
});
