import type { MetadataKey, ProviderRow, ProviderSource } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { IdentityProviderMetadata } from '@virlab/saml';
import { ReleasedAttributes } from '../attributes/index';
import {
  Federations,
  IdentityProviders,
  type ProviderListing,
  type ProviderRecord,
} from '../federation/index';
import { Clock } from '../platform/index';
import { presentKey } from './present-key';
import { healthOf, needsYou } from './provider-health';
import { ProviderUsage, type Usage } from './provider-usage';

/** What the policy needs is looked for again after this; what came, after a sign-in; the metadata, when it is listed anew. */
const KEPT_MS = 5 * 60_000;

/** What costs a look at each provider: reading its certificates is the most of it. */
interface ProviderFacts {
  isUsable: boolean;
  scopes: readonly string[];
  keys: ProviderRow['keys'];
  needed: ProviderRow['needed'];
}

interface KeptFacts {
  until: number;
  listing: ProviderListing;
  /** When the last sign-in was, taken or refused, in milliseconds. */
  lastSignIn: number;
  facts: Promise<ProviderFacts>;
}

/** Works out how identity providers are doing. */
@Injectable()
export class ProviderStandings {
  private readonly kept = new Map<string, KeptFacts>();

  constructor(
    private readonly clock: Clock,
    private readonly federations: Federations,
    private readonly providers: IdentityProviders,
    private readonly released: ReleasedAttributes,
    private readonly usage: ProviderUsage,
  ) {}

  /** Rows for listings, in their order; those that are gone since are left out. */
  async of(listings: readonly ProviderListing[]): Promise<ProviderRow[]> {
    const usage = await this.usage.read();
    const records = await this.providers.records(listings.map(({ entityId }) => entityId));
    const titles = new Map((await this.federations.list()).map(({ id, title }) => [id, title]));
    const rows: ProviderRow[] = [];
    for (const listing of listings) {
      const record = records.get(listing.entityId);
      if (record) rows.push(await this.rowOf(listing, record, usage, titles));
    }
    return rows;
  }

  private async rowOf(
    listing: ProviderListing,
    record: ProviderRecord,
    usage: Usage,
    titles: ReadonlyMap<string, string>,
  ): Promise<ProviderRow> {
    const now = this.clock.now();
    const { entityId, title, domain, enabled, practice, allowsCbc, signsAssertionOnly } = record;
    const used = usage.people.get(entityId);
    const refused = usage.refusals.get(entityId) ?? [];
    const ends = [used, ...refused].map((one) => one?.lastAt.getTime() ?? 0);
    const { isUsable, scopes, keys, needed } = await this.factsOf(listing, Math.max(...ends));
    const refusals = refused.map(({ code, times, lastAt }) => ({
      code,
      times,
      lastAt: lastAt.toISOString(),
    }));
    const facts = {
      enabled,
      unusable: !isUsable,
      everUsed: used !== undefined,
      people: used?.recent ?? 0,
      needed,
      refusals,
      source: sourceOf(record, titles),
      ...(keys ? { keys } : {}),
    };
    const health = healthOf(facts, now);
    const { unusable: _unusable, everUsed: _everUsed, ...shown } = facts;
    return {
      entityId,
      title,
      ...(domain ? { domain } : {}),
      health,
      needsYou: needsYou(health, facts),
      practice,
      ...shown,
      ...(used ? { lastSignInAt: used.lastAt.toISOString() } : {}),
      scopes: [...scopes],
      allows: { cbc: allowsCbc, assertionOnlySignature: signsAssertionOnly },
    };
  }

  private factsOf(listing: ProviderListing, lastSignIn: number): KeptFacts['facts'] {
    const now = this.clock.now().getTime();
    const known = this.kept.get(listing.entityId);
    // A listing is never changed in place, so a new object says that the provider changed.
    const isFresh = known?.listing === listing && known.lastSignIn === lastSignIn && known.until > now;
    if (known && isFresh) return known.facts;
    const facts = this.lookAt(listing);
    this.kept.set(listing.entityId, { until: now + KEPT_MS, listing, lastSignIn, facts });
    facts.catch(() => this.kept.delete(listing.entityId));
    return facts;
  }

  private async lookAt({ entityId, scopes }: ProviderListing): Promise<ProviderFacts> {
    const known = await this.providers.find(entityId);
    const { signIns, needed } = await this.released.ofProvider(entityId);
    const ids = (came: boolean) =>
      signIns === 0 ? [] : needed.filter((one) => one.came === came).map(({ id }) => id);
    return {
      isUsable: known !== null,
      scopes: known?.metadata.scopes ?? scopes,
      keys: known ? signingKeys(known.metadata) : undefined,
      needed: { came: ids(true), never: ids(false) },
    };
  }
}

function sourceOf({ source }: ProviderRecord, titles: ReadonlyMap<string, string>): ProviderSource {
  if (source.kind === 'registered') return source;
  return {
    kind: 'federation',
    id: source.federationId,
    title: titles.get(source.federationId) ?? source.federationId,
  };
}

/** How many keys a provider may sign with, and the one that is meant to last longest. */
function signingKeys({
  signingCertificates,
}: IdentityProviderMetadata): NonNullable<ProviderRow['keys']> | undefined {
  const keys = signingCertificates.map(presentKey);
  const [newest] = keys.toSorted((a: MetadataKey, b: MetadataKey) => b.notAfter.localeCompare(a.notAfter));
  return newest && { count: keys.length, newest };
}
