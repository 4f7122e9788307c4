import { sha256 } from '../platform/index';

const LENGTH = 32;

/** The name under which we keep and serve a logo: it says nothing, and changes when the address changes. */
export function logoHash(url: string): string {
  return sha256(url).slice(0, LENGTH);
}
