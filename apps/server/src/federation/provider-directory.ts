import { Injectable } from '@nestjs/common';
import type { ProviderListing } from './provider-record';

/** Every identity provider that is known here, as lists and search show it. */
@Injectable()
export class ProviderDirectory {
  private listed: readonly ProviderListing[] = Object.freeze([]);

  /** In memory and frozen; a new array after every change, which the notice `providers-changed` follows. */
  list(): readonly ProviderListing[] {
    return this.listed;
  }
}
