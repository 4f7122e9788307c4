import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { AGGREGATE_LIMITS, type AggregateReport, MetadataRefusal, type RefusedProvider } from '@virlab/saml';
import { Settings } from '../config/index';
import { Bus, Clock, Log, OneAtATime, VirlabError, WorkerPool } from '../platform/index';
import { AggregateCopy } from './aggregate-copy';
import { asStorageFault, type CopyFolder, type CopyState } from './copy-folder';
import { FederationCopies } from './federation-copies';
import type { FederationEntity } from './federation.entity';
import { Federations } from './federations';
import { fetchMetadata } from './fetch-metadata';
import type { MetadataAnswer } from './metadata-source';
import { readMetadataFile } from './read-metadata-file';
import { RecordRefresh } from './record-refresh';
import { RefreshMetadataService } from './refresh-metadata-service';
import { SourceFault } from './source-fault';
import { indexAggregateTask } from './worker-tasks/index-aggregate';

/** What came of one refresh. */
export interface RefreshReport {
  federationId: string;
  /** `taken`: new metadata is in use; `unchanged`: the source has nothing newer; `failed`: what was held stays. */
  outcome: 'taken' | 'unchanged' | 'failed';
  /** Why it failed; a stable code, and a sentence for operators. */
  fault?: { code: string; detail: string };
  entityCount: number;
  providerCount: number;
  refusedCount: number;
  /** The first identity providers that were refused, and why. */
  refused: RefusedProvider[];
  validUntil: Date | null;
  nextAttemptAt: Date | null;
}

const ACCEPT = 'application/samlmetadata+xml, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';
const LIMITS = { bytes: AGGREGATE_LIMITS.bytes, totalMs: 600_000, idleMs: 30_000 };

/** What an attempt came to. */
export type Attempt =
  | { outcome: 'taken' | 'unchanged'; report: AggregateReport | undefined; etag: string | null }
  | { outcome: 'failed'; fault: { code: string; detail: string } };

/**
 * Fetches the metadata of a federation, and uses it when it is trusted and sound. Until then, and when it is not, what
 * was held stays in use while it is valid: good metadata is never replaced by bad.
 */
@Injectable()
export class RefreshFederation {
  private readonly looks = new Map<string, OneAtATime<RefreshReport>>();

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly bus: Bus,
    private readonly workers: WorkerPool,
    private readonly federations: Federations,
    private readonly copies: FederationCopies,
    private readonly services: RefreshMetadataService,
    private readonly records: RecordRefresh,
  ) {}

  /**
   * A source that fails is a report, not an error. Whoever asks while a refresh is under way gets the next one: that one
   * may have begun under settings that have changed since.
   *
   * @throws VirlabError `federation-not-found`
   */
  run(id: string): Promise<RefreshReport> {
    const look = this.looks.get(id) ?? new OneAtATime(() => this.refresh(id));
    this.looks.set(id, look);
    return look.run();
  }

  private async refresh(id: string): Promise<RefreshReport> {
    const federation = await this.federations.get(id);
    await this.copies.sync();
    const attempt = await this.attempt(federation);
    await this.copies.sync();
    const report = await this.records.run(federation, attempt);
    if (attempt.outcome === 'taken') this.bus.tell({ type: 'providers-saved' });
    return report;
  }

  private async attempt(federation: FederationEntity): Promise<Attempt> {
    try {
      if (federation.kind === 'mdq') return await this.services.run(federation.id);
      return await this.take(federation, this.copies.folderOf(federation.id));
    } catch (error) {
      const { id } = federation;
      if (error instanceof SourceFault || error instanceof MetadataRefusal || error instanceof VirlabError) {
        const detail = error instanceof VirlabError ? (error.detail ?? error.code) : error.message;
        this.log.warn(
          { federation: id, code: error.code, detail },
          'the metadata of a federation was not taken',
        );
        return { outcome: 'failed', fault: { code: error.code, detail } };
      }
      throw error;
    }
  }

  private async take(federation: FederationEntity, folder: CopyFolder): Promise<Attempt> {
    const held = this.copies.copyOf(federation.id);
    const copy = held instanceof AggregateCopy && held.isTrusted ? held : undefined;
    const state = copy ? await folder.readState() : undefined;
    const answer = await this.ask(federation, state?.etag);
    const checkedAt = this.clock.now().toISOString();
    if (answer.status === 'unchanged') {
      if (state) await folder.writeState({ ...state, checkedAt });
      return { outcome: 'unchanged', report: copy?.report, etag: state?.etag ?? null };
    }
    const incoming = await folder.begin().catch((error: unknown) => {
      throw asStorageFault(error);
    });
    try {
      await folder.receive(answer.body, incoming);
      const report = await this.index(federation, incoming);
      requireNewer(report, copy?.report);
      const isSame = copy?.report.digest === report.digest;
      const next: CopyState = {
        location: federation.location,
        etag: answer.etag,
        checkedAt,
        takenAt: isSame && state ? state.takenAt : checkedAt,
      };
      await folder.accept(incoming, report.digest, next);
      return { outcome: isSame ? 'unchanged' : 'taken', report, etag: answer.etag };
    } finally {
      await folder.discard(incoming);
    }
  }

  private ask(
    { kind, location }: FederationEntity,
    etag: string | undefined | null,
  ): Promise<MetadataAnswer> {
    if (kind === 'url')
      return fetchMetadata(location, {
        accept: ACCEPT,
        etag,
        allowsPrivate: this.settings.allowsPrivateMetadata,
        limits: LIMITS,
      });
    return readMetadataFile(path.resolve(this.settings.dataDir, location), { etag, bytes: LIMITS.bytes });
  }

  private async index(
    { signingCertificates: trustedCertificates, maxValidityDays }: FederationEntity,
    files: { document: string; index: string },
  ): Promise<AggregateReport> {
    try {
      const now = this.clock.now();
      return await this.workers.run(indexAggregateTask, {
        ...files,
        trustedCertificates,
        now,
        maxValidityDays,
      });
    } catch (error) {
      throw asStorageFault(error);
    }
  }
}

/** Who sits between us and the federation could show an older document, which is as validly signed. */
function requireNewer(next: AggregateReport, held: AggregateReport | undefined): void {
  const [made, known] = [next.createdAt, held?.createdAt];
  if (made === undefined || known === undefined || new Date(made) >= new Date(known)) return;
  throw new MetadataRefusal('metadata-older', `made ${made}, and what is held was made ${known}`);
}
