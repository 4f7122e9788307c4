import { MetadataRefusal } from '../metadata/metadata-refusal';
import { AggregateReading } from './aggregate-reading';
import type { AggregateReport } from './indexed-provider';
import { asRefusal } from './read-aggregate';

/** What a document says of itself to somebody who does not trust it yet. */
export interface AggregateInspection {
  report: Omit<AggregateReport, 'signedBy' | 'contexts'>;
  /** Base64 of the certificates that stand in the signature: shown, so that somebody can compare them. */
  embeddedCertificates: string[];
  /** Every reason for which it could not be used, but that none of its keys is trusted yet. */
  faults: { code: string; message: string }[];
}

/**
 * Looks into a metadata document that nobody trusts: nothing of what is answered may be used, only shown. Rules as for
 * `readAggregate`, but that faults after which reading can go on are gathered.
 *
 * @throws MetadataRefusal when it is no metadata at all
 */
export async function inspectAggregate(
  source: AsyncIterable<Buffer>,
  rules: { now: Date; maxValidityDays: number },
): Promise<AggregateInspection> {
  const faults: MetadataRefusal[] = [];
  const nothing = { onProvider: () => undefined };
  const reading = new AggregateReading({ ...rules, trustedCertificates: 'embedded' }, nothing, (refusal) => {
    if (!faults.some(({ code }) => code === refusal.code)) faults.push(refusal);
  });
  try {
    for await (const chunk of source) reading.write(chunk);
    const { signedBy: _, contexts: __, ...report } = reading.end();
    return {
      report,
      embeddedCertificates: [...reading.embeddedCertificates],
      faults: faults.map(({ code, message }) => ({ code, message })),
    };
  } catch (error) {
    throw asRefusal(error);
  }
}
