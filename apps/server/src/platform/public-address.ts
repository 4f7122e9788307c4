import { lookup as ask, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP } from 'node:net';
import { VirlabError } from './virlab-error';

/** What is not the Internet: IANA's special-purpose registries (RFC 6890), multicast and what is reserved. */
const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.addSubnet(network, prefix, 'ipv4');
}
/** Of IPv6 only what is handed out as global unicast counts (RFC 4291 section 2.5.4), without these parts of it. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  INSIDE.addSubnet(network, prefix, 'ipv6');
}

/** True for an address of the public Internet; false for names, and for an IPv4 address that is written as IPv6. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address);
  if (kind === 0) return false;
  if (kind === 4) return !INSIDE.check(address, 'ipv4');
  return GLOBAL.check(address, 'ipv6') && !INSIDE.check(address, 'ipv6');
}

type Answered = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * `dns.lookup` for connections that must not lead inside this network: the address that is connected to is the one that
 * was judged, so a name cannot change its meaning in between. Fails with VirlabError `address-not-allowed`. It is not
 * called for a host that is an address already: judge that by `isPublicAddress`.
 */
export function lookupPublic(hostname: string, options: LookupOptions, answered: Answered): void {
  ask(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return answered(error, '');
    const inside = addresses.find(({ address }) => !isPublicAddress(address));
    const [first] = addresses;
    if (inside || !first) {
      const detail = `${hostname} is ${inside?.address ?? 'nowhere'}`;
      return answered(new VirlabError('address-not-allowed', { detail }), '');
    }
    if (options.all) answered(null, addresses);
    else answered(null, first.address, first.family);
  });
}

/**
 * Refuses an address that names a place inside without any look-up, and what is no web address.
 *
 * @throws VirlabError `address-not-allowed`; `bad-request` for what is no http(s) URL
 */
export function requireWebAddress(text: string, allowsPrivate: boolean): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new VirlabError('bad-request', {
      errors: [{ path: 'location', message: 'expected an http(s) URL' }],
    });
  }
  if (url.username || url.password) {
    const message = 'holds a user name or password, expected none';
    throw new VirlabError('bad-request', { errors: [{ path: 'location', message }] });
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowsPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
    throw new VirlabError('address-not-allowed', { detail: host });
  }
  return url;
}
