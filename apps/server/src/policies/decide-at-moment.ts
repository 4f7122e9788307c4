import { Injectable } from '@nestjs/common';
import type { Decision } from '@virlab/policy';
import { DataSource, LessThanOrEqual } from 'typeorm';
import { Classes } from '../classes/index';
import { IdentityProviders } from '../federation/index';
import { type AccountEntity, Accounts, ReadSnapshots, Users } from '../identity/index';
import { VirlabError } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { decideSinceSignIn } from './decide-since-sign-in';
import { DecisionEntity } from './decision.entity';
import { PolicyVersions } from './policy-versions';
import { ReadDecisionInput } from './read-decision-input';
import type { ExplainedDecision } from './why.presenter';

/** What was decided about a person at a moment that is over. */
export interface PastDecision extends ExplainedDecision {
  /** Of the kept decision; the moment itself when it was made anew. */
  at: Date;
  /** Id of the kept decision; absent when it was made anew. */
  keptAs?: string;
}

/** Finds what was decided about a person at a moment: the kept decision, else the same input decided anew. */
@Injectable()
export class DecideAtMoment {
  constructor(
    private readonly source: DataSource,
    private readonly users: Users,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly providers: IdentityProviders,
    private readonly classes: Classes,
    private readonly current: CurrentPolicy,
    private readonly versions: PolicyVersions,
    private readonly readInput: ReadDecisionInput,
  ) {}

  /** @throws VirlabError `decision-not-kept`; `person-not-found` */
  async kept(userId: string, decisionId: string): Promise<PastDecision> {
    const row = await this.source.manager.findOneBy(DecisionEntity, { id: decisionId, userId });
    if (!row) throw new VirlabError('decision-not-kept');
    return this.fromRow(row);
  }

  /**
   * The decision that was in force at a moment. One that is not kept any more is made anew under the policy of that
   * moment, when nothing was released about the person since.
   *
   * @throws VirlabError `decision-not-kept` with what is still known; `person-not-found`
   */
  async at(userId: string, moment: Date): Promise<PastDecision> {
    const [row] = await this.source.manager.find(DecisionEntity, {
      where: { userId, at: LessThanOrEqual(moment) },
      order: { at: 'DESC' },
      take: 1,
    });
    return row ? this.fromRow(row) : this.anew(userId, moment);
  }

  /** Decisions about a person that are kept, newest first, without their traces. */
  async moments(userId: string, most: number): Promise<{ id: string; at: Date; policyVersion: number }[]> {
    return this.source.manager.find(DecisionEntity, {
      where: { userId },
      select: { id: true, at: true, policyVersion: true },
      order: { at: 'DESC' },
      take: most,
    });
  }

  private async fromRow({ id, userId, accountId, at, policyVersion, decision }: DecisionEntity) {
    const user = await this.users.get(userId);
    const account = await this.accounts.get(accountId);
    return {
      user,
      university: await this.universityOf(account),
      policy: { version: policyVersion },
      // Written by RefreshEntitlements as the whole decision of libs/policy.
      decision: decision as Decision,
      takenAt: at,
      at,
      keptAs: id,
    };
  }

  private async anew(userId: string, moment: Date): Promise<PastDecision> {
    const user = await this.users.get(userId);
    const version = (await this.versions.all()).find(({ publishedAt }) => publishedAt <= moment)?.version;
    const [snapshot] = await this.snapshots.ofUser(userId);
    const account = (await this.accounts.ofUser(userId)).find(({ id }) => id === snapshot?.accountId);
    if (version === undefined || !snapshot || !account || snapshot.takenAt > moment) {
      const known =
        version === undefined ? 'no policy was published yet' : `policy version ${version} decided`;
      const since = snapshot ? `; other attributes were released on ${snapshot.takenAt.toISOString()}` : '';
      throw new VirlabError('decision-not-kept', { publicDetail: known + since });
    }
    const policy = await this.current.version(version);
    const { input } = await this.readInput.run(account);
    const classes = new Set((await this.classes.all()).map(({ id }) => id));
    const decision = decideSinceSignIn(policy.table, input, snapshot.takenAt, moment, { classes });
    const university = await this.universityOf(account);
    return { user, university, policy, decision, takenAt: snapshot.takenAt, at: moment };
  }

  private async universityOf({ issuer }: AccountEntity): Promise<string> {
    return (await this.providers.findRecord(issuer))?.title ?? issuer;
  }
}
