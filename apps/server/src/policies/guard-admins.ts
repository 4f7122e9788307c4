import { Injectable } from '@nestjs/common';
import { checkLastAdmin, type DecisionInput, type Finding, type RuleTable } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { Classes } from '../classes/index';
import { Entitlements } from '../entitlements/index';
import { Accounts } from '../identity/index';
import { ReadDecisionInput } from './read-decision-input';
import { WaysIn } from './ways-in';

/** The role that may read, and later edit, the policy. */
export const POLICY_ADMIN = 'identity-admin';

/** Keeps a policy from being published under which nobody who looks after it now would do so any more. */
@Injectable()
export class GuardAdmins {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly accounts: Accounts,
    private readonly classes: Classes,
    private readonly readInput: ReadDecisionInput,
    private readonly waysIn: WaysIn,
  ) {}

  /** No finding when nobody has the role yet, or somebody keeps it. */
  async run(table: RuleTable, now: Date, manager: EntityManager): Promise<Finding[]> {
    const inputs: DecisionInput[] = [];
    const withWayIn: DecisionInput[] = [];
    for (const userId of await this.entitlements.usersOfRole(POLICY_ADMIN, manager)) {
      for (const account of await this.accounts.ofUser(userId, manager)) {
        const { input } = await this.readInput.run(account, manager);
        inputs.push(input);
        if (await this.waysIn.isOpen(account.issuer, manager)) withWayIn.push(input);
      }
    }
    // Where nobody could sign in before, the policy takes nobody's way in away.
    const counted = withWayIn.length > 0 ? withWayIn : inputs;
    if (counted.length === 0) return [];
    const classes = new Set((await this.classes.all(manager)).map(({ id }) => id));
    return checkLastAdmin(table, counted, [POLICY_ADMIN], now, { classes });
  }
}
