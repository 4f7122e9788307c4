import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { lookupPublic, requireWebAddress, VirlabError } from '../platform/index';
import type { MetadataAnswer, SourceLimits } from './metadata-source';
import { SourceFault } from './source-fault';

const MOST_REDIRECTS = 3;
const USER_AGENT = 'Virlab';

/** How an address is asked. */
export interface FetchOptions {
  accept: string;
  /** Of what is held, when the place may answer that it did not change. */
  etag?: string | null | undefined;
  /** Whether the address may be one inside this network. */
  allowsPrivate: boolean;
  limits: SourceLimits;
}

/**
 * Asks an address for metadata (HTTP, RFC 9110). `http:` is taken as it is: what counts is the signature. Redirects are
 * followed within the same origin, or to https on the same host and nowhere else, so that a server which was taken over
 * cannot have us ask others.
 *
 * @throws SourceFault, `source-not-found` for 404; VirlabError `address-not-allowed`
 */
export async function fetchMetadata(address: string, options: FetchOptions): Promise<MetadataAnswer> {
  const deadline = AbortSignal.timeout(options.limits.totalMs);
  let url = new URL(address);
  for (let redirects = 0; ; redirects += 1) {
    const response = await ask(url, options, deadline);
    const status = response.statusCode ?? 0;
    if (status === 200)
      return { status: 'found', etag: etagOf(response), body: read(response, options.limits, deadline) };
    response.resume();
    if (status === 304 && options.etag) return { status: 'unchanged' };
    if (status === 404)
      throw new SourceFault('source-not-found', 'the answer was 404: there is no such thing');
    if (![301, 302, 303, 307, 308].includes(status)) {
      throw new SourceFault('source-answer-unexpected', `the answer was ${status}, expected 200`);
    }
    url = redirected(url, response.headers.location, redirects);
  }
}

function ask(
  url: URL,
  { accept, etag, allowsPrivate, limits }: FetchOptions,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  requireWebAddress(url.href, allowsPrivate);
  const headers = {
    accept,
    'accept-encoding': 'gzip',
    'user-agent': USER_AGENT,
    ...(etag ? { 'if-none-match': etag } : {}),
  };
  return new Promise((resolve, reject) => {
    let answer: IncomingMessage | undefined;
    const request = send(url, {
      headers,
      signal,
      agent: false,
      timeout: limits.idleMs,
      ...(allowsPrivate ? {} : { lookup: lookupPublic }),
    });
    request.on('response', (response) => resolve((answer = response)));
    // Once there is an answer, it is what somebody reads and must hear of it.
    request.on('timeout', () => (answer ?? request).destroy(tooSlow(limits.idleMs)));
    request.on('error', (error) => reject(asFault(error)));
    request.end();
  });
}

async function* read(
  response: IncomingMessage,
  limits: SourceLimits,
  deadline: AbortSignal,
): AsyncGenerator<Buffer> {
  const body = inflated(response);
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += (chunk as Buffer).length;
      if (bytes > limits.bytes) {
        throw new SourceFault('source-too-large', `more than ${limits.bytes} bytes`);
      }
      yield chunk as Buffer;
    }
  } catch (error) {
    throw asFault(deadline.aborted ? deadline.reason : error);
  } finally {
    response.destroy();
  }
}

function inflated(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return response;
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    response.destroy();
    throw new SourceFault('source-encoding', `content encoding "${encoding.slice(0, 40)}", expected gzip`);
  }
  // What is wrong with either is told by reading the other end.
  return pipeline(response, createGunzip(), () => undefined);
}

function redirected(from: URL, location: string | undefined, redirects: number): URL {
  const to = location !== undefined && URL.canParse(location, from) ? new URL(location, from) : undefined;
  const isUpgrade = from.protocol === 'http:' && to?.protocol === 'https:' && to.hostname === from.hostname;
  if (to && redirects < MOST_REDIRECTS && (to.origin === from.origin || isUpgrade)) return to;
  const where = to ? `to ${to.origin}` : 'to nowhere';
  throw new SourceFault('source-redirected', `redirected ${where}, which is not followed`);
}

function etagOf(response: IncomingMessage): string | null {
  const etag = response.headers.etag ?? null;
  return etag !== null && etag.length <= 256 ? etag : null;
}

function tooSlow(milliseconds: number): SourceFault {
  return new SourceFault('source-too-slow', `nothing came for ${milliseconds} ms`);
}

function asFault(error: unknown): Error {
  if (error instanceof SourceFault || error instanceof VirlabError) return error;
  const { name, code = '', message } = error as NodeJS.ErrnoException;
  if (name === 'TimeoutError' || name === 'AbortError') {
    return new SourceFault('source-too-slow', 'not all of it came in time', { cause: error });
  }
  if (code.startsWith('Z_')) return new SourceFault('source-encoding', `gzip: ${message}`, { cause: error });
  return new SourceFault('source-unreachable', code || message, { cause: error });
}
