import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Classes } from '../classes/index';
import { Entitlements } from '../entitlements/index';
import { type AccountEntity, Accounts } from '../identity/index';
import { Clock } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { decideSinceSignIn } from './decide-since-sign-in';
import { POLICY_ADMIN } from './guard-admins';
import { ReadDecisionInput } from './read-decision-input';
import { WaysIn } from './ways-in';

/** Finds by which accounts people are identity admins. */
@Injectable()
export class FindAdmins {
  constructor(
    private readonly clock: Clock,
    private readonly entitlements: Entitlements,
    private readonly accounts: Accounts,
    private readonly classes: Classes,
    private readonly current: CurrentPolicy,
    private readonly readInput: ReadDecisionInput,
    private readonly waysIn: WaysIn,
  ) {}

  /**
   * The accounts of those who have the role now to which the policy in force would give it again, as `manager` sees
   * accounts, policy and identity providers; none while no policy is published.
   */
  async run(manager: EntityManager): Promise<AccountEntity[]> {
    const policy = await this.current.find(manager);
    if (!policy) return [];
    const now = this.clock.now();
    const classes = new Set((await this.classes.all(manager)).map(({ id }) => id));
    const admins: AccountEntity[] = [];
    for (const userId of await this.entitlements.usersOfRole(POLICY_ADMIN, manager)) {
      for (const account of await this.accounts.ofUser(userId, manager)) {
        const { input, takenAt } = await this.readInput.run(account, manager);
        const { roles } = decideSinceSignIn(policy.table, input, takenAt ?? now, now, { classes });
        const isAdmin = roles.some(({ target, scope }) => target.ref === POLICY_ADMIN && scope === undefined);
        if (isAdmin) admins.push(account);
      }
    }
    return admins;
  }

  /**
   * True when one of them could sign in, as things stand in this transaction.
   *
   * @param without a federation whose providers are not to be counted on
   */
  async canAnySignIn(manager: EntityManager, without?: string): Promise<boolean> {
    for (const { issuer } of await this.run(manager)) {
      if (await this.waysIn.isOpen(issuer, manager, without)) return true;
    }
    return false;
  }
}
