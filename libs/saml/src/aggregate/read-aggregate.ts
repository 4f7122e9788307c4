import { MetadataRefusal, type MetadataRefusalCode } from '../metadata/metadata-refusal';
import { NamespaceNotAbsolute } from '../xml/exclusive-canonicalizer';
import { XmlFault, type XmlFaultKind } from '../xml/xml-fault';
import { AggregateReading, type AggregateRules } from './aggregate-reading';
import type { EntityHearers } from './entity-collector';
import type { AggregateReport } from './indexed-provider';

/** What a document must comply with, and who hears of what it holds. */
export interface AggregateOptions extends AggregateRules, EntityHearers {
  trustedCertificates: readonly string[];
}

/**
 * Reads a signed metadata document in one pass as its bytes come: whether they are well-formed, their canonical form,
 * its digest, and every entity in it. Memory does not grow with the document, but for the names of its entities.
 *
 * What the hearers are told is proved only by the report that is answered at the end: before that, and after a refusal,
 * it must not be used.
 *
 * Rules (SAML metadata 2.3 and 3, SAML2Int SDP-MD02 and MD03): the signature is the first child of the document element
 * and covers all of that; it was made by one of the pinned keys, whose certificates' dates and issuers mean nothing;
 * the document ends, and soon enough; the earliest end of validity counts for each entity.
 *
 * @throws MetadataRefusal for the first reason for which the document cannot be used
 */
export async function readAggregate(
  source: AsyncIterable<Buffer>,
  { trustedCertificates, now, maxValidityDays, ...hearers }: AggregateOptions,
): Promise<AggregateReport> {
  const reading = new AggregateReading({ trustedCertificates, now, maxValidityDays }, hearers);
  try {
    for await (const chunk of source) reading.write(chunk);
    return reading.end();
  } catch (error) {
    throw asRefusal(error);
  }
}

const CODES: Record<XmlFaultKind, MetadataRefusalCode> = {
  malformed: 'metadata-malformed',
  doctype: 'metadata-doctype-forbidden',
  'processing-instruction': 'metadata-malformed',
  encoding: 'metadata-encoding',
  'too-deep': 'metadata-too-deep',
  'too-many-elements': 'metadata-too-large',
  'too-many-attributes': 'metadata-too-large',
  'too-long': 'metadata-too-large',
};

/** What reading XML throws, as a refusal of metadata; anything else as it is. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof XmlFault) {
    const message = `${error.line}:${error.column} ${error.message}`;
    return new MetadataRefusal(CODES[error.kind], message, undefined, error.line);
  }
  if (error instanceof NamespaceNotAbsolute) return new MetadataRefusal('metadata-malformed', error.message);
  return error;
}
