import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HostKeeper, Hosts, takesImage } from '../hypervisors/index';
import { Bus, Clock, Log, Schedule } from '../platform/index';
import { Pools } from './pools';

const LOOK_EVERY_MS = 5_000;
/** A host that boots nothing is repaired by a person; until then each attempt only costs it a processor. */
const AFTER_FAILURE_MS = 60_000;

/** Finds out, in the background, what new hosts run guests by: with a guest of the template that a pool has there. */
@Injectable()
export class ProveHosts implements OnApplicationBootstrap {
  private readonly proving = new Set<string>();
  private readonly failedAt = new Map<string, number>();

  constructor(
    private readonly hosts: Hosts,
    private readonly keeper: HostKeeper,
    private readonly pools: Pools,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const runNow = () =>
      void this.run().catch((error: unknown) => this.log.error({ err: error }, 'hosts were not proved'));
    this.bus.hear(({ type }) => {
      if (type === 'host-changed') runNow();
    });
    // A new host that answers for the first time has not changed in anything that is written down.
    this.keeper.hear(({ type }) => {
      if (type === 'look-at-all') runNow();
    });
    this.schedule.every(LOOK_EVERY_MS, 'pools: prove hosts', () => this.run());
  }

  /** Proves each host that answers, was never proved, and has a pool. */
  async run(): Promise<void> {
    const waiting = (await this.hosts.all()).filter(
      ({ id, runsBy }) => runsBy === null && this.keeper.isReachable(id) && !this.isResting(id),
    );
    if (waiting.length === 0) return;
    const pools = await this.pools.all();
    const full = await this.pools.withTemplate(pools.map(({ id }) => id));
    await Promise.all(
      waiting.map(async (host) => {
        const { id } = host;
        const template = [...full.values()].find(
          ({ hostId, hostIds, template: { imagePath } }) =>
            (hostId === id || hostIds?.includes(id)) && takesImage(host, imagePath),
        )?.template;
        if (!template || this.proving.has(id)) return;
        this.proving.add(id);
        try {
          // Another run may have come to an end since the hosts were read.
          if ((await this.hosts.get(id)).runsBy !== null || this.isResting(id)) return;
          const { imagePath, memoryMiB, vcpus, readyLine } = template;
          const isProved = await this.keeper.prove(id, { imagePath, memoryMiB, vcpus, readyLine });
          if (!isProved) this.failedAt.set(id, this.clock.now().getTime());
        } finally {
          this.proving.delete(id);
        }
      }),
    );
  }

  private isResting(hostId: string): boolean {
    const failedAt = this.failedAt.get(hostId);
    return failedAt !== undefined && this.clock.now().getTime() - failedAt < AFTER_FAILURE_MS;
  }
}
