import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import {
  type AggregateReport,
  type IdentityProviderMetadata,
  type IndexedProvider,
  type IndexedServiceProvider,
  keyDigest,
  readIndexedProvider,
} from '@virlab/saml';
import type { CopyFolder } from './copy-folder';
import type { FederationCopy, Unusable } from './federation-copy';
import type { FederationEntity } from './federation.entity';

interface IndexLine {
  provider?: IndexedProvider;
  service?: IndexedServiceProvider;
  report?: AggregateReport;
}

/** What of a federation decides whether a copy made earlier still holds. */
type Trust = Pick<FederationEntity, 'id' | 'signingCertificates' | 'location'>;

/** A verified aggregate on disk: its index in memory, the metadata of a provider read when it is asked for. */
export class AggregateCopy implements FederationCopy {
  private constructor(
    readonly federationId: string,
    readonly report: AggregateReport,
    private readonly document: string,
    private readonly known: ReadonlyMap<string, IndexedProvider>,
    private readonly services: ReadonlyMap<string, IndexedServiceProvider>,
    private readonly refused: string | undefined,
  ) {}

  /**
   * Reads the index of a copy; undefined when there is none, or only part of one, or of its document.
   *
   * @param location where the copy says it came from
   */
  static async load(
    folder: CopyFolder,
    federation: Trust,
    location: string | undefined,
  ): Promise<AggregateCopy | undefined> {
    const providers = new Map<string, IndexedProvider>();
    const services = new Map<string, IndexedServiceProvider>();
    let report: AggregateReport | undefined;
    try {
      const lines = createInterface({
        input: createReadStream(folder.index),
        crlfDelay: Number.POSITIVE_INFINITY,
      });
      for await (const line of lines) {
        const read = JSON.parse(line) as IndexLine;
        if (read.provider) providers.set(read.provider.entityId, read.provider);
        else if (read.service) services.set(read.service.entityId, read.service);
        else report = read.report;
      }
    } catch {
      return undefined;
    }
    // The report stands last, so an index without one was cut off.
    if (!report) return undefined;
    const document = folder.documentOf(report.digest);
    const { size } = await stat(document).catch(() => ({ size: -1 }));
    if (size !== report.bytes) return undefined;
    const refused = whyNotTrusted(report, federation, location);
    return new AggregateCopy(federation.id, report, document, providers, services, refused);
  }

  get validUntil(): Date {
    return new Date(this.report.validUntil);
  }

  providers(): Iterable<IndexedProvider> {
    return this.known.values();
  }

  find(entityId: string): IndexedProvider | undefined {
    return this.known.get(entityId);
  }

  service(entityId: string): IndexedServiceProvider | undefined {
    return this.services.get(entityId);
  }

  /** False when it was made under other keys, or of another place, than are set now. */
  get isTrusted(): boolean {
    return this.refused === undefined;
  }

  unusable(now: Date): Unusable | undefined {
    if (this.refused !== undefined) return { code: this.refused, since: now };
    return this.validUntil <= now ? { code: 'metadata-expired', since: this.validUntil } : undefined;
  }

  async read(provider: IndexedProvider, now: Date): Promise<IdentityProviderMetadata> {
    const bytes = Buffer.alloc(provider.length);
    const handle = await open(this.document);
    try {
      await handle.read(bytes, 0, provider.length, provider.offset);
    } finally {
      await handle.close();
    }
    return readIndexedProvider(bytes, provider, this.report.contexts[provider.context] ?? [], now);
  }
}

/** An admin may have taken a key back, or moved the federation, since the copy was verified. */
function whyNotTrusted(
  report: AggregateReport,
  { signingCertificates, location: wanted }: Trust,
  location: string | undefined,
): string | undefined {
  if (location !== wanted) return 'metadata-of-another-place';
  return signingCertificates.some((pem) => keyDigest(pem) === report.signedBy)
    ? undefined
    : 'metadata-signature-mismatch';
}
