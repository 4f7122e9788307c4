import { Injectable } from '@nestjs/common';
import { Accounts, Sessions } from '../identity/index';
import { Log, VirlabError } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';

/** About so many people it is decided before the answer goes out; about the rest of a large class right after it. */
const AT_ONCE = 50;

/** Decides anew about people to whom something was given by hand, or from whom it was taken. */
@Injectable()
export class DecideAnew {
  constructor(
    private readonly accounts: Accounts,
    private readonly sessions: Sessions,
    private readonly refresh: RefreshEntitlements,
    private readonly log: Log,
  ) {}

  /**
   * Answers when it is decided about the first fifty. Should the process end before the rest is done, the re-check of each
   * session makes up for it within three minutes.
   */
  async run(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds.slice(0, AT_ONCE)) await this.decide(userId);
    void this.decideAll(userIds.slice(AT_ONCE));
  }

  private async decideAll(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) await this.decide(userId);
  }

  /** One person's trouble must not keep the others' rights as they were. */
  private async decide(userId: string): Promise<void> {
    try {
      for (const { id } of await this.accounts.ofUser(userId)) {
        const { outcome } = await this.refresh.run(id, undefined, 'recheck');
        if (outcome === 'refused') await this.endSessions(userId, id);
      }
    } catch (error) {
      // Until a policy is published nobody has anything, and what was given by hand waits.
      if (error instanceof VirlabError && error.code === 'policy-not-published') return;
      this.log.error({ err: error, userId }, 'could not decide anew about a person with a grant by hand');
    }
  }

  private async endSessions(userId: string, accountId: string): Promise<void> {
    for (const session of await this.sessions.ofUser(userId)) {
      if (session.accountId === accountId) await this.sessions.end(session.id, 'refused');
    }
  }
}
