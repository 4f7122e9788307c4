import { createReadStream } from 'node:fs';
import { type AggregateInspection, inspectAggregate, MetadataRefusal } from '@virlab/saml';
import type { WorkerTask } from '../../platform/index';

export interface InspectAggregateInput {
  document: string;
  now: Date;
  maxValidityDays: number;
}

const TWO_MINUTES = 120_000;

/** Looks into a metadata document that nobody trusts yet. Throws MetadataRefusal, and what the file system throws. */
export const inspectAggregateTask: WorkerTask<InspectAggregateInput, AggregateInspection> = {
  name: 'federation: inspect an aggregate',
  lane: 'background',
  deadlineMs: TWO_MINUTES,
  refusals: [MetadataRefusal],
  run: ({ document, now, maxValidityDays }) =>
    inspectAggregate(createReadStream(document) as AsyncIterable<Buffer>, { now, maxValidityDays }),
};
