import { Injectable } from '@nestjs/common';
import { MetadataRefusal } from '@virlab/saml';
import { Settings } from '../config/index';
import { Bus, Clock, Log, VirlabError, WorkerPool } from '../platform/index';
import { fetchMetadata } from './fetch-metadata';
import { mdqAddress } from './mdq-address';
import type { MdqCopy, MdqEntry } from './mdq-copy';
import { refreshDelay, retryDelay } from './refresh-delay';
import { SourceFault } from './source-fault';
import { readMdqAnswerTask } from './worker-tasks/read-mdq-answer';

const ACCEPT = 'application/samlmetadata+xml';
/** Somebody waits for the answer. */
const LIMITS = { bytes: 2 * 1024 * 1024, totalMs: 10_000, idleMs: 5_000 };
/** How long a service's "there is no such entity" is believed, and how many of them are remembered. */
const UNKNOWN_MS = 600_000;
const MOST_UNKNOWN = 10_000;
/** Anybody can name an entity, so anybody can make us ask: no more at a time than a class signs in with. */
const MOST_ASKED_AT_ONCE = 16;

/** What a service said of an entity. `held`: what is kept, which the service could not be asked about. */
export type MdqOutcome = 'known' | 'unknown' | 'held' | 'unavailable';

interface Pause {
  until: number;
  failures: number;
}

/** Asks metadata services about single identity providers (MDQ), and keeps what they answer. */
@Injectable()
export class AskMetadataService {
  private readonly unknown = new Map<string, number>();
  private readonly pauses = new Map<string, Pause>();
  private readonly asked = new Map<string, Promise<MdqOutcome>>();

  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly bus: Bus,
    private readonly workers: WorkerPool,
  ) {}

  /**
   * Makes sure that what is held of an entity is what the service says, unless that was asked lately. Never throws for
   * what the service does: what is held stays while it is valid.
   *
   * @throws VirlabError `too-busy` when too many are asked for at once
   */
  async run(copy: MdqCopy, entityId: string): Promise<MdqOutcome> {
    const { federation } = copy;
    const now = this.clock.now();
    const key = `${federation.id} ${federation.updatedAt.getTime()} ${entityId}`;
    const entry = copy.entry(entityId);
    if (entry && !isDue(entry, now)) return 'known';
    if (!entry && (this.unknown.get(key) ?? 0) > now.getTime()) return 'unknown';
    if ((this.pauses.get(key)?.until ?? 0) > now.getTime()) return entry ? 'held' : 'unavailable';
    return this.once(key, () => this.ask(copy, entityId, key));
  }

  private once(key: string, work: () => Promise<MdqOutcome>): Promise<MdqOutcome> {
    const known = this.asked.get(key);
    if (known) return known;
    if (this.asked.size >= MOST_ASKED_AT_ONCE) {
      throw new VirlabError('too-busy', { detail: `${this.asked.size} entities are asked for already` });
    }
    const asked = work().finally(() => this.asked.delete(key));
    this.asked.set(key, asked);
    return asked;
  }

  private async ask(copy: MdqCopy, entityId: string, key: string): Promise<MdqOutcome> {
    try {
      const outcome = await this.fetch(copy, entityId, key);
      this.pauses.delete(key);
      return outcome;
    } catch (error) {
      if (error instanceof SourceFault && error.code === 'source-not-found') {
        remember(this.unknown, key, this.clock.now().getTime() + UNKNOWN_MS);
        await copy.remove(entityId);
        return 'unknown';
      }
      if (!(error instanceof SourceFault || error instanceof MetadataRefusal || error instanceof VirlabError))
        throw error;
      const failures = (this.pauses.get(key)?.failures ?? 0) + 1;
      remember(this.pauses, key, { until: this.clock.now().getTime() + pauseOf(failures), failures });
      const { code, message } = error;
      this.log.warn({ federation: copy.federationId, entityId, code, message }, 'a metadata service failed');
      return copy.entry(entityId) ? 'held' : 'unavailable';
    }
  }

  private async fetch(copy: MdqCopy, entityId: string, key: string): Promise<MdqOutcome> {
    const { location, signingCertificates: trustedCertificates, maxValidityDays } = copy.federation;
    const known = copy.entry(entityId);
    const answer = await fetchMetadata(mdqAddress(location, entityId), {
      accept: ACCEPT,
      etag: known?.etag,
      allowsPrivate: this.settings.allowsPrivateMetadata,
      limits: LIMITS,
    });
    const now = this.clock.now();
    if (answer.status === 'unchanged') {
      await copy.confirm(entityId, now.getTime());
      return 'known';
    }
    const pieces: Buffer[] = [];
    for await (const piece of answer.body) pieces.push(piece);
    const document = Buffer.concat(pieces);
    const { report, provider } = await this.workers.run(readMdqAnswerTask, {
      document,
      entityId,
      trustedCertificates,
      now,
      maxValidityDays,
    });
    if (!provider) {
      const [refused] = report.refused;
      const detail = refused ? `${refused.code}: ${refused.message}` : 'it is no identity provider';
      this.log.warn(
        { federation: copy.federationId, entityId, detail },
        'an entity of a federation is not used',
      );
      remember(this.unknown, key, now.getTime() + UNKNOWN_MS);
      await copy.remove(entityId);
      return 'unknown';
    }
    const { contexts, signedBy, cacheDurationMs } = report;
    const entry: MdqEntry = {
      provider,
      contexts,
      signedBy,
      location,
      etag: answer.etag,
      checkedAt: now.getTime(),
      ...(cacheDurationMs === undefined ? {} : { cacheDurationMs }),
    };
    await copy.put(entry, document);
    if (known?.provider.sha256 !== provider.sha256) this.bus.tell({ type: 'providers-saved' });
    return 'known';
  }
}

function isDue({ provider, cacheDurationMs, checkedAt }: MdqEntry, now: Date): boolean {
  const checked = new Date(checkedAt);
  const delay = refreshDelay({ validUntil: new Date(provider.validUntil), cacheDurationMs }, checked);
  return now.getTime() >= checkedAt + delay || new Date(provider.validUntil) <= now;
}

/** A service that was away for a moment is asked again soon: somebody wants to sign in. */
function pauseOf(failures: number): number {
  return failures === 1 ? 10_000 : failures === 2 ? 60_000 : retryDelay(failures - 2);
}

function remember<V>(memory: Map<string, V>, key: string, value: V): void {
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > MOST_UNKNOWN && oldest !== undefined) memory.delete(oldest);
}
