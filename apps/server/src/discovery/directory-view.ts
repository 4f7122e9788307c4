import { ProviderIndex } from '@virlab/discovery';
import type { ProviderListing } from '../federation/index';
import { chooseLogo } from './choose-logo';
import { logoHash } from './logo-hash';

/** A logo that stands in verified metadata. */
export interface KnownLogo {
  readonly url: string;
  /** True when its provider is a practice one, whose logo may lie on this machine. */
  readonly practice: boolean;
}

/** One state of the directory, made ready for discovery. */
export interface DirectoryView {
  /** The array it was made from. */
  readonly listings: readonly ProviderListing[];
  /** Those that discovery shows: switched on and not hidden. */
  readonly shown: readonly ProviderListing[];
  /** The same, to be searched. */
  readonly index: ProviderIndex<ProviderListing>;
  /** All, by entityID. */
  readonly byEntityId: ReadonlyMap<string, ProviderListing>;
  /** Logos of those that are switched on, by their hash. */
  readonly logos: ReadonlyMap<string, KnownLogo>;
}

/** After so many providers the builder pauses. */
const STEP = 200;

/** Makes a state of the directory ready, in small steps: each `yield` is a pause to breathe. */
export function* buildDirectoryView(
  listings: readonly ProviderListing[],
): Generator<void, DirectoryView, void> {
  const byEntityId = new Map<string, ProviderListing>();
  const logos = new Map<string, KnownLogo>();
  const shown: ProviderListing[] = [];
  for (const listing of listings) {
    byEntityId.set(listing.entityId, listing);
    if (listing.enabled && !listing.hidden) shown.push(listing);
    const logo = listing.enabled ? chooseLogo(listing.logos) : undefined;
    if (logo) {
      logos.set(logoHash(logo.url), { url: logo.url, practice: listing.practice });
    }
    if (byEntityId.size % STEP === 0) yield;
  }
  const index = yield* ProviderIndex.build(shown);
  return { listings, shown, index, byEntityId, logos };
}
