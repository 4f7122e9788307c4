import { DiscoveryRefusal } from './discovery-refusal';

const LONGEST = 2048;
/** What an address is written with (RFC 3986); no backslash, which browsers read as a slash, and no control character. */
const PLAIN_ADDRESS = /^https?:\/\/[\x21-\x5b\x5d-\x7e]+$/i;

/**
 * The address to answer at: the asked one when it is one of the service's own, with more in its query at most; the first
 * of its own when none is asked.
 *
 * @throws DiscoveryRefusal `discovery-return-refused`
 */
export function readReturnAddress(asked: string | undefined, own: readonly string[]): URL {
  const known = own.filter((address) => URL.canParse(address)).map((address) => new URL(address));
  if (asked === undefined) {
    const [first] = known;
    if (first) return first;
    throw refused('no address of the service can be used');
  }
  if (asked.length > LONGEST)
    throw refused(`"return" has ${asked.length} characters, expected ${LONGEST} at most`);
  if (!PLAIN_ADDRESS.test(asked) || !URL.canParse(asked))
    throw refused('"return" is no absolute http(s) URL');
  if (asked.includes('#')) throw refused('"return" has a fragment');
  const address = new URL(asked);
  if (address.username !== '' || address.password !== '' || /^https?:\/\/[^/?]*@/i.test(asked)) {
    throw refused('"return" has a user in it');
  }
  if (known.some((one) => isSame(one, address))) return address;
  throw refused(`"return" is not one of the service's own addresses`);
}

function isSame(own: URL, asked: URL): boolean {
  return (
    own.origin === asked.origin &&
    own.pathname === asked.pathname &&
    [...own.searchParams].every(([name, value]) => asked.searchParams.getAll(name).join('\n') === value)
  );
}

function refused(message: string): DiscoveryRefusal {
  return new DiscoveryRefusal('discovery-return-refused', message);
}
