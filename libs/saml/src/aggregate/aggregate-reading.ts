import { MetadataRefusal } from '../metadata/metadata-refusal';
import type { EndElement, StartElement, XmlEvents } from '../xml/xml-events';
import { XmlTokenizer } from '../xml/xml-tokenizer';
import { EntityCollector, type EntityHearers } from './entity-collector';
import { DocumentSignature } from './document-signature';
import type { AggregateReport } from './indexed-provider';
import { AGGREGATE_LIMITS } from './limits';
import { type DocumentElement, readDocumentElement } from './read-document-element';
import { RecentBytes } from './recent-bytes';

/** What a document must comply with. */
export interface AggregateRules {
  /**
   * PEM; one of their keys must have signed. Nothing else of them counts. `embedded` takes those in the signature itself,
   * which proves that the document is whole and nothing about who made it: only for looking.
   */
  trustedCertificates: readonly string[] | 'embedded';
  now: Date;
  /** How far ahead the document's end may be. */
  maxValidityDays: number;
}

const DAY_MS = 86_400_000;

/** One reading of a document: write its bytes, then end it. */
export class AggregateReading implements XmlEvents {
  private readonly recent = new RecentBytes();
  private readonly tokenizer: XmlTokenizer;
  private readonly collector: EntityCollector;
  private readonly signature: DocumentSignature;
  private root: DocumentElement | undefined;
  private lastTag = 0;

  /** @param fault hears of a fault after which reading can go on; throws it when left out */
  constructor(
    private readonly rules: AggregateRules,
    hearers: EntityHearers,
    private readonly fault: (refusal: MetadataRefusal) => void = (refusal) => {
      throw refusal;
    },
  ) {
    const { depth, attributesPerElement, textBytes, markupBytes } = AGGREGATE_LIMITS;
    this.tokenizer = new XmlTokenizer(this, { depth, attributesPerElement, textBytes, markupBytes });
    this.collector = new EntityCollector(rules.now, this.recent, hearers);
    this.signature = new DocumentSignature(rules.trustedCertificates, fault);
  }

  write(chunk: Buffer): void {
    if (this.recent.length + chunk.length > AGGREGATE_LIMITS.bytes) {
      throw new MetadataRefusal('metadata-too-large', `more than ${AGGREGATE_LIMITS.bytes} bytes`);
    }
    this.recent.push(chunk);
    this.tokenizer.write(chunk);
    this.recent.forgetBefore(this.collector.openFrom ?? this.lastTag);
  }

  /** @throws MetadataRefusal when the digest of what came is not the one that was signed */
  end(): AggregateReport {
    this.tokenizer.end();
    const { digest, signedBy } = this.signature.end();
    const { collector, root } = this;
    const { entityCount, providerCount, refusedCount, refused, contexts, createdAt } = collector;
    return {
      bytes: this.recent.length,
      digest,
      signedBy,
      validUntil: (root?.validUntil ?? new Date(0)).toISOString(),
      ...(root?.name === undefined ? {} : { name: root.name }),
      ...(root?.cacheDurationMs === undefined ? {} : { cacheDurationMs: root.cacheDurationMs }),
      ...(createdAt === undefined ? {} : { createdAt: createdAt.toISOString() }),
      entityCount,
      providerCount,
      refusedCount,
      refused,
      contexts,
    };
  }

  /** Base64 of the certificates that the signature itself carries: nothing is trusted for standing there. */
  get embeddedCertificates(): readonly string[] {
    return this.signature.embeddedCertificates;
  }

  startElement(element: StartElement): void {
    this.lastTag = element.start;
    if (!this.root) {
      const { now, maxValidityDays } = this.rules;
      this.root = readDocumentElement(element, { now, maxValidityMs: maxValidityDays * DAY_MS }, this.fault);
      this.signature.begin(this.root.id);
    }
    this.signature.startElement(element);
    if (!this.signature.isOpen) this.collector.startElement(element);
  }

  endElement(element: EndElement): void {
    this.lastTag = element.end;
    const isOfSignature = this.signature.isOpen;
    this.signature.endElement(element);
    if (!isOfSignature) this.collector.endElement(element);
  }

  text(text: string): void {
    this.signature.text(text);
    if (!this.signature.isOpen) this.collector.text(text);
  }

  comment(text: string): void {
    this.signature.comment(text);
    if (!this.signature.isOpen) this.collector.comment(text);
  }
}
