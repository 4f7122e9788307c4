import { Injectable } from '@nestjs/common';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { Settings } from '../config/index';
import { lookupPublic, requireWebAddress, VirlabError } from '../platform/index';

/** The metadata of one provider has some 20 kB; what is larger than this is not it. */
const MOST_BYTES = 512 * 1024;
/** From the first byte sent to the last one read. */
const LONGEST_MS = 10_000;
/** A moved document moves once or twice; more is a loop. */
const MOST_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches one small document that an identity admin named. It never leads inside the network unless that is allowed, also
 * not by a redirect or by a name that changes its meaning; nothing of the answer but its body goes on from here.
 */
@Injectable()
export class FetchDocument {
  constructor(private readonly settings: Settings) {}

  /** @throws VirlabError `address-not-allowed`; `federation-unavailable` with why; `bad-request` for no web address */
  async run(address: string): Promise<string> {
    const late = AbortSignal.timeout(LONGEST_MS);
    let url = requireWebAddress(address, this.settings.allowsPrivateMetadata);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await this.ask(url, late);
      const { statusCode = 0, headers } = response;
      if (REDIRECTS.has(statusCode) && headers.location) {
        response.destroy();
        if (!URL.canParse(headers.location, url)) throw unavailable('it redirects to no address');
        const next = new URL(headers.location, url).href;
        url = requireWebAddress(next, this.settings.allowsPrivateMetadata);
        continue;
      }
      if (statusCode !== 200) {
        response.destroy();
        throw unavailable(`it answers with status ${statusCode}, expected 200`);
      }
      return readText(response);
    }
    throw unavailable(`it redirects more than ${MOST_REDIRECTS} times`);
  }

  private ask(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
    const options: RequestOptions = {
      signal,
      headers: {
        accept: 'application/samlmetadata+xml, application/xml, text/xml',
        'accept-encoding': 'identity',
      },
      // A connection of its own: one that was opened under another rule must not be used again.
      agent: false,
      ...(this.settings.allowsPrivateMetadata ? {} : { lookup: lookupPublic }),
    };
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).get(url, options, resolve);
      request.once('error', (error) => reject(failureOf(error)));
    });
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw unavailable(`it sends more than ${MOST_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (error) {
    throw failureOf(error);
  } finally {
    response.destroy();
  }
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}

/** What an admin may read of a failure: our own words, never what the other side said. */
function failureOf(error: unknown): VirlabError {
  if (error instanceof VirlabError) return error;
  const { name, code } = error as Error & { code?: string };
  if (name === 'TimeoutError' || name === 'AbortError')
    return unavailable(`it took longer than ${LONGEST_MS / 1000} s`);
  return unavailable(`it cannot be reached${code ? ` (${code})` : ''}`);
}

function unavailable(publicDetail: string): VirlabError {
  return new VirlabError('federation-unavailable', { publicDetail });
}
