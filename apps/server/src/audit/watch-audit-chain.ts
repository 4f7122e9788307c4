import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock, Log, Schedule } from '../platform/index';
import { type ChainState, VerifyAuditChain } from './verify-audit-chain';

/** How often it is looked whether a verification is due. */
const LOOK_EVERY_MS = 60_000;
/** A verification may take this share of the time: the longer the trail, the rarer it is verified. */
const SHARE = 0.02;

/** Verifies the trail again and again while the server runs, and keeps the latest finding. */
@Injectable()
export class WatchAuditChain implements OnApplicationBootstrap {
  private latest: Promise<ChainState> | undefined;
  private dueAt = 0;

  constructor(
    private readonly verify: VerifyAuditChain,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'verify the audit trail', async () => void (await this.look()));
  }

  /** What the latest verification found; the first one is made when it is first asked for. */
  state(): Promise<ChainState> {
    return this.latest ?? this.look();
  }

  private async look(): Promise<ChainState> {
    if (this.latest && this.clock.now().getTime() < this.dueAt) return this.latest;
    const started = this.clock.now().getTime();
    const run = this.verify.run();
    // A finding stays until the next one is there; the first is waited for by whoever asks.
    this.latest ??= run;
    try {
      const state = await run;
      const ended = this.clock.now().getTime();
      this.dueAt = ended + (ended - started) / SHARE;
      if (!state.unbroken) this.log.error({ brokenAt: state.brokenAt }, 'the audit trail is broken');
      this.latest = run;
      return state;
    } catch (error) {
      if (this.latest === run) this.latest = undefined;
      throw error;
    }
  }
}
