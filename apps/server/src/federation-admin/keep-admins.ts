import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { VirlabError } from '../platform/index';
import { FindAdmins } from '../policies/index';

/** Keeps the last way in of those who look after the policy. */
@Injectable()
export class KeepAdmins {
  constructor(private readonly findAdmins: FindAdmins) {}

  /**
   * Refuses when nobody who is an identity admin could sign in any more, as things stand in this transaction.
   *
   * @param without a federation whose providers are not to be counted on
   * @throws VirlabError `last-admin-locked-out`
   */
  async require(manager: EntityManager, without?: string): Promise<void> {
    if (!(await this.findAdmins.canAnySignIn(manager, without)))
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
}
