import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Federations, IdentityProviders } from '../federation/index';
import type { AccountEntity } from '../identity/index';
import { VirlabError } from '../platform/index';
import { FindAdmins } from '../policies/index';

/** Keeps the last way in of those who look after the policy. */
@Injectable()
export class KeepAdmins {
  constructor(
    private readonly findAdmins: FindAdmins,
    private readonly federations: Federations,
    private readonly providers: IdentityProviders,
  ) {}

  /**
   * Refuses when nobody who is an identity admin could sign in any more, as things stand in this transaction.
   *
   * @param without a federation whose providers are not to be counted on
   * @throws VirlabError `last-admin-locked-out`
   */
  async require(manager: EntityManager, without?: string): Promise<void> {
    for (const { issuer } of await this.findAdmins.run(manager)) {
      if (await this.canSignIn(issuer, manager, without)) return;
    }
    throw new VirlabError('last-admin-locked-out');
  }

  /** The identity admins for whom this provider is the only way in. */
  async whoDependOn(entityId: string, manager: EntityManager): Promise<number> {
    const issuers = new Map<string, Set<string>>();
    for (const { userId, issuer } of await this.findAdmins.run(manager)) {
      issuers.set(userId, (issuers.get(userId) ?? new Set<string>()).add(issuer));
    }
    return [...issuers.values()].filter((of) => of.size === 1 && of.has(entityId)).length;
  }

  /** True when sign-ins by this provider are taken: it is known, switched on and its metadata can be used. */
  private async canSignIn(
    issuer: AccountEntity['issuer'],
    manager: EntityManager,
    without?: string,
  ): Promise<boolean> {
    const known = await this.providers.find(issuer, manager);
    if (!known?.entity.enabled) return false;
    const { source } = known.entity;
    if (source.kind === 'registered') return true;
    if (source.federationId === without) return false;
    // What is held of a federation outlives its row by a moment: the row decides.
    const rows = await this.federations.list(manager);
    return rows.some(({ id, enabled }) => id === source.federationId && enabled);
  }
}
