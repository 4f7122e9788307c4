import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type IdentityProviderMetadata, MetadataRefusal, readIdentityProvider } from '@virlab/saml';
import { DataSource } from 'typeorm';
import { Bus, Clock, Log, OneAtATime, Schedule } from '../platform/index';
import { type FederatedProvider, FederationCopies } from './federation-copies';
import { IdentityProviderEntity } from './identity-provider.entity';
import type { ProviderListing } from './provider-record';
import { ProviderSettingsEntity } from './provider-settings.entity';

/** What another server, or the command line, changed is seen within this. */
const LOOK_EVERY_MS = 15_000;

/** Every identity provider that is known here, as lists and search show it. */
@Injectable()
export class ProviderDirectory implements OnApplicationBootstrap, OnApplicationShutdown {
  private listed: readonly ProviderListing[] = Object.freeze([]);
  private version = '';
  private readonly rebuilds = new OneAtATime(() => this.readAnew());
  private stopHearing: (() => void) | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly bus: Bus,
    private readonly schedule: Schedule,
    private readonly copies: FederationCopies,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.copies.sync();
    await this.rebuild();
    this.stopHearing = this.bus.hear(({ type }) => {
      if (type === 'providers-saved') void this.rebuild().catch((error: unknown) => this.tell(error));
    });
    this.schedule.every(LOOK_EVERY_MS, 'federation: see what others changed', () => this.look());
  }

  onApplicationShutdown(): void {
    this.stopHearing?.();
  }

  /** In memory and frozen; a new array after every change, which the notice `providers-changed` follows. */
  list(): readonly ProviderListing[] {
    return this.listed;
  }

  /** The same with all that this server saved before: for whoever looks at what they have just changed. */
  async fresh(): Promise<readonly ProviderListing[]> {
    await this.rebuilds.settled();
    return this.listed;
  }

  /** Lists everything anew. */
  rebuild(): Promise<void> {
    return this.rebuilds.run();
  }

  private async readAnew(): Promise<void> {
    await this.copies.sync();
    this.version = await this.currentVersion();
    this.listed = Object.freeze(await this.readAll());
    this.bus.tell({ type: 'providers-changed' });
  }

  private async look(): Promise<void> {
    if ((await this.currentVersion()) !== this.version) await this.rebuild();
  }

  private async currentVersion(): Promise<string> {
    const parts: string[] = [];
    for (const entity of [IdentityProviderEntity, ProviderSettingsEntity]) {
      const repository = this.source.getRepository<{ updatedAt: Date }>(entity);
      const [count, latest] = [await repository.count(), await repository.maximum('updatedAt' as never)];
      parts.push(`${count} ${String(latest)}`);
    }
    return parts.join(' / ');
  }

  private async readAll(): Promise<ProviderListing[]> {
    const rows = await this.source.manager.find(IdentityProviderEntity, { order: { entityId: 'ASC' } });
    const settings = new Map(
      (await this.source.manager.find(ProviderSettingsEntity)).map((row) => [row.entityId, row]),
    );
    const registered = rows.map((row) => this.listRegistered(row));
    const hidden = new Set(rows.map(({ entityId }) => entityId));
    const federated = this.copies
      .providers()
      .filter(({ provider }) => !hidden.has(provider.entityId))
      .map((one) => listFederated(one, settings.get(one.provider.entityId)));
    return [...registered, ...federated];
  }

  private listRegistered(row: IdentityProviderEntity): ProviderListing {
    const { entityId, enabled, practice, title, domain, supportUrl } = row;
    const chosen = {
      entityId,
      enabled,
      practice,
      source: { kind: 'registered' },
      ...(supportUrl ? { supportUrl } : {}),
    } as const;
    const now = this.clock.now();
    try {
      const metadata = readIdentityProvider(row.metadataXml, { now });
      return Object.freeze({ ...chosen, ...listMetadata(metadata, title, domain) });
    } catch (error) {
      if (!(error instanceof MetadataRefusal)) throw error;
      const nothing = { keywords: [], scopes: [], domains: domain ? [domain] : [], logos: [], hidden: false };
      const unusable = { code: error.code, since: now.toISOString() };
      return Object.freeze({ ...chosen, ...nothing, names: [{ language: 'en', text: title }], unusable });
    }
  }

  private tell(error: unknown): void {
    this.log.error({ err: error }, 'the directory of identity providers could not be read');
  }
}

/** The title that an admin chose comes first, in any language. */
function listMetadata(metadata: IdentityProviderMetadata, title: string, domain: string | null) {
  const { displayNames, keywords, scopes, domainHints, logos, hideFromDiscovery, registrationAuthority } =
    metadata;
  const isKnown = displayNames.some(({ text }) => text === title);
  return {
    names: isKnown ? displayNames : [{ language: 'en', text: title }, ...displayNames],
    keywords,
    scopes,
    domains: [...new Set([...(domain ? [domain] : []), ...domainHints])],
    logos,
    hidden: hideFromDiscovery,
    ...(registrationAuthority === undefined ? {} : { registrationAuthority }),
  };
}

function listFederated(
  { provider, copy, unusable }: FederatedProvider,
  settings: ProviderSettingsEntity | undefined,
): ProviderListing {
  const { entityId, names, keywords, scopes, domains, logos, hidden, registrationAuthority } = provider;
  return Object.freeze({
    entityId,
    names,
    keywords,
    scopes,
    domains,
    logos,
    hidden,
    ...(registrationAuthority === undefined ? {} : { registrationAuthority }),
    enabled: settings?.enabled ?? true,
    practice: false,
    source: { kind: 'federation', federationId: copy.federationId } as const,
    ...(unusable ? { unusable: { code: unusable.code, since: unusable.since.toISOString() } } : {}),
  });
}
