import type { ProviderRow, ProvidersPage, providersQuerySchema } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { ProviderDirectory, type ProviderListing } from '../federation/index';
import { ProviderStandings } from './provider-standings';
import { ProviderUsage, type Usage } from './provider-usage';
import { searchProviders } from './search-providers';

/** More findings at once are a list, not a note. */
const MOST_FINDINGS = 10;

/** Lists identity providers, in use or all, with how they are doing. */
@Injectable()
export class ListProviders {
  constructor(
    private readonly directory: ProviderDirectory,
    private readonly usage: ProviderUsage,
    private readonly standings: ProviderStandings,
  ) {}

  async run({ show, search, page, limit }: z.output<typeof providersQuerySchema>): Promise<ProvidersPage> {
    const all = await this.directory.fresh();
    const usage = await this.usage.read();
    const inUse = await this.standings.of(all.filter((listing) => isInUse(listing, usage)));
    const needYou = inUse.filter((row) => row.needsYou).sort(byPeople);
    const counts = { inUse: inUse.length, needYou: needYou.length, all: all.length };
    const from = (page - 1) * limit;
    const found = search ? new Set(searchProviders(all, search).map(({ entityId }) => entityId)) : undefined;
    if (show !== 'all') {
      const rows = (show === 'in-use' ? inUse.toSorted(byPeople) : needYou).filter(
        ({ entityId }) => found?.has(entityId) ?? true,
      );
      return {
        providers: rows.slice(from, from + limit),
        found: rows.length,
        counts,
        findings: needYou.slice(0, MOST_FINDINGS),
      };
    }
    const listings = found ? all.filter(({ entityId }) => found.has(entityId)) : all;
    const providers = await this.standings.of(listings.slice(from, from + limit));
    return { providers, found: listings.length, counts, findings: needYou.slice(0, MOST_FINDINGS) };
  }
}

/** Somebody signed in by it, or an admin put it here by hand. */
function isInUse({ entityId, source }: ProviderListing, { people }: Usage): boolean {
  return source.kind === 'registered' || people.has(entityId);
}

function byPeople(a: ProviderRow, b: ProviderRow): number {
  return b.people - a.people || a.title.localeCompare(b.title);
}
