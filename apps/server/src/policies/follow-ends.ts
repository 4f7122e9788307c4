import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Entitlements } from '../entitlements/index';
import { Accounts, ReadSnapshots } from '../identity/index';
import { Log, Schedule, VirlabError } from '../platform/index';
import { RefreshEntitlements } from './refresh-entitlements';

/** A right that runs out by time is seen off within this. */
const LOOK_EVERY_MS = 30_000;
/** Rights seen off in one go: the rest has to wait for the next. */
const MOST_AT_ONCE = 500;

/**
 * Decides anew about whom a right ran out for. It is not valid any more without that; but only a decision says what the
 * person has instead, tells everybody, and stands in the trail.
 */
@Injectable()
export class FollowEnds implements OnApplicationBootstrap {
  constructor(
    private readonly entitlements: Entitlements,
    private readonly accounts: Accounts,
    private readonly snapshots: ReadSnapshots,
    private readonly refresh: RefreshEntitlements,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'follow rights that end', async () => {
      await this.run();
    });
  }

  /** Answers about how many people it was decided. */
  async run(): Promise<number> {
    let decided = 0;
    for (const userId of await this.entitlements.usersWithRightsOver(MOST_AT_ONCE)) {
      try {
        const accountId = await this.accountOf(userId);
        if (accountId === undefined) continue;
        await this.refresh.run(accountId, undefined, 'recheck');
        decided += 1;
      } catch (error) {
        // Without a policy nobody has anything; one person's trouble must not keep the others' rights as they were.
        if (error instanceof VirlabError && error.code === 'policy-not-published') return decided;
        this.log.error({ err: error, userId }, 'a right that ended could not be followed');
      }
    }
    return decided;
  }

  /** The account that signed in last. */
  private async accountOf(userId: string): Promise<string | undefined> {
    const [latest] = await this.snapshots.ofUser(userId);
    return latest?.accountId ?? (await this.accounts.ofUser(userId))[0]?.id;
  }
}
