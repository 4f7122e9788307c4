import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type HostEntity, Hosts } from '../../hypervisors/index';
import { Clock, Schedule } from '../../platform/index';
import { type FullPool, Pools, settingsOf } from '../../pools/index';
import { OnlyOne } from '../../servers/index';
import { isOff } from '../machine-lifecycle';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { MachineStock } from './machine-stock';
import { MachineTerms } from '../terms/machine-terms';
import { newMachine } from './new-machine';
import { hostBoundByNetwork } from '../reconciling/lab-network';
import { Reconciler } from '../reconciling/reconciler';

const LOOK_EVERY_MS = 20_000;
/** So many are made in one look, so that refilling a large pool never stands before those who start theirs. */
const MOST_AT_ONCE = 10;
/** A disk that could not be made is tried anew after this. */
const AFTER_FAILURE_MS = 5 * 60_000;
/** Spares that are to run do so by the time their pool opens. */
const BEFORE_OPENING_MS = 15 * 60_000;

/**
 * Keeps as many machines ready for who comes next as a pool says: with a disk, and running where the pool says so too. Made in
 * the background, within the size of the pool, and no more of them while some wait for room or cannot be made.
 */
@Injectable()
export class KeepSpares implements OnApplicationBootstrap {
  constructor(
    private readonly pools: Pools,
    private readonly hosts: Hosts,
    private readonly stock: MachineStock,
    private readonly rows: MachineRepository,
    private readonly terms: MachineTerms,
    private readonly reconciler: Reconciler,
    private readonly onlyOne: OnlyOne,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule.every(LOOK_EVERY_MS, 'machines: spares', async () => {
      await this.onlyOne.run('machines: spares', () => this.run(), { restMs: LOOK_EVERY_MS });
    });
  }

  async run(): Promise<void> {
    const all = await this.pools.all();
    const hosts = await this.hosts.all();
    for (const pool of (await this.pools.withTemplate(all.map(({ id }) => id))).values()) {
      if (pool.kind !== 'group') await this.keep(pool, hosts);
    }
  }

  private async keep(pool: FullPool, hosts: readonly HostEntity[]): Promise<void> {
    const { warmSpares, size } = settingsOf(pool);
    const ownerless = await this.stock.ownerless(pool.id);
    await this.prestart(pool, ownerless, hosts);
    const isHeldUp = ownerless.some(({ waitsFor, failureCode }) => waitsFor !== null || failureCode !== null);
    const missing = Math.min(warmSpares - ownerless.length, MOST_AT_ONCE);
    if (isHeldUp || missing <= 0) return;
    const open = openHosts(pool, hosts);
    for (let index = 0; index < missing; index++) {
      const host = open[(ownerless.length + index) % open.length];
      if (!host) return;
      const { id: poolId } = pool;
      const hostId = hostBoundByNetwork(pool, { ownerId: null, ordinal: 0 }) ?? host.id;
      // Its first disk is made as a clean one is: nothing of a spare is written in a way of its own.
      const row = newMachine({ poolId, hostId, order: 'revert' }, this.clock.now());
      if ((await this.stock.add([row], { poolId, size })) === 'full') return;
      this.reconciler.enqueue(row);
    }
  }

  /** Sees to it that as many spares run as the pool says, and no others; and tries failed ones again. */
  private async prestart(
    pool: FullPool,
    ownerless: readonly MachineEntity[],
    hosts: readonly HostEntity[],
  ): Promise<void> {
    const { warmSpares, prestart } = settingsOf(pool);
    const now = this.clock.now().getTime();
    const opensAt = this.terms.opensAt(pool)?.getTime() ?? now;
    let toRun = prestart && opensAt - now <= BEFORE_OPENING_MS ? warmSpares : 0;
    for (const machine of ownerless) {
      if (machine.removeSince !== null || machine.order !== null) continue;
      if (machine.failureCode !== null) {
        if (now - machine.stateSince.getTime() >= AFTER_FAILURE_MS) {
          await this.write(
            machine,
            { order: 'revert', wanted: 'stopped', ...UNFAILED },
            'tried again',
            hosts,
          );
        }
        continue;
      }
      const isWanted = toRun > 0;
      toRun -= 1;
      const isOn = machine.wanted !== 'stopped';
      if (isWanted && !isOn && machine.diskSince !== null && isOff(machine.observed)) {
        await this.write(machine, { wanted: 'running', stages: [], ...UNFAILED }, 'spare', hosts);
      }
      if (!isWanted && isOn) await this.write(machine, { wanted: 'stopped' }, 'spare', hosts);
    }
  }

  private async write(
    machine: MachineEntity,
    changes: Partial<MachineEntity>,
    why: string,
    hosts: readonly HostEntity[],
  ): Promise<void> {
    const health = hosts.find(({ id }) => id === machine.hostId)?.health ?? 'unproved';
    const all = { ...changes, wantedAt: this.clock.now(), attempts: 0 };
    const written = await this.rows.write(machine, all, { health, why });
    if (written) this.reconciler.enqueue(written);
  }
}

const UNFAILED = { failureCode: null, failureMessage: null };

/** The hosts of a pool that take new machines. */
function openHosts(pool: FullPool, hosts: readonly HostEntity[]): HostEntity[] {
  const ids = [pool.hostId, ...(pool.hostIds ?? [])];
  return hosts.filter(({ id, mode, health }) => ids.includes(id) && mode === 'active' && health === 'ok');
}
