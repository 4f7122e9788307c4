import { type AggregateReport, type IndexedProvider, MetadataRefusal, readAggregate } from '@virlab/saml';
import type { WorkerTask } from '../../platform/index';

export interface ReadMdqAnswerInput {
  document: Uint8Array;
  /** The entity that was asked for. */
  entityId: string;
  trustedCertificates: readonly string[];
  now: Date;
  maxValidityDays: number;
}

/** `provider` is absent when the entity is no usable identity provider; `report.refused` says why. */
export interface MdqAnswer {
  report: AggregateReport;
  provider?: IndexedProvider;
}

const TEN_SECONDS = 10_000;

/**
 * Verifies what a metadata service answered about one entity (MDQ): signed as a whole document is, and about the entity
 * that was asked for and no other. Throws MetadataRefusal.
 */
export const readMdqAnswerTask: WorkerTask<ReadMdqAnswerInput, MdqAnswer> = {
  name: 'federation: read an answer of a metadata service',
  lane: 'prompt',
  deadlineMs: TEN_SECONDS,
  refusals: [MetadataRefusal],
  async run({ document, entityId, trustedCertificates, now, maxValidityDays }) {
    const found: IndexedProvider[] = [];
    const report = await readAggregate(inOnePiece(document), {
      trustedCertificates,
      now,
      maxValidityDays,
      onProvider: (provider) => void found.push(provider),
    });
    const [provider] = found;
    if (report.entityCount > 1) {
      const message = `${report.entityCount} entities, expected the one asked for`;
      throw new MetadataRefusal('metadata-holds-several-entities', message, entityId);
    }
    if (provider && provider.entityId !== entityId) {
      const message = `found "${provider.entityId}", expected "${entityId}"`;
      throw new MetadataRefusal('metadata-other-entity', message, entityId);
    }
    return provider ? { report, provider } : { report };
  },
};

async function* inOnePiece(document: Uint8Array): AsyncGenerator<Buffer> {
  yield Buffer.from(document.buffer, document.byteOffset, document.byteLength);
}
