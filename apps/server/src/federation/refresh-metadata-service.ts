import { Injectable } from '@nestjs/common';
import { AskMetadataService } from './ask-metadata-service';
import { FederationCopies } from './federation-copies';
import { MdqCopy } from './mdq-copy';
import type { Attempt } from './refresh-federation';

/** Confirms what is held of a metadata service (MDQ): whatever it has not confirmed lately is asked for again. */
@Injectable()
export class RefreshMetadataService {
  constructor(
    private readonly copies: FederationCopies,
    private readonly services: AskMetadataService,
  ) {}

  async run(federationId: string): Promise<Attempt> {
    const copy = this.copies.copyOf(federationId);
    if (!(copy instanceof MdqCopy)) return { outcome: 'unchanged', report: undefined, etag: null };
    let failed = 0;
    const entries = copy.all();
    // One after another: a service is shared by a whole federation.
    for (const { provider } of entries) {
      const outcome = await this.services.run(copy, provider.entityId);
      if (outcome === 'held' || outcome === 'unavailable') failed += 1;
    }
    if (failed === 0) return { outcome: 'unchanged', report: undefined, etag: null };
    const detail = `${failed} of ${entries.length} entities could not be confirmed`;
    return { outcome: 'failed', fault: { code: 'source-unreachable', detail } };
  }
}
