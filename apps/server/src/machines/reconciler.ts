import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Entitlements } from '../entitlements/index';
import { DriverError, DriverPool, HostKeeper, Hosts } from '../hypervisors/index';
import { Bus, Log, type Notice, Schedule } from '../platform/index';
import { AllotMachines, isWithinQuota } from './allot-machines';
import { isSettled } from './next-step';
import type { MachineEntity } from './machine.entity';
import { MachineRepository } from './machine.repository';
import { ReconcileMachine } from './reconcile-machine';
import { type LookAgain, WorkQueue } from './work-queue';

/** Events can be lost, and rights end by time alone: everything is looked at this often all the same. */
const SWEEP_MS = 30_000;
/** A libvirt daemon takes five calls of one connection at a time; one place stays free for looking. */
const PER_HOST = 4;
const AFTER_FAULT_MS = 5_000;

/** Decides which machines are looked at, and when. Events only put a machine into the queue. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly queue = new WorkQueue((id) => this.reconcile(id), PER_HOST);
  private readonly healths = new Map<string, string>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly rows: MachineRepository,
    private readonly reconcileMachine: ReconcileMachine,
    private readonly allot: AllotMachines,
    private readonly entitlements: Entitlements,
    private readonly hosts: Hosts,
    private readonly keeper: HostKeeper,
    private readonly drivers: DriverPool,
    private readonly bus: Bus,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {
    // Before anything is started, so that the first word of a host is not missed.
    this.stops.push(
      keeper.hear((signal) => {
        if (signal.type === 'machine') this.queue.add(signal.hostId, signal.machineId);
        else this.background('looking at a host', () => this.lookAtHost(signal.hostId));
      }),
      bus.hear((notice) => this.onNotice(notice)),
    );
  }

  onApplicationBootstrap(): void {
    this.schedule.every(SWEEP_MS, 'machines: sweep', () => this.sweep());
    if (this.source.isInitialized) this.background('the first sweep', () => this.sweep());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const stop of this.stops) stop();
    await this.queue.stop();
  }

  /** Has a machine looked at soon. */
  enqueue(machine: Pick<MachineEntity, 'id' | 'hostId'>): void {
    this.queue.add(machine.hostId, machine.id);
  }

  /** Looks at every machine of every host that answers. */
  async sweep(): Promise<void> {
    for (const { id } of await this.hosts.all()) await this.lookAtHost(id);
  }

  /** Compares what is known with what the host has, and queues what differs or is not at rest. */
  private async lookAtHost(hostId: string): Promise<void> {
    if (!this.keeper.isReachable(hostId)) return;
    const host = await this.hosts.get(hostId);
    const machines = await this.rows.ofHost(hostId);
    try {
      const found = await this.drivers.of(host).observeAll();
      const entitled = await this.entitledOf(machines);
      for (const machine of machines) {
        const state = found.get(machine.id)?.state ?? 'absent';
        const hasEnded = machine.wanted !== 'stopped' && !entitled(machine);
        if (state !== machine.observed || hasEnded || !isSettled(machine)) this.enqueue(machine);
      }
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      this.log.debug({ err: error, hostId }, 'a host could not be looked at');
    }
  }

  /** Whether a machine's owner may use it, for many at once. */
  private async entitledOf(machines: MachineEntity[]): Promise<(machine: MachineEntity) => boolean> {
    if (machines.every(({ wanted }) => wanted === 'stopped')) return () => true;
    const rights = (await this.entitlements.all()).filter(({ kind }) => kind === 'pool');
    const byOwner = new Map(rights.map((right) => [`${right.userId} ${right.ref}`, right]));
    return (machine) => {
      const right = byOwner.get(`${machine.ownerId} ${machine.poolId}`);
      return right !== undefined && isWithinQuota(machine, right);
    };
  }

  private onNotice(notice: Notice): void {
    if (notice.type === 'rights-changed') {
      this.background('new rights', async () => {
        await this.allot.run(notice.userId);
        for (const machine of await this.rows.ofOwner(notice.userId)) this.enqueue(machine);
      });
    }
    if (notice.type === 'host-changed') {
      this.background('a host’s new health', () => this.onHostChanged(notice.hostId));
    }
  }

  /** When a host falls silent or comes back, every machine on it looks different to people. */
  private async onHostChanged(hostId: string): Promise<void> {
    const host = (await this.hosts.all()).find(({ id }) => id === hostId);
    if (!host || this.healths.get(hostId) === host.health) return;
    this.healths.set(hostId, host.health);
    for (const { id } of await this.rows.ofHost(hostId))
      this.bus.tell({ type: 'machine-changed', machineId: id });
    if (host.health !== 'silent') await this.lookAtHost(hostId);
  }

  private async reconcile(machineId: string): Promise<LookAgain> {
    try {
      return await this.reconcileMachine.run(machineId);
    } catch (error) {
      this.log.error({ err: error, machineId }, 'a machine could not be reconciled');
      return AFTER_FAULT_MS;
    }
  }

  private background(what: string, work: () => Promise<void>): void {
    work().catch((error: unknown) => this.log.error({ err: error }, `${what} failed`));
  }
}
