import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { type IdentityProviderMetadata, type IndexedProvider, MetadataRefusal } from '@virlab/saml';
import { DataSource, type EntityManager } from 'typeorm';
import { Settings } from '../config/index';
import { Clock, Log, VirlabError } from '../platform/index';
import { AggregateCopy } from './aggregate-copy';
import { CopyFolder } from './copy-folder';
import type { FederationCopy, Unusable } from './federation-copy';
import { FederationEntity } from './federation.entity';
import { MdqCopy } from './mdq-copy';

/** An identity provider as a federation's verified metadata lists it. */
export interface FederatedProvider {
  provider: IndexedProvider;
  copy: FederationCopy;
  /** Why it cannot be used now. */
  unusable?: Unusable;
}

/** Parsed metadata is kept for as many providers as sign people in at the same hour. */
const MOST_PARSED = 500;

/**
 * The verified metadata of all federations that are switched on, as this server holds it: on disk, and its index in
 * memory. Federations stand in the order of their ids, which is the order in which they are asked.
 */
@Injectable()
export class FederationCopies {
  private copies: readonly (AggregateCopy | MdqCopy)[] = [];
  private versions = new Map<string, string>();
  private tail: Promise<unknown> = Promise.resolve();
  private isLoaded = false;
  private readonly parsed = new Map<string, IdentityProviderMetadata>();

  constructor(
    private readonly settings: Settings,
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Where the copy of a federation is. */
  folderOf(federationId: string): CopyFolder {
    return new CopyFolder(this.pathOf(federationId));
  }

  /**
   * Reads what is there, the first time; for whoever comes before the server has started. It waits for no other reading:
   * that may be waiting for the very transaction of `manager`.
   */
  async ready(manager: EntityManager): Promise<void> {
    if (!this.isLoaded) await this.load(manager);
  }

  /**
   * Takes up what changed on disk or in the table, up to now; answers whether anything did. One after another, since one
   * that began earlier may have read what was there before.
   */
  sync(): Promise<boolean> {
    const next = this.tail.then(() => this.load(this.source.manager));
    this.tail = next.catch(() => undefined);
    return next;
  }

  all(): readonly (AggregateCopy | MdqCopy)[] {
    return this.copies;
  }

  copyOf(federationId: string): AggregateCopy | MdqCopy | undefined {
    return this.copies.find((copy) => copy.federationId === federationId);
  }

  /** Every identity provider once, from the first federation that knows it, usable ones before others. */
  providers(): FederatedProvider[] {
    const now = this.clock.now();
    const found = new Map<string, FederatedProvider>();
    for (const copy of this.copies) {
      for (const provider of copy.providers()) {
        const known = found.get(provider.entityId);
        if (!known || known.unusable) {
          const next = this.judged(provider, copy, now);
          if (!known || !next.unusable) found.set(provider.entityId, next);
        }
      }
    }
    return [...found.values()];
  }

  /** How an identity provider is listed, without asking anybody; undefined when nothing held knows it. */
  find(entityId: string): FederatedProvider | undefined {
    let unusable: FederatedProvider | undefined;
    for (const copy of this.copies) {
      const found = this.findIn(copy, entityId);
      if (found && !found.unusable) return found;
      unusable ??= found;
    }
    return unusable;
  }

  /** The same in one federation. */
  findIn(copy: FederationCopy, entityId: string): FederatedProvider | undefined {
    const provider = copy.find(entityId);
    return provider && this.judged(provider, copy, this.clock.now());
  }

  /** @throws VirlabError `sign-in-provider-unusable` when the metadata is over, or not what was verified */
  async read({ provider, copy, unusable }: FederatedProvider): Promise<IdentityProviderMetadata> {
    const { entityId, sha256 } = provider;
    if (unusable) throw unusableError(entityId, copy.federationId, unusable.code);
    const key = `${copy.federationId} ${sha256} ${provider.validUntil}`;
    const known = this.parsed.get(key);
    if (known) return known;
    try {
      const metadata = await copy.read(provider, this.clock.now());
      this.parsed.set(key, metadata);
      const [oldest] = this.parsed.keys();
      if (this.parsed.size > MOST_PARSED && oldest !== undefined) this.parsed.delete(oldest);
      return metadata;
    } catch (error) {
      const code = error instanceof MetadataRefusal ? error.code : 'metadata-unreadable';
      throw unusableError(entityId, copy.federationId, code, error);
    }
  }

  /** Where a discovery service may send people back to for a service provider; empty when nothing held knows it. */
  discoveryReturnAddresses(spEntityId: string): string[] {
    const now = this.clock.now();
    for (const copy of this.copies) {
      const service = copy.unusable(now) ? undefined : copy.service(spEntityId);
      if (service && new Date(service.validUntil) > now) return service.discoveryResponses;
    }
    return [];
  }

  private judged(provider: IndexedProvider, copy: FederationCopy, now: Date): FederatedProvider {
    const until = new Date(provider.validUntil);
    const unusable =
      copy.unusable(now) ?? (until <= now ? { code: 'metadata-expired', since: until } : undefined);
    return unusable ? { provider, copy, unusable } : { provider, copy };
  }

  private async load(manager: EntityManager): Promise<boolean> {
    const federations = await manager.find(FederationEntity, {
      where: { enabled: true },
      order: { id: 'ASC' },
    });
    const copies: (AggregateCopy | MdqCopy)[] = [];
    const versions = new Map<string, string>();
    let hasChanged = federations.length !== this.versions.size;
    for (const federation of federations) {
      const { id, kind, location, signingCertificates, maxValidityDays } = federation;
      const folder = this.folderOf(id);
      const onDisk = (await folder.version()) ?? '';
      const version = JSON.stringify([onDisk, kind, location, signingCertificates, maxValidityDays]);
      versions.set(id, version);
      const known = this.copyOf(id);
      const isSame = this.versions.get(id) === version;
      hasChanged ||= !isSame;
      const copy = isSame ? known : await this.loadOne(federation, folder);
      if (copy) copies.push(copy);
    }
    this.copies = copies;
    this.versions = versions;
    this.isLoaded = true;
    return hasChanged;
  }

  private async loadOne(
    federation: FederationEntity,
    folder: CopyFolder,
  ): Promise<AggregateCopy | MdqCopy | undefined> {
    if (federation.kind === 'mdq') return MdqCopy.load(this.pathOf(federation.id), federation);
    const state = await folder.readState();
    const copy = await AggregateCopy.load(folder, federation, state?.location);
    if (!copy && state)
      this.log.warn({ federation: federation.id }, 'the copy of a federation cannot be read');
    return copy;
  }

  private pathOf(federationId: string): string {
    return path.join(this.settings.dataDir, 'federations', federationId);
  }
}

function unusableError(entityId: string, federationId: string, code: string, cause?: unknown): VirlabError {
  const why = cause instanceof Error ? `${code}: ${cause.message}` : code;
  return new VirlabError('sign-in-provider-unusable', {
    detail: `metadata of "${entityId}" in federation ${federationId}: ${why}`,
    context: { idp: entityId },
    cause,
  });
}
