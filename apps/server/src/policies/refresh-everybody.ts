import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { retryTransaction } from '../database/index';
import { Accounts, Sessions } from '../identity/index';
import { Log } from '../platform/index';
import { CurrentPolicy } from './current-policy';
import { DecisionEntity } from './decision.entity';
import { type RefreshedEntitlements, RefreshEntitlements } from './refresh-entitlements';

/** People decided about in one transaction: others wait for it, so it stays under a tenth of a second. */
const A_BATCH = 10;

/** Policies are not published faster than it is decided about everybody; whoever does gets the last one followed. */
const MOST_ROUNDS = 5;

type Refreshed = RefreshedEntitlements & { accountId: string };

/** About how many accounts it was decided anew, for how many that changed something, and for how many it failed. */
export interface RefreshedEverybody {
  decided: number;
  changed: number;
  failed: number;
}

/**
 * Decides anew about every known account after a policy was published. Whom the new policy no longer lets in has no
 * session any more.
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

  /**
   * A decision that was under way while a policy was published may have been made by the former one, and written after
   * that of the new one: when another policy is in force at the end, it is decided about everybody once more.
   */
  async run(): Promise<RefreshedEverybody> {
    const total = { decided: 0, changed: 0, failed: 0 };
    for (let tries = 0; tries < MOST_ROUNDS && !this.isStopping; tries += 1) {
      const version = (await this.current.find())?.version;
      const accounts = await this.accounts.all();
      const done = await this.refreshAll(accounts.map(({ id }) => id));
      total.decided = done.decided;
      total.changed += done.changed;
      total.failed = done.failed;
      if ((await this.current.find())?.version === version) break;
    }
    return total;
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
    for (let from = 0; from < accountIds.length && !this.isStopping; from += A_BATCH) {
      const batch = accountIds.slice(from, from + A_BATCH);
      for (const refreshed of await this.refreshBatch(batch)) {
        if (!refreshed) {
          done.failed++;
          continue;
        }
        done.decided++;
        if (refreshed.gained.length + refreshed.lost.length + refreshed.changes.length > 0) done.changed++;
        if (refreshed.outcome === 'refused') await this.endSessions(refreshed.accountId);
      }
    }
    this.log.info(done, 'decided anew about known people');
    return done;
  }

  /** Several at once, since each transaction costs a wait for the disk; one by one when one of them makes trouble. */
  private async refreshBatch(accountIds: readonly string[]): Promise<(Refreshed | undefined)[]> {
    try {
      return await retryTransaction(this.source, async (manager) => {
        const refreshed: Refreshed[] = [];
        for (const accountId of accountIds) {
          refreshed.push({ accountId, ...(await this.refresh.run(accountId, manager, 'published')) });
        }
        return refreshed;
      });
    } catch {
      const refreshed: (Refreshed | undefined)[] = [];
      for (const accountId of accountIds) refreshed.push(await this.refreshOne(accountId));
      return refreshed;
    }
  }

  /** One person's trouble must not keep the others' rights as they were. */
  private async refreshOne(accountId: string): Promise<Refreshed | undefined> {
    try {
      return { accountId, ...(await this.refresh.run(accountId, undefined, 'published')) };
    } catch (error) {
      this.log.error({ err: error, accountId }, 'could not decide anew about an account');
      return undefined;
    }
  }

  private async endSessions(accountId: string): Promise<void> {
    const { userId } = await this.accounts.get(accountId);
    for (const session of await this.sessions.ofUser(userId)) {
      if (session.accountId === accountId) await this.sessions.end(session.id, 'refused');
    }
  }
}
