import { Injectable } from '@nestjs/common';
import { canonicalInput, type Decision, type Refusal } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { SaveClass } from '../classes/index';
import { afterCommit, retryTransaction } from '../database/index';
import { Entitlements, type RightChange } from '../entitlements/index';
import { type AccountEntity, Accounts, Users } from '../identity/index';
import { Bus, newId, sha256 } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { DecideAboutAccount } from './decide-about-account';
import { DecisionEntity } from './decision.entity';
import { grantsOf } from './grants-of';

/**
 * Why the policy is asked: `sign-in` is kept and audited in any case, `published` is kept in any case and audited when
 * it changed something, `recheck` leaves a trace only when it changed something.
 */
export type Occasion = 'sign-in' | 'published' | 'recheck';

/** What the policy in force said about an account, and what that changed. */
export interface RefreshedEntitlements {
  outcome: 'admitted' | 'refused';
  refusal?: Refusal;
  policyVersion: number;
  decision: Decision;
  /** Names of rights, such as `pool:linux` and `class:cs101 as learner`. */
  gained: string[];
  lost: string[];
  /** Right by right, also those of which quota or end changed. */
  changes: RightChange[];
  /** What was released is older than is believed. */
  isStale: boolean;
}

/** Asks the policy in force about an account's latest snapshot, and makes the answer all that its person has. */
@Injectable()
export class RefreshEntitlements {
  constructor(
    private readonly source: DataSource,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly accounts: Accounts,
    private readonly users: Users,
    private readonly saveClass: SaveClass,
    private readonly entitlements: Entitlements,
    private readonly current: CurrentPolicy,
    private readonly decide: DecideAboutAccount,
  ) {}

  /**
   * Within `manager`'s transaction, or in one of its own. When something changed, everybody hears `rights-changed` after
   * the commit.
   *
   * @throws VirlabError `policy-not-published`; `person-not-found` when there is no such account
   */
  async run(
    accountId: string,
    manager?: EntityManager,
    occasion: Occasion = 'sign-in',
  ): Promise<RefreshedEntitlements> {
    if (manager) return this.refresh(accountId, manager, occasion);
    return retryTransaction(this.source, (own) => this.refresh(accountId, own, occasion));
  }

  private async refresh(
    accountId: string,
    manager: EntityManager,
    occasion: Occasion,
  ): Promise<RefreshedEntitlements> {
    const { version: policyVersion, table } = await this.current.table(manager);
    const account = await this.accounts.get(accountId, manager);
    const decided = await this.decide.run(account, table, manager);
    const { decision, input, at, classes } = decided;
    await this.makeClasses(decision, classes, manager);
    const { gained, lost, changes } = await this.entitlements.replace(
      account.userId,
      grantsOf(decision),
      { policyVersion, at },
      manager,
    );
    const hasChanged = gained.length + lost.length + changes.length > 0;
    const { outcome, refusal } = decision;
    const told = { policyVersion, gained, lost, changes, isStale: decided.isStale };
    const refreshed = { outcome, ...(refusal ? { refusal } : {}), decision, ...told };
    if (hasChanged || occasion !== 'recheck') {
      await manager.insert(DecisionEntity, {
        id: newId(),
        accountId,
        userId: account.userId,
        at,
        policyVersion,
        outcome,
        inputHash: sha256(canonicalInput(input)),
        decision,
      });
    }
    if (hasChanged) {
      const { userId } = account;
      afterCommit(manager, () => this.bus.tell({ type: 'rights-changed', userId }));
    }
    if (hasChanged || occasion === 'sign-in') await this.record(account, refreshed, occasion, manager);
    return refreshed;
  }

  /** A rule may name classes that are to be made when they do not exist. */
  private async makeClasses(
    decision: Decision,
    known: ReadonlySet<string>,
    manager: EntityManager,
  ): Promise<void> {
    for (const { target, createIfMissing } of decision.classes) {
      if (!createIfMissing || known.has(target.ref)) continue;
      await this.saveClass.run({ id: target.ref, code: target.ref, title: target.ref }, manager);
    }
  }

  private async record(
    account: AccountEntity,
    { outcome, refusal, policyVersion, decision, gained, lost, changes, isStale }: RefreshedEntitlements,
    occasion: Occasion,
    manager: EntityManager,
  ): Promise<void> {
    const user = await this.users.get(account.userId, manager);
    const subject = { kind: 'person', id: user.id, title: user.displayName };
    const dropped = [...new Set(decision.trace.dropped.map(({ attr }) => attr))];
    const facts = {
      occasion,
      idp: account.issuer,
      ...listed('gained', gained),
      ...listed('lost', lost),
      ...listed('dropped', dropped),
      // What was taken away for that reason has to be told from what a rule took.
      ...(isStale && changes.some(({ what }) => what === 'lose') ? { stale: 'yes' } : {}),
    };
    await this.audit.record(
      {
        kind: 'policy.decided',
        outcome: outcome === 'admitted' ? 'ok' : 'refused',
        code: refusal?.code,
        subject,
        ruleId: refusal?.ruleId,
        policyVersion,
        facts,
      },
      manager,
    );
    for (const { what, target, from, to, ruleId, ruleName } of changes) {
      const about = {
        what,
        target,
        from,
        to,
        rule: ruleName,
        occasion,
        ...(isStale ? { stale: 'yes' } : {}),
      };
      await this.audit.record(
        { kind: 'right.changed', subject, ruleId, policyVersion, facts: about },
        manager,
      );
    }
  }
}

function listed(name: string, items: readonly string[]): Record<string, string> {
  return items.length === 0 ? {} : { [name]: items.join(', ') };
}
