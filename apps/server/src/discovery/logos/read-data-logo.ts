import { LogoFault } from './logo-fault';
import { LARGEST_LOGO } from './fetch-logo';

const DATA = /^data:[^,]{0,200},/i;

/** The bytes of a logo that stands in the metadata itself (RFC 2397). */
export function readDataLogo(url: string): Buffer {
  const head = DATA.exec(url)?.[0];
  if (head === undefined) throw new LogoFault('no data URL');
  const body = url.slice(head.length);
  if (body.length > 2 * LARGEST_LOGO) throw new LogoFault(`${body.length} characters are too many`);
  const bytes = /;base64,$/i.test(head) ? Buffer.from(decoded(body), 'base64') : Buffer.from(decoded(body));
  if (bytes.length > LARGEST_LOGO) throw new LogoFault(`${bytes.length} bytes are too many`);
  return bytes;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new LogoFault('is not percent-encoded as it should be', { cause });
  }
}
