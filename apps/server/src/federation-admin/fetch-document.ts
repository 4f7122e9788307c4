import { Injectable } from '@nestjs/common';
import { Settings } from '../config/index';
import { fetchMetadata, SourceFault, type SourceFaultCode } from '../federation/index';
import { requireWebAddress, VirlabError } from '../platform/index';

/** The metadata of one provider has some 20 kB; what is larger than this is not it. From the first byte to the last in 10 s. */
const LIMITS = { bytes: 512 * 1024, totalMs: 10_000, idleMs: 10_000 };

/** What an admin may read of a failure: our own words, never what the other side said. */
const WORDS: Partial<Record<SourceFaultCode, string>> = {
  'source-not-found': 'it answers with status 404, expected 200',
  'source-redirected': 'it redirects to another place, which is not followed',
  'source-answer-unexpected': 'it answers with another status than 200',
  'source-too-large': `it sends more than ${LIMITS.bytes} bytes`,
  'source-too-slow': `it took longer than ${LIMITS.totalMs / 1000} s`,
  'source-encoding': 'its answer is compressed in a way that cannot be read',
};

/**
 * Fetches one small document that an identity admin named. It never leads inside the network unless that is allowed, also
 * not by a redirect or by a name that changes its meaning; nothing of the answer but its body goes on from here.
 */
@Injectable()
export class FetchDocument {
  constructor(private readonly settings: Settings) {}

  /** @throws VirlabError `address-not-allowed`; `federation-unavailable` with why; `bad-request` for no web address */
  async run(address: string): Promise<string> {
    const allowsPrivate = this.settings.allowsPrivateMetadata;
    const { href } = requireWebAddress(address, allowsPrivate);
    const accept = 'application/samlmetadata+xml, application/xml, text/xml';
    const pieces: Buffer[] = [];
    try {
      const answer = await fetchMetadata(href, { accept, allowsPrivate, limits: LIMITS });
      if (answer.status === 'found') for await (const piece of answer.body) pieces.push(piece);
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      const publicDetail = WORDS[error.code] ?? 'it cannot be reached';
      throw new VirlabError('federation-unavailable', { publicDetail, cause: error });
    }
    return new TextDecoder('utf-8').decode(Buffer.concat(pieces));
  }
}
