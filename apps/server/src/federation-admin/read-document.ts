import type { ProviderDocument } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { type IdentityProviderMetadata, MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import { Clock, VirlabError } from '../platform/index';
import { FetchDocument } from './fetch-document';

/** A document about one identity provider, and what it says. */
export interface ProviderDocumentReading {
  metadataXml: string;
  metadata: IdentityProviderMetadata;
}

/** Reads the metadata of one identity provider that an admin brings or names. Trusts nothing of it. */
@Injectable()
export class ReadDocument {
  constructor(
    private readonly clock: Clock,
    private readonly fetchDocument: FetchDocument,
  ) {}

  /** @throws VirlabError `federation-refused` when it is not the metadata of one usable provider; as FetchDocument */
  async run(from: ProviderDocument): Promise<ProviderDocumentReading> {
    const metadataXml = 'xml' in from ? from.xml : await this.fetchDocument.run(from.url);
    try {
      return { metadataXml, metadata: readIdentityProvider(metadataXml, { now: this.clock.now() }) };
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      const place = error.line === undefined ? '' : ` (line ${error.line})`;
      // A fetched document may be anything that this server can reach: only the code is told, no text of it.
      const detail = 'xml' in from ? `${error.message}${place}` : error.code;
      throw new VirlabError('federation-refused', {
        publicDetail: detail,
        errors: [{ path: 'metadata', message: `${error.code}${place}` }],
        cause: error,
      });
    }
  }
}
