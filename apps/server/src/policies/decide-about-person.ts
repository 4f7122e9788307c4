import { Injectable } from '@nestjs/common';
import type { Decision } from '@virlab/policy';
import { Classes } from '../classes/index';
import { IdentityProviders } from '../federation/index';
import { type AccountEntity, Accounts, ReadSnapshots, type UserEntity, Users } from '../identity/index';
import { Clock, VirlabError } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { decideSinceSignIn } from './decide-since-sign-in';
import type { PolicyInForce } from './policy-in-force';
import { ReadDecisionInput } from './read-decision-input';

/** What the policy in force says now of what was last released about a person. */
export interface PersonDecision {
  user: UserEntity;
  account: AccountEntity;
  /** The identity provider as people call it. */
  university: string;
  policy: PolicyInForce;
  decision: Decision;
  /** When the attributes were released. */
  takenAt: Date;
}

/** Decides about a person without writing anything: for explanations. */
@Injectable()
export class DecideAboutPerson {
  constructor(
    private readonly clock: Clock,
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly providers: IdentityProviders,
    private readonly classes: Classes,
    private readonly current: CurrentPolicy,
    private readonly readInput: ReadDecisionInput,
  ) {}

  /** @throws VirlabError `person-not-found`; `policy-not-published` */
  async run(userId: string): Promise<PersonDecision> {
    const user = await this.users.get(userId);
    const account = await this.accountOf(userId);
    const policy = await this.current.table();
    const { input, takenAt } = await this.readInput.run(account);
    const classes = new Set((await this.classes.all()).map(({ id }) => id));
    const now = this.clock.now();
    const decision = decideSinceSignIn(policy.table, input, takenAt ?? now, now, { classes });
    const provider = await this.providers.findRecord(account.issuer);
    const university = provider?.title ?? account.issuer;
    return { user, account, university, policy, decision, takenAt: takenAt ?? user.createdAt };
  }

  /** The account that signed in last. */
  private async accountOf(userId: string): Promise<AccountEntity> {
    const accounts = await this.accounts.ofUser(userId);
    const [latest] = await this.snapshots.ofUser(userId);
    const found = accounts.find(({ id }) => id === latest?.accountId) ?? accounts[0];
    if (!found) throw new VirlabError('person-not-found', { detail: `user ${userId} has no account` });
    return found;
  }
}
