import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type HostEntity, Hosts } from '../../hypervisors/index';
import { Bus, Clock, Schedule } from '../../platform/index';
import { type FullPool, Pools, settingsOf } from '../../pools/index';
import { givenBack } from './change-terms';
import { DueStops } from './limits-due';
import { hasLimits, stopOf } from './limits-stop';
import { isOff } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository, subjectOf } from '../machine.repository';
import { MachineStock } from '../allotment/machine-stock';
import { MachineTerms } from './machine-terms';
import { Reconciler } from '../reconciling/reconciler';

/** An end comes at most so long after its moment, and is announced at most so much later than ten minutes ahead. */
const LOOK_EVERY_MS = 15_000;
/** Who takes a machine of a shared pool starts it at once; one that is not started is somebody else’s chance. */
const UNUSED_MS = 30 * 60_000;

/** Announces the ends of machines that run, carries out those that have come, and takes back what is not used any more. */
@Injectable()
export class WatchLimits implements OnApplicationBootstrap {
  constructor(
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly stock: MachineStock,
    private readonly rows: MachineRepository,
    private readonly terms: MachineTerms,
    private readonly dues: DueStops,
    private readonly reconciler: Reconciler,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'machines: limits', () => this.run());
  }

  /** May run on several servers at once: each write is refused where the machine changed meanwhile. */
  async run(): Promise<void> {
    const all = await this.pools.all();
    const hosts = new Map((await this.hosts.all()).map((host) => [host.id, host]));
    const pools = await this.pools.withTemplate(all.map(({ id }) => id));
    await this.announce([...pools.values()], hosts);
    await this.carryOut(hosts);
    for (const pool of pools.values()) if (pool.kind === 'shared') await this.takeBack(pool, hosts);
  }

  private async announce(pools: readonly FullPool[], hosts: ReadonlyMap<string, HostEntity>): Promise<void> {
    const limited = new Map(
      pools.filter((pool) => hasLimits(settingsOf(pool))).map((pool) => [pool.id, pool]),
    );
    const now = this.clock.now();
    for await (const page of this.stock.on([...limited.keys()])) {
      for (const machine of page) {
        const pool = limited.get(machine.poolId);
        if (!pool) continue;
        const stop = stopOf(machine, settingsOf(pool), now, this.terms.zone);
        const isSame =
          stop?.at.getTime() === machine.stopsAt?.getTime() &&
          (stop?.because ?? null) === machine.stopsBecause;
        if (isSame) continue;
        const changes = { stopsAt: stop?.at ?? null, stopsBecause: stop?.because ?? null };
        await this.write(machine, changes, stop ? 'end announced' : 'end withdrawn', hosts);
      }
    }
  }

  private async carryOut(hosts: ReadonlyMap<string, HostEntity>): Promise<void> {
    for await (const page of this.stock.announced()) {
      for (const machine of page) {
        if (isOff(machine.observed) || machine.wanted === 'stopped') {
          await this.write(machine, { stopsAt: null, stopsBecause: null }, 'off', hosts);
          continue;
        }
        const due = this.dues.of(machine);
        if ('anew' in due) await this.write(machine, { stopsAt: due.anew }, 'end announced anew', hosts);
        else if (due.due) await this.stop(machine, hosts);
      }
    }
  }

  /** A guest that let its power button pass the last time gets its plug pulled: it was told twice. */
  private async stop(machine: MachineEntity, hosts: ReadonlyMap<string, HostEntity>): Promise<void> {
    const order = machine.failureCode === 'shutdown-ignored' ? ('force-off' as const) : null;
    const changes = {
      ...{ wanted: 'stopped' as const, order, wantedAt: this.clock.now(), attempts: 0 },
      ...{ failureCode: null, failureMessage: null, stopsAt: null, stopsBecause: null, pushedUntil: null },
    };
    const written = await this.write(machine, changes, `announced: ${machine.stopsBecause ?? ''}`, hosts);
    if (written) this.reconciler.enqueue(written);
  }

  /** What was shut down, or never started, is nobody’s any more. */
  private async takeBack(pool: FullPool, hosts: ReadonlyMap<string, HostEntity>): Promise<void> {
    const now = this.clock.now();
    for await (const page of this.stock.resting(pool.id)) {
      for (const machine of page) {
        const { takenAt, stateSince, failureCode, ownerId } = machine;
        // What failed is left to its owner, who sees why.
        if (failureCode !== null && now.getTime() - stateSince.getTime() < UNUSED_MS) continue;
        const wasOn = takenAt !== null && stateSince > takenAt;
        if (!wasOn && takenAt !== null && now.getTime() - takenAt.getTime() < UNUSED_MS) continue;
        const event = {
          kind: 'machine.given-back' as const,
          subject: subjectOf(machine),
          facts: { why: wasOn ? 'off' : 'unused' },
        };
        const written = await this.write(machine, givenBack(now), 'given back', hosts, event);
        if (written) this.reconciler.enqueue(written);
        if (written && ownerId) this.bus.tell({ type: 'machines-changed', userId: ownerId });
      }
    }
  }

  private write(
    machine: MachineEntity,
    changes: Partial<MachineEntity>,
    why: string,
    hosts: ReadonlyMap<string, HostEntity>,
    event?: Parameters<MachineRepository['write']>[2]['event'],
  ): Promise<MachineEntity | null> {
    const health = hosts.get(machine.hostId)?.health ?? 'unproved';
    return this.rows.write(machine, changes, { health, why, ...(event ? { event } : {}) });
  }
}
