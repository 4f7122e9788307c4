import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Federations, IdentityProviders } from '../federation/index';

/** Knows by which identity providers people get in. */
@Injectable()
export class WaysIn {
  constructor(
    private readonly federations: Federations,
    private readonly providers: IdentityProviders,
  ) {}

  /**
   * True when sign-ins by this provider are taken: it is known, switched on and its metadata can be used.
   *
   * @param without a federation whose providers are not to be counted on
   */
  async isOpen(entityId: string, manager: EntityManager, without?: string): Promise<boolean> {
    const known = await this.providers.find(entityId, manager);
    if (!known?.entity.enabled) return false;
    const { source } = known.entity;
    if (source.kind === 'registered') return true;
    if (source.federationId === without) return false;
    // What is held of a federation outlives its row by a moment: the row decides.
    const rows = await this.federations.list(manager);
    return rows.some(({ id, enabled }) => id === source.federationId && enabled);
  }
}
