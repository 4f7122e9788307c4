import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DriverError, DriverPool, HostKeeper, Hosts } from '../../hypervisors/index';
import { Bus, Log, type Notice, Schedule } from '../../platform/index';
import { OnlyOne } from '../../servers/index';
import { AllotMachines } from '../allotment/allot-machines';
import { ClearOrphans } from './clear-orphans';
import { isOff } from '../machine-lifecycle';
import { Machines } from '../machines';
import { isSettled } from './next-step';
import type { MachineEntity } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { MachineRuns } from '../accounting/machine-runs';
import { MoveDiskless } from '../placement/move-diskless';
import { ReconcileMachine } from './reconcile-machine';
import { WorkLeases } from './work-leases';
import { type LookAgain, WorkQueue } from './work-queue';

/** Events can be lost, and rights end by time alone: everything is looked at this often all the same. */
const SWEEP_MS = 30_000;
/** Nothing is in a hurry to be cleared. */
const ORPHANS_MS = 120_000;
/** A libvirt daemon takes five calls of one connection at a time; one place stays free for looking. */
const PER_HOST = 4;
/** As many as could ever fit into the room that one machine gives back, and some more. */
const MOST_WOKEN = 20;
const AFTER_FAULT_MS = 5_000;

/** Decides which machines are looked at, and when. Events only put a machine into the queue. */
@Injectable()
export class Reconciler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly queue = new WorkQueue((id) => this.reconcile(id), PER_HOST);
  /** A new policy changes the rights of thousands at once; they are followed a few at a time. */
  private readonly rights = new WorkQueue((userId) => this.followRights(userId), PER_HOST);
  private readonly healths = new Map<string, string>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly source: DataSource,
    private readonly rows: MachineRepository,
    private readonly reconcileMachine: ReconcileMachine,
    private readonly allot: AllotMachines,
    private readonly machines: Machines,
    private readonly hosts: Hosts,
    private readonly keeper: HostKeeper,
    private readonly drivers: DriverPool,
    private readonly bus: Bus,
    private readonly schedule: Schedule,
    private readonly leases: WorkLeases,
    private readonly runs: MachineRuns,
    private readonly orphans: ClearOrphans,
    private readonly onlyOne: OnlyOne,
    private readonly moveDiskless: MoveDiskless,
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
    this.schedule.every(ORPHANS_MS, 'machines: orphans', () => this.clearOrphans());
    if (this.source.isInitialized) this.background('the first sweep', () => this.sweep());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const stop of this.stops) stop();
    await Promise.all([this.queue.stop(), this.rights.stop()]);
  }

  /** Has a machine looked at soon. */
  enqueue(machine: Pick<MachineEntity, 'id' | 'hostId'>): void {
    this.queue.add(machine.hostId, machine.id);
  }

  /** Looks at every machine of every host that answers. */
  async sweep(): Promise<void> {
    for (const { id } of await this.hosts.all()) await this.lookAtHost(id);
  }

  /** Clears what is on hosts and belongs to no machine; each host is one server's. */
  async clearOrphans(): Promise<void> {
    for (const { id } of await this.hosts.all()) {
      if (!this.keeper.isReachable(id)) continue;
      const look = () => this.onHost(id, async () => this.orphans.run(await this.hosts.get(id)));
      await this.onlyOne.run(`machines: orphans of ${id}`, look, { restMs: ORPHANS_MS });
    }
  }

  /** Compares what is known with what the host has, and queues what differs or is not at rest. */
  private async lookAtHost(hostId: string): Promise<void> {
    if (!this.keeper.isReachable(hostId)) return;
    await this.onHost(hostId, async () => {
      const host = await this.hosts.get(hostId);
      const found = await this.drivers.of(host).observeAll();
      const on = [...found].filter(([, { state }]) => !isOff(state)).map(([id]) => id);
      await this.runs.seen(hostId, on);
      for (const machine of await this.rows.astir(hostId, on)) {
        const state = found.get(machine.id)?.state ?? 'absent';
        const isAtRest = state === machine.observed && isSettled(machine);
        if (!isAtRest || (await this.hasEnded(machine))) this.enqueue(machine);
      }
    });
  }

  private async onHost(hostId: string, look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      this.log.debug({ err: error, hostId }, 'a host could not be looked at');
    }
  }

  /** True for a machine that is to be on although nobody has a right to it, nor grace: both end by time alone. */
  private async hasEnded(machine: MachineEntity): Promise<boolean> {
    return machine.wanted !== 'stopped' && !(await this.machines.mayRun(machine));
  }

  private onNotice(notice: Notice): void {
    if (notice.type === 'rights-changed') this.rights.add('rights', notice.userId);
    if (notice.type === 'room-freed') this.background('those who wait for room', () => this.wakeWaiting());
    if (notice.type === 'host-changed') {
      this.background('a host’s new health', () => this.onHostChanged(notice.hostId));
    }
  }

  /** Whoever waited longest asks first. */
  private async wakeWaiting(): Promise<void> {
    for (const machine of await this.rows.waitingForRoom(MOST_WOKEN)) this.enqueue(machine);
  }

  /** When a host falls silent or comes back, every machine on it looks different to people. */
  private async onHostChanged(hostId: string): Promise<void> {
    const host = (await this.hosts.all()).find(({ id }) => id === hostId);
    if (!host) return;
    for (const machine of await this.moveDiskless.run(host)) this.enqueue(machine);
    if (this.healths.get(hostId) === host.health) return;
    this.healths.set(hostId, host.health);
    for (const machineId of await this.rows.idsOfHost(hostId)) {
      this.bus.tell({ type: 'machine-changed', machineId });
    }
    if (host.health !== 'silent') await this.lookAtHost(hostId);
  }

  /** Gives a person the machines that new rights are good for, and has those looked at that may have lost theirs. */
  private async followRights(userId: string): Promise<LookAgain> {
    try {
      await this.allot.run(userId);
      for (const machine of await this.rows.ofOwner(userId)) {
        if (machine.wanted !== 'stopped' || machine.order !== null) this.enqueue(machine);
      }
      return null;
    } catch (error) {
      this.log.error({ err: error, userId }, 'new rights could not be followed');
      return AFTER_FAULT_MS;
    }
  }

  private async reconcile(machineId: string): Promise<LookAgain> {
    try {
      const again = await this.leases.run(machineId, () => this.reconcileMachine.run(machineId));
      if (again !== 'placed') return again;
      // Each host has a lane of its own: a machine goes on in that of the host it was placed on.
      const machine = await this.rows.find(machineId);
      if (machine) this.enqueue(machine);
      return null;
    } catch (error) {
      this.log.error({ err: error, machineId }, 'a machine could not be reconciled');
      return AFTER_FAULT_MS;
    }
  }

  private background(what: string, work: () => Promise<void>): void {
    work().catch((error: unknown) => this.log.error({ err: error }, `${what} failed`));
  }
}
