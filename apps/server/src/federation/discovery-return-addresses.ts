import { Injectable } from '@nestjs/common';
import { FederationCopies } from './federation-copies';

/** Where service providers of our federations let a discovery service send people back to (IdP discovery protocol). */
@Injectable()
export class DiscoveryReturnAddresses {
  constructor(private readonly copies: FederationCopies) {}

  /** Addresses of `idpdisc:DiscoveryResponse` in verified metadata, the default one first; empty when it is unknown. */
  of(spEntityId: string): string[] {
    return this.copies.discoveryReturnAddresses(spEntityId);
  }
}
