import type { ProviderListing } from '../../federation/index';

/** A directory of providers that a spec fills; stands for `ProviderDirectory`. */
export class SetDirectory {
  private listings: readonly ProviderListing[] = [];

  list(): readonly ProviderListing[] {
    return this.listings;
  }

  /** Replaces all that is known. */
  set(...listings: ProviderListing[]): void {
    this.listings = Object.freeze(listings);
  }
}
