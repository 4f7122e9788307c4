import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../../audit/index';
import { retryTransaction } from '../../database/index';
import { DriverError, DriverPool, type HostEntity, Hosts } from '../../hypervisors/index';
import { Bus, Clock, Log, Schedule } from '../../platform/index';
import { type FullPool, Pools, settingsOf } from '../../pools/index';
import { OnlyOne } from '../../servers/index';
import { removalOf } from './lease-terms';
import { endRuns } from '../accounting/follow-run';
import { isOff } from '../machine-lifecycle';
import { MachineEntity } from '../machine.entity';
import { MachineRepository, subjectOf } from '../machine.repository';
import { MachineStock } from '../allotment/machine-stock';
import { Machines } from '../machines';

const LOOK_EVERY_MS = 5 * 60_000;
/**
 * A disk is gone for good, so its day has to have come for an hour by the clock that nobody can set: a wall clock that jumps ahead
 * by a month and is put right within the hour takes nobody’s work.
 */
export const SURE_MS = 60 * 60_000;

/**
 * Takes machines away with their disks, so many days after the lease or the right with its grace ended. First it is written down
 * (`removeSince`), then the host is asked, then the row ends: a server that dies in between goes on from there.
 */
@Injectable()
export class RemoveMachines implements OnApplicationBootstrap {
  /** When the day of a machine was seen to have come, by the clock that nobody can set. */
  private readonly come = new Map<string, number>();

  constructor(
    private readonly source: DataSource,
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly drivers: DriverPool,
    private readonly machines: Machines,
    private readonly stock: MachineStock,
    private readonly rows: MachineRepository,
    private readonly onlyOne: OnlyOne,
    private readonly audit: AuditRecorder,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'machines: remove', async () => {
      await this.onlyOne.run('machines: remove', () => this.run(), { restMs: LOOK_EVERY_MS });
    });
  }

  async run(): Promise<void> {
    const all = await this.pools.all();
    const hosts = new Map((await this.hosts.all()).map((host) => [host.id, host]));
    const still = new Set<string>();
    for (const pool of (await this.pools.withTemplate(all.map(({ id }) => id))).values()) {
      if (settingsOf(pool).keepDays === null) continue;
      for await (const page of this.stock.resting(pool.id)) {
        for (const machine of page) {
          const because = await this.whyNow(machine, pool);
          if (because) still.add(machine.id);
          if (because && this.isSure(machine.id)) await this.remove(machine, because, hosts);
        }
      }
    }
    for (const id of this.come.keys()) if (!still.has(id)) this.come.delete(id);
  }

  private async whyNow(machine: MachineEntity, pool: FullPool): Promise<'lease' | 'right' | null> {
    const end = await this.machines.endOfAccess(machine);
    const now = this.clock.now();
    const removal = removalOf(machine, { ...settingsOf(pool), kind: pool.kind }, now, end);
    return removal && removal.at <= now ? removal.because : null;
  }

  private isSure(machineId: string): boolean {
    const now = this.clock.monotonic();
    const since = this.come.get(machineId) ?? now;
    this.come.set(machineId, since);
    return now - since >= SURE_MS;
  }

  private async remove(
    machine: MachineEntity,
    because: 'lease' | 'right',
    hosts: ReadonlyMap<string, HostEntity>,
  ): Promise<void> {
    const host = hosts.get(machine.hostId);
    if (!host || host.health === 'silent') return;
    const noted = await this.rows.write(
      machine,
      { removeSince: machine.removeSince ?? this.clock.now() },
      { health: host.health, why: 'to be removed' },
    );
    if (!noted || !isOff(noted.observed)) return;
    try {
      await this.drivers.of(host).remove(machine.id);
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      // Tried again at the next look: what was half removed is removed then.
      this.log.warn({ err: error, machine: machine.name }, 'a machine could not be removed');
      return;
    }
    await this.end(noted, because);
  }

  private async end(machine: MachineEntity, because: 'lease' | 'right'): Promise<void> {
    const isGone = await retryTransaction(this.source, async (manager) => {
      const { affected } = await manager.delete(MachineEntity, {
        id: machine.id,
        revision: machine.revision,
      });
      if (!affected) return false;
      await endRuns(manager, machine.id, this.clock.now());
      const facts = { why: because, owner: machine.ownerId ?? '' };
      await this.audit.record({ kind: 'machine.removed', subject: subjectOf(machine), facts }, manager);
      return true;
    });
    this.come.delete(machine.id);
    if (isGone && machine.ownerId) this.bus.tell({ type: 'machines-changed', userId: machine.ownerId });
  }
}
