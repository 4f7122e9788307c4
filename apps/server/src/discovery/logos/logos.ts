import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Settings } from '../../config/index';
import { Clock, Log, VirlabError } from '../../platform/index';
import type { KnownLogo } from '../directory-view';
import { DiscoveryDirectory } from '../discovery-directory';
import { fetchLogo } from './fetch-logo';
import { LogoFault } from './logo-fault';
import { type KeptLogo, LogoFiles } from './logo-files';
import { readDataLogo } from './read-data-logo';
import { sniffImage } from './sniff-image';

/** After this a logo is fetched again when somebody needs it. */
const FRESH_MS = 7 * 24 * 60 * 60_000;
/** For so long nobody is asked again who had no logo for us. */
const NONE_MS = 60 * 60_000;
/** Fetches at one time, and how many may wait for their turn: whoever makes more come is not served. */
const MOST_AT_ONCE = 6;
const MOST_WAITING = 60;

/** A logo as it goes out. */
export interface ServedLogo {
  readonly bytes: Buffer;
  /** Media type by its own bytes. */
  readonly type: string;
}

/**
 * Logos of identity providers, through our own copies, so that nobody's browser asks another site before its person
 * chose one. Only what stands in verified metadata is ever fetched, when it is first needed.
 */
@Injectable()
export class Logos {
  private readonly files: LogoFiles;
  private readonly underWay = new Map<string, Promise<KeptLogo>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(
    settings: Settings,
    private readonly directory: DiscoveryDirectory,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.files = new LogoFiles(path.join(settings.dataDir, 'logos'));
  }

  /**
   * The logo of a hash that our answers name.
   *
   * @throws VirlabError `logo-unavailable` when no provider has it, or it cannot be had
   */
  async get(hash: string): Promise<ServedLogo> {
    const known = (await this.directory.current()).logos.get(hash);
    if (!known) throw unavailable('no provider has such a logo');
    const kept = await this.files.find(hash);
    const found = kept && this.isGood(kept) ? kept : await this.renew(hash, known, kept);
    const type = sniffImage(found.bytes);
    if (!type) throw unavailable('there is none');
    return { bytes: found.bytes, type };
  }

  private isGood({ at, bytes }: KeptLogo): boolean {
    const age = this.clock.now().getTime() - at.getTime();
    return age < (bytes.length === 0 ? NONE_MS : FRESH_MS);
  }

  /** An old copy is better than none, and better than waiting. */
  private async renew(hash: string, known: KnownLogo, kept: KeptLogo | undefined): Promise<KeptLogo> {
    const fetching = this.underWay.get(hash) ?? this.begin(hash, known);
    if (!kept || kept.bytes.length === 0) return fetching;
    fetching.catch((error: unknown) => this.log.debug({ err: error, hash }, 'a logo was not renewed'));
    return kept;
  }

  private begin(hash: string, known: KnownLogo): Promise<KeptLogo> {
    const fetching = this.inTurn(() => this.fetch(hash, known)).finally(() => this.underWay.delete(hash));
    this.underWay.set(hash, fetching);
    return fetching;
  }

  private async fetch(hash: string, known: KnownLogo): Promise<KeptLogo> {
    const at = this.clock.now();
    const bytes = await this.read(hash, known);
    await this.files.keep(hash, bytes, at);
    return { at, bytes };
  }

  /** The bytes of a picture; none when there is nothing to be had. */
  private async read(hash: string, { url, practice }: KnownLogo): Promise<Buffer> {
    try {
      const bytes = /^data:/i.test(url) ? readDataLogo(url) : await fetchLogo(url, { practice });
      if (sniffImage(bytes)) return bytes;
      throw new LogoFault('is no picture');
    } catch (error) {
      if (!(error instanceof LogoFault)) throw error;
      this.log.info({ hash, reason: error.message, err: error.cause }, 'a logo cannot be had');
      return Buffer.alloc(0);
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= MOST_AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw unavailable('too many are being fetched');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}

function unavailable(detail: string): VirlabError {
  return new VirlabError('logo-unavailable', { detail });
}
