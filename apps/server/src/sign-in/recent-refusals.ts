import type { SignInRefusal } from '@virlab/contracts';
import { Injectable } from '@nestjs/common';
import { Clock, type VirlabError } from '../platform/index';

/** Long enough to read the page, reload it and copy the text for the university. */
const KEPT_MS = 60 * 60_000;
/** Refusals are cheap to cause; the oldest go first. */
const MOST = 2_000;

/**
 * What is particular to the refusals of the last hour, for the page that explains them. In memory only: after a restart
 * the page still has the code and the university from its address.
 */
@Injectable()
export class RecentRefusals {
  private readonly kept = new Map<string, { until: number; refusal: SignInRefusal }>();

  constructor(private readonly clock: Clock) {}

  keep(ref: string, error: VirlabError): void {
    const now = this.clock.now();
    for (const [oldest, { until }] of this.kept) {
      if (until > now.getTime() && this.kept.size < MOST) break;
      this.kept.delete(oldest);
    }
    const { idp, ...context } = error.context ?? {};
    this.kept.set(ref, {
      until: now.getTime() + KEPT_MS,
      refusal: {
        code: error.code,
        at: now.toISOString(),
        ...(error.publicDetail ? { detail: error.publicDetail } : {}),
        ...(idp ? { idp } : {}),
        context,
      },
    });
  }

  /** What was refused under a reference; undefined when it is not known (any more). */
  find(ref: string): SignInRefusal | undefined {
    const found = this.kept.get(ref);
    return found && found.until > this.clock.now().getTime() ? found.refusal : undefined;
  }
}
