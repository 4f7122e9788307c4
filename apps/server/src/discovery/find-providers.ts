import type { KnownProviders, ProviderSearch, SignInOption } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { DiscoveryDirectory } from './discovery-directory';
import { presentOption } from './present-option';

/** Finds the identity provider of somebody who is not signed in. Nothing of what is asked is kept or logged. */
@Injectable()
export class FindProviders {
  constructor(private readonly directory: DiscoveryDirectory) {}

  /** Those that fit what was typed, best first. */
  async search(typed: string, limit: number, languages: readonly string[]): Promise<ProviderSearch> {
    const view = await this.directory.current();
    const { hits, hasClose } = view.index.search(typed, { limit, languages });
    return {
      results: hits.map(({ provider, name, ranges }) => ({
        ...presentOption(provider, languages, name),
        matches: ranges.map(([start, end]): [number, number] => [start, end]),
      })),
      total: view.index.size,
      hasClose,
    };
  }

  /** Of these entityIDs, the providers that may be used, hidden ones too: whoever has the link may go there. */
  async known(entityIds: readonly string[], languages: readonly string[]): Promise<KnownProviders> {
    const view = await this.directory.current();
    const options = [...new Set(entityIds)].flatMap((entityId) => {
      const listing = view.byEntityId.get(entityId);
      return listing?.enabled ? [presentOption(listing, languages)] : [];
    });
    return { options };
  }

  /** All that discovery shows; undefined when they are more than `most`. */
  async all(most: number, languages: readonly string[]): Promise<SignInOption[] | undefined> {
    const view = await this.directory.current();
    if (view.index.size > most) return undefined;
    return view.shown.map((listing) => presentOption(listing, languages));
  }

  /** How many a search goes through. */
  async count(): Promise<number> {
    return (await this.directory.current()).index.size;
  }
}
