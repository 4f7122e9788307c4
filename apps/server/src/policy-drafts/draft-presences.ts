import type { DraftPresence, PolicyAuthor, PolicyDraft } from '@virlab/contracts';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Bus, Clock, type Viewer } from '../platform/index';
import { authorOf } from './author-of';

/** Whoever says nothing for so long has closed the page: pages say it every 20 s. */
const LIFE_MS = 45_000;
/** Others hear of several who come and go at once. */
const TELL_AFTER_MS = 1_000;

interface Seen extends PolicyAuthor {
  ruleId: string | undefined;
  since: Date;
  until: number;
}

/** Who has the draft open now. Kept in memory: it is worth nothing after a restart. */
@Injectable()
export class DraftPresences implements OnApplicationShutdown {
  private readonly seen = new Map<string, Seen>();
  private telling: NodeJS.Timeout | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly bus: Bus,
  ) {}

  /** Those who are there now, in order of arrival. */
  all(): PolicyDraft['present'] {
    this.forget();
    return [...this.seen.values()].map(({ userId, displayName, ruleId, since }) => ({
      userId,
      displayName,
      ...(ruleId === undefined ? {} : { ruleId }),
      since: since.toISOString(),
    }));
  }

  /** Whoever else has a rule open. */
  editorsOf(ruleId: string, viewer: Viewer): PolicyAuthor[] {
    this.forget();
    return [...this.seen.values()]
      .filter((one) => one.ruleId === ruleId && one.userId !== viewer.userId)
      .map(({ userId, displayName }) => ({ userId, displayName }));
  }

  /** Says that somebody is there, or left. */
  tell({ ruleId, left }: DraftPresence, viewer: Viewer): void {
    const isOther = this.forget();
    const known = this.seen.get(viewer.userId);
    if (left) this.seen.delete(viewer.userId);
    else {
      const now = this.clock.now();
      const since = known?.since ?? now;
      this.seen.set(viewer.userId, { ...authorOf(viewer), ruleId, since, until: now.getTime() + LIFE_MS });
    }
    const isNews = left ? known !== undefined : known === undefined || known.ruleId !== ruleId;
    if (isNews || isOther) this.tellSoon();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.telling);
  }

  /** Lets go of those who said nothing for too long; true when there was one. */
  private forget(): boolean {
    const now = this.clock.now().getTime();
    const gone = [...this.seen.values()].filter(({ until }) => until <= now);
    for (const { userId } of gone) this.seen.delete(userId);
    return gone.length > 0;
  }

  private tellSoon(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      this.bus.tell({ type: 'policy-changed' });
    }, TELL_AFTER_MS).unref();
  }
}
