import { Injectable } from '@nestjs/common';
import type { Decision, DecisionInput, RuleTable } from '@virlab/policy';
import type { EntityManager } from 'typeorm';
import { Classes } from '../classes/index';
import { Settings } from '../config/index';
import { GrantsByHand } from '../grants/index';
import type { AccountEntity } from '../identity/index';
import { Clock } from '../platform/index';
import { decideSinceSignIn, staleFrom } from './decide-since-sign-in';
import { ReadDecisionInput } from './read-decision-input';

/** What a policy says now of an account, and what it was asked about. */
export interface AccountDecision {
  decision: Decision;
  input: DecisionInput;
  /** When the attributes were released; null when none ever were. */
  takenAt: Date | null;
  at: Date;
  /** Classes that exist. */
  classes: ReadonlySet<string>;
  /** The attributes are older than is believed: nothing that rests on them is given any more. */
  isStale: boolean;
}

/** Decides about an account by what was last released, and by what its person was given by hand. Writes nothing. */
@Injectable()
export class DecideAboutAccount {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly classes: Classes,
    private readonly grants: GrantsByHand,
    private readonly readInput: ReadDecisionInput,
  ) {}

  async run(account: AccountEntity, table: RuleTable, manager?: EntityManager): Promise<AccountDecision> {
    const { input, takenAt } = await this.readInput.run(account, manager);
    const classes = new Set((await this.classes.all(manager)).map(({ id }) => id));
    const at = this.clock.now();
    const { staleAfterDays } = this.settings.policy;
    const since = takenAt ?? at;
    const decideWith = (grants: Awaited<ReturnType<GrantsByHand['ofUser']>>) =>
      decideSinceSignIn(table, input, since, at, { classes, grants }, staleAfterDays);
    let decision = decideWith(await this.grants.ofUser(account.userId, [], manager));
    // What is given to a class reaches whoever is in it, by a rule or by hand.
    const isIn = decision.classes.map(({ target }) => target.ref);
    if (isIn.length > 0) decision = decideWith(await this.grants.ofUser(account.userId, isIn, manager));
    const stale = takenAt === null ? undefined : staleFrom(takenAt, staleAfterDays);
    return { decision, input, takenAt, at, classes, isStale: stale !== undefined && stale <= at };
  }
}
