import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress, lookupPublic } from '../../platform/index';
import { LogoFault } from './logo-fault';

/** Bytes; larger than any logo of 200 pixels, smaller than what would be felt. */
export const LARGEST_LOGO = 200 * 1024;
/** For everything together: somebody is looking at the page. */
const DEADLINE_MS = 5_000;
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface FetchLogoOptions {
  /** Lets it lie on this machine or inside this network, and come without TLS: for the practice identity provider. */
  practice: boolean;
  /** Milliseconds for everything together. */
  deadlineMs?: number;
}

/**
 * Fetches a logo from where its metadata says. The place is chosen by others, so it is only asked for when it is on the
 * public Internet, over TLS, within limits of size and time; without anything about the person.
 *
 * @throws LogoFault
 */
export async function fetchLogo(
  address: string,
  { practice, deadlineMs = DEADLINE_MS }: FetchLogoOptions,
): Promise<Buffer> {
  const deadline = AbortSignal.timeout(deadlineMs);
  let url = allowed(address, practice);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const answer = await ask(url, practice, deadline);
    const next = REDIRECTS.has(answer.statusCode ?? 0) ? answer.headers.location : undefined;
    if (next === undefined) return read(answer);
    answer.destroy();
    if (!URL.canParse(next, url)) throw new LogoFault('leads to what is no address');
    const followed = allowed(new URL(next, url).href, practice);
    if (followed.protocol !== url.protocol) throw new LogoFault('leads to another scheme');
    url = followed;
  }
  throw new LogoFault(`leads on more than ${MOST_REDIRECTS} times`);
}

function allowed(address: string, practice: boolean): URL {
  if (!URL.canParse(address)) throw new LogoFault('no address');
  const url = new URL(address);
  const isWeb = url.protocol === 'https:' || (practice && url.protocol === 'http:');
  if (!isWeb) throw new LogoFault(`scheme ${url.protocol} is not fetched from`);
  if (url.username || url.password) throw new LogoFault('has a user in it');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!practice && isIP(host) !== 0 && !isPublicAddress(host))
    throw new LogoFault('lies inside this network');
  return url;
}

function ask(url: URL, practice: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      agent: false,
      signal,
      headers: { Accept: 'image/*', 'Accept-Encoding': 'identity', 'User-Agent': 'Virlab' },
      ...(practice ? {} : { lookup: lookupPublic }),
    });
    asked.once('response', resolve);
    asked.once('error', (cause) => reject(new LogoFault('cannot be fetched', { cause })));
    asked.end();
  });
}

async function read(answer: IncomingMessage): Promise<Buffer> {
  const { statusCode, headers } = answer;
  try {
    if (statusCode !== 200) throw new LogoFault(`status ${statusCode}, expected 200`);
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') throw new LogoFault('comes compressed');
    if (Number(headers['content-length'] ?? 0) > LARGEST_LOGO) throw new LogoFault('is too large');
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of answer as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > LARGEST_LOGO) throw new LogoFault('is too large');
      parts.push(part);
    }
    return Buffer.concat(parts);
  } catch (error) {
    if (error instanceof LogoFault) throw error;
    throw new LogoFault('breaks off', { cause: error });
  } finally {
    answer.destroy();
  }
}
