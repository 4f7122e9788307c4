import { sha256 } from '../platform/index';

const LENGTH = 32;
/** Where our copies of logos lie. */
const LOGOS = '/api/sign-in/logos/';

/** The name under which we keep and serve a logo: it says nothing, and changes when the address changes. */
export function logoHash(url: string): string {
  return sha256(url).slice(0, LENGTH);
}

/** Where our copy of a logo is served. */
export function logoPath(url: string): string {
  return LOGOS + logoHash(url);
}
