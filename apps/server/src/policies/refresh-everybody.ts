import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Accounts, Sessions } from '../identity/index';
import { Log } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { DecisionEntity } from './decision.entity';
import { RefreshEntitlements } from './refresh-entitlements';

/** About how many accounts it was decided anew, for how many that changed something, and for how many it failed. */
export interface RefreshedEverybody {
  decided: number;
  changed: number;
  failed: number;
}

/**
 * Decides anew about every known account after a policy was published, each in a transaction of its own. Whom the new
 * policy no longer lets in has no session any more.
 */
@Injectable()
export class RefreshEverybody implements OnApplicationBootstrap, OnApplicationShutdown {
  private isStopping = false;
  private catchingUp: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly source: DataSource,
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly current: CurrentPolicy,
    private readonly refresh: RefreshEntitlements,
    private readonly log: Log,
  ) {}

  async run(): Promise<RefreshedEverybody> {
    const accounts = await this.accounts.all();
    return this.refreshAll(accounts.map(({ id }) => id));
  }

  /** A process that ended between a publication and the last decision left people with what an older version gave. */
  onApplicationBootstrap(): void {
    this.catchingUp = this.catchUp().catch((error: unknown) =>
      this.log.error({ err: error }, 'could not decide anew about people after the start'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.catchingUp;
  }

  private async catchUp(): Promise<void> {
    const policy = await this.current.find();
    if (!policy) return;
    const rows = await this.source.manager
      .createQueryBuilder(DecisionEntity, 'decision')
      .select('decision.accountId', 'accountId')
      .addSelect('MAX(decision.policyVersion)', 'version')
      .groupBy('decision.accountId')
      .getRawMany<{ accountId: string; version: number | string }>();
    const upToDate = new Set(
      rows.filter(({ version }) => Number(version) >= policy.version).map(({ accountId }) => accountId),
    );
    const behind = (await this.accounts.all()).filter(({ id }) => !upToDate.has(id));
    if (behind.length > 0) await this.refreshAll(behind.map(({ id }) => id));
  }

  private async refreshAll(accountIds: readonly string[]): Promise<RefreshedEverybody> {
    const done = { decided: 0, changed: 0, failed: 0 };
    for (const accountId of accountIds) {
      if (this.isStopping) break;
      try {
        const { gained, lost, outcome, decision } = await this.refresh.run(accountId, undefined, 'published');
        done.decided++;
        if (gained.length + lost.length > 0) done.changed++;
        if (outcome === 'refused') await this.endSessions(accountId, decision.refusal?.code ?? 'refused');
      } catch (error) {
        // One person's trouble must not keep the others' rights as they were.
        done.failed++;
        this.log.error({ err: error, accountId }, 'could not decide anew about an account');
      }
    }
    this.log.info(done, 'decided anew about known people');
    return done;
  }

  private async endSessions(accountId: string, why: string): Promise<void> {
    const { userId } = await this.accounts.get(accountId);
    for (const session of await this.sessions.ofUser(userId)) {
      if (session.accountId !== accountId) continue;
      this.log.debug({ session: session.id, why }, 'session ended by the new policy');
      await this.sessions.end(session.id, 'refused');
    }
  }
}
