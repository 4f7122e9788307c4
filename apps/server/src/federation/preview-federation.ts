import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { AGGREGATE_LIMITS, type AggregateInspection, MetadataRefusal, readCertificate } from '@virlab/saml';
import { rm } from 'node:fs/promises';
import { Settings } from '../config/index';
import { Clock, VirlabError, WorkerPool } from '../platform/index';
import { CopyFolder } from './copy-folder';
import type { FederationKind } from './federation.entity';
import { fetchMetadata } from './fetch-metadata';
import { mdqAddress } from './mdq-address';
import type { MetadataAnswer } from './metadata-source';
import { readMetadataFile } from './read-metadata-file';
import { SourceFault } from './source-fault';
import { inspectAggregateTask } from './worker-tasks/inspect-aggregate';

/** A key that a document says it is signed by. */
export interface PreviewedKey {
  pem: string;
  /** SHA-256 over the certificate's DER bytes, 64 lower-case hex digits. */
  sha256Fingerprint: string;
  /** `rsa`, `ec`, … */
  algorithm: string;
  /** Of an RSA modulus. */
  keyBits?: number;
  subject: string;
  notBefore: Date;
  notAfter: Date;
}

/** What was found somewhere; nothing of it is trusted or kept. */
export interface FederationPreview {
  /** `Name` of the group (SAML metadata 2.3.1). */
  suggestedTitle?: string;
  entityCount: number;
  providerCount: number;
  refusedCount: number;
  validUntil?: Date;
  signingCertificates: PreviewedKey[];
  /** Why it could not be used as it is; empty when trusting one of the keys is all it takes. */
  faults: { code: string; detail: string }[];
}

/** Where to look. */
export interface PreviewSource {
  kind: FederationKind;
  location: string;
  /** An entity that an MDQ service knows; our own is asked for otherwise. */
  sampleEntityId?: string | undefined;
  /** The longest validity that would be taken, in days; 28 when left out. */
  maxValidityDays?: number | undefined;
}

const ACCEPT = 'application/samlmetadata+xml, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1';
/** Somebody waits for it, at a page. */
const LIMITS = { bytes: AGGREGATE_LIMITS.bytes, totalMs: 120_000, idleMs: 20_000 };

/** Looks at metadata before anybody trusts it. */
@Injectable()
export class PreviewFederation {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly workers: WorkerPool,
  ) {}

  /**
   * @throws VirlabError `federation-unavailable`; `federation-refused` when it is no metadata at all;
   *   `federation-needs-entity` when an MDQ service does not know the entity asked for
   */
  async run(source: PreviewSource): Promise<FederationPreview> {
    const folder = new CopyFolder(path.join(this.settings.dataDir, 'federations', '.previews'));
    try {
      const answer = await this.ask(source);
      if (answer.status !== 'found') throw new SourceFault('source-answer-unexpected', 'nothing was sent');
      const incoming = await folder.begin();
      try {
        await folder.receive(answer.body, incoming);
        return present(await this.inspect(incoming.document, source.maxValidityDays));
      } finally {
        await rm(incoming.document, { force: true });
      }
    } catch (error) {
      throw asVirlabError(error, source);
    }
  }

  private ask({ kind, location, sampleEntityId }: PreviewSource): Promise<MetadataAnswer> {
    if (kind === 'file') {
      return readMetadataFile(path.resolve(this.settings.dataDir, location), { bytes: LIMITS.bytes });
    }
    const address =
      kind === 'mdq' ? mdqAddress(location, sampleEntityId ?? this.settings.samlEntityId) : location;
    return fetchMetadata(address, {
      accept: ACCEPT,
      allowsPrivate: this.settings.allowsPrivateMetadata,
      limits: LIMITS,
    });
  }

  private inspect(document: string, maxValidityDays = 28): Promise<AggregateInspection> {
    const now = this.clock.now();
    return this.workers.run(inspectAggregateTask, { document, now, maxValidityDays });
  }
}

function present({ report, embeddedCertificates, faults }: AggregateInspection): FederationPreview {
  const { name, entityCount, providerCount, refusedCount } = report;
  const validUntil = new Date(report.validUntil);
  return {
    ...(name === undefined ? {} : { suggestedTitle: name.slice(0, 256) }),
    entityCount,
    providerCount,
    refusedCount,
    ...(validUntil.getTime() === 0 ? {} : { validUntil }),
    signingCertificates: embeddedCertificates.flatMap(presentKey),
    faults: faults.map(({ code, message }) => ({ code, detail: message })),
  };
}

function presentKey(base64: string): PreviewedKey[] {
  const reading = readCertificate(base64);
  if (!reading) return [];
  const { pem, keyType, rsaBits } = reading;
  const { fingerprint256, subject, validFrom, validTo } = new X509Certificate(pem);
  return [
    {
      pem,
      sha256Fingerprint: fingerprint256.replaceAll(':', '').toLowerCase(),
      algorithm: keyType,
      ...(rsaBits === undefined ? {} : { keyBits: rsaBits }),
      subject,
      notBefore: new Date(validFrom),
      notAfter: new Date(validTo),
    },
  ];
}

function asVirlabError(error: unknown, { kind }: PreviewSource): unknown {
  if (error instanceof SourceFault) {
    if (kind === 'mdq' && error.code === 'source-not-found') {
      return new VirlabError('federation-needs-entity', { detail: error.message, cause: error });
    }
    const context = { reason: error.code };
    return new VirlabError('federation-unavailable', {
      publicDetail: error.message,
      detail: error.code,
      context,
      cause: error,
    });
  }
  if (error instanceof MetadataRefusal) {
    const context = { reason: error.code };
    return new VirlabError('federation-refused', {
      publicDetail: error.message,
      detail: error.code,
      context,
      cause: error,
    });
  }
  return error;
}
