import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus, Clock, Log, Schedule } from '../platform/index';
import { AggregateCopy } from './aggregate-copy';
import { FederationCopies } from './federation-copies';
import type { FederationEntity } from './federation.entity';
import { FederationMetrics } from './federation-metrics';
import { Federations } from './federations';
import { RaiseAlarm } from './raise-alarm';
import { refreshDelay } from './refresh-delay';
import { RefreshFederation } from './refresh-federation';

const LOOK_EVERY_MS = 10_000;

/** When this server looks for a federation's metadata next, and for which version of its settings. */
interface Plan {
  version: number;
  at: number;
}

/**
 * Keeps the metadata of federations fresh, by itself. Each server keeps a copy of its own, so each has plans of its own;
 * what others, or the command line beside it, changed is seen within ten seconds.
 */
@Injectable()
export class KeepFederations implements OnApplicationBootstrap {
  private readonly plans = new Map<string, Plan>();

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly bus: Bus,
    private readonly schedule: Schedule,
    private readonly federations: Federations,
    private readonly copies: FederationCopies,
    private readonly refresh: RefreshFederation,
    private readonly alarm: RaiseAlarm,
    private readonly metrics: FederationMetrics,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'federation: keep metadata fresh', () => this.run());
  }

  /** Takes up what changed, refreshes what is due, and raises alarms. One federation's fault does not stop the rest. */
  async run(): Promise<void> {
    const hasChanged = await this.copies.sync();
    if (hasChanged) this.bus.tell({ type: 'providers-saved' });
    const all = await this.federations.list();
    this.metrics.show(all);
    for (const federation of all.filter(({ enabled }) => enabled)) {
      try {
        await this.keep(federation);
      } catch (error) {
        this.log.error({ err: error, federation: federation.id }, 'a federation could not be kept');
      }
    }
  }

  private async keep(federation: FederationEntity): Promise<void> {
    const { id } = federation;
    const version = federation.updatedAt.getTime();
    let plan = this.plans.get(id);
    if (plan?.version !== version) {
      plan = { version, at: await this.firstLook(federation) };
      this.plans.set(id, plan);
    }
    if (this.clock.now().getTime() >= plan.at) {
      const { nextAttemptAt } = await this.refresh.run(id);
      plan.at = nextAttemptAt?.getTime() ?? plan.at;
    }
    await this.alarm.run(federation);
  }

  /** At once, unless a copy of what is set now was confirmed not long ago: a restart is no reason to ask again. */
  private async firstLook({ id }: FederationEntity): Promise<number> {
    const copy = this.copies.copyOf(id);
    const state = await this.copies.folderOf(id).readState();
    if (!(copy instanceof AggregateCopy) || !copy.isTrusted || !state) return 0;
    const checkedAt = new Date(state.checkedAt);
    const { validUntil, report } = copy;
    return (
      checkedAt.getTime() + refreshDelay({ validUntil, cacheDurationMs: report.cacheDurationMs }, checkedAt)
    );
  }
}
