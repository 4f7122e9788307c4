import { Injectable } from '@nestjs/common';
import type { Decision } from '@virlab/policy';
import { IdentityProviders } from '../federation/index';
import { type AccountEntity, Accounts, ReadSnapshots, type UserEntity, Users } from '../identity/index';
import { VirlabError } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { DecideAboutAccount } from './decide-about-account';
import type { PolicyInForce } from './policy-in-force';

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
  /** They are older than is believed. */
  isStale: boolean;
}

/** Decides about a person without writing anything: for explanations. */
@Injectable()
export class DecideAboutPerson {
  constructor(
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly providers: IdentityProviders,
    private readonly current: CurrentPolicy,
    private readonly decide: DecideAboutAccount,
  ) {}

  /**
   * @param under - another policy than the one in force
   * @throws VirlabError `person-not-found`; `policy-not-published`
   */
  async run(userId: string, under?: PolicyInForce): Promise<PersonDecision> {
    const user = await this.users.get(userId);
    const account = await this.accountOf(userId);
    const policy = under ?? (await this.current.table());
    const { decision, takenAt, isStale } = await this.decide.run(account, policy.table);
    const provider = await this.providers.findRecord(account.issuer);
    const university = provider?.title ?? account.issuer;
    return { user, account, university, policy, decision, takenAt: takenAt ?? user.createdAt, isStale };
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
