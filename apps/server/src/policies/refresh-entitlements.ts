import { Injectable } from '@nestjs/common';
import { canonicalInput, type Decision, type Refusal } from '@virlab/policy';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { Classes, SaveClass } from '../classes/index';
import { afterCommit, retryTransaction } from '../database/index';
import { Entitlements } from '../entitlements/index';
import { type AccountEntity, Accounts, Users } from '../identity/index';
import { Bus, Clock, newId, sha256 } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { decideSinceSignIn } from './decide-since-sign-in';
import { DecisionEntity } from './decision.entity';
import { grantsOf } from './grants-of';
import { ReadDecisionInput } from './read-decision-input';

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
}

/** Asks the policy in force about an account's latest snapshot, and makes the answer all that its person has. */
@Injectable()
export class RefreshEntitlements {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly bus: Bus,
    private readonly audit: AuditRecorder,
    private readonly accounts: Accounts,
    private readonly users: Users,
    private readonly classes: Classes,
    private readonly saveClass: SaveClass,
    private readonly entitlements: Entitlements,
    private readonly current: CurrentPolicy,
    private readonly readInput: ReadDecisionInput,
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
    const { input, takenAt } = await this.readInput.run(account, manager);
    const classes = new Set((await this.classes.all(manager)).map(({ id }) => id));
    const at = this.clock.now();
    const decision = decideSinceSignIn(table, input, takenAt ?? at, at, { classes });
    await this.makeClasses(decision, classes, manager);
    const facts = { policyVersion, at };
    const { gained, lost } = await this.entitlements.replace(
      account.userId,
      grantsOf(decision),
      facts,
      manager,
    );
    const hasChanged = gained.length + lost.length > 0;
    const { outcome, refusal } = decision;
    const refreshed = { outcome, ...(refusal ? { refusal } : {}), policyVersion, decision, gained, lost };
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
    { outcome, refusal, policyVersion, decision, gained, lost }: RefreshedEntitlements,
    occasion: Occasion,
    manager: EntityManager,
  ): Promise<void> {
    const user = await this.users.get(account.userId, manager);
    const dropped = [...new Set(decision.trace.dropped.map(({ attr }) => attr))];
    const facts = {
      occasion,
      idp: account.issuer,
      ...listed('gained', gained),
      ...listed('lost', lost),
      ...listed('dropped', dropped),
    };
    await this.audit.record(
      {
        kind: 'policy.decided',
        outcome: outcome === 'admitted' ? 'ok' : 'refused',
        code: refusal?.code,
        subject: { kind: 'person', id: user.id, title: user.displayName },
        ruleId: refusal?.ruleId,
        policyVersion,
        facts,
      },
      manager,
    );
  }
}

function listed(name: string, items: readonly string[]): Record<string, string> {
  return items.length === 0 ? {} : { [name]: items.join(', ') };
}
