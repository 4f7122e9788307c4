import { Injectable } from '@nestjs/common';
import { VirlabError } from '../platform/index';
import { Federations } from './federations';

/** What came of one refresh. */
export interface RefreshReport {
  federationId: string;
  /** `taken`: new metadata is in use; `unchanged`: the source has nothing newer; `failed`: what was held stays. */
  outcome: 'taken' | 'unchanged' | 'failed';
  /** Why it failed; a stable code, and a sentence for operators. */
  fault?: { code: string; detail: string };
  entityCount: number;
  providerCount: number;
  /** The first identity providers that were refused, and why. */
  refused: { entityId?: string; code: string; message: string }[];
  validUntil: Date | null;
  nextAttemptAt: Date | null;
}

/** Fetches the metadata of a federation, and uses it when it is trusted and sound. */
@Injectable()
export class RefreshFederation {
  constructor(private readonly federations: Federations) {}

  /** A source that fails is a report, not an error. @throws VirlabError `federation-not-found` */
  async run(id: string): Promise<RefreshReport> {
    await this.federations.get(id);
    throw new VirlabError('federation-unavailable');
  }
}
