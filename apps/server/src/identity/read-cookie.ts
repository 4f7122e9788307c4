import type { IncomingHttpHeaders } from 'node:http';

/**
 * The value of one cookie of the request (RFC 6265 section 4.2.1); undefined when it was not sent. Of several with one
 * name the first counts, which is the one with the most specific path (section 5.4).
 */
export function readCookie(request: { headers: IncomingHttpHeaders }, name: string): string | undefined {
  const header = request.headers.cookie;
  if (!header) return undefined;
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}
