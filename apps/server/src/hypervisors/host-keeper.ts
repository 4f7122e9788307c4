import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecorder } from '../audit/index';
import { afterCommit, retryTransaction } from '../database/index';
import { Bus, Clock, Log, OneAtATime, Schedule } from '../platform/index';
import { DriverPool } from './driver-pool';
import { HostEntity } from './host.entity';
import { Hosts } from './hosts';
import { DriverError, type GuestSpec, type HostFacts, type HypervisorDriver } from './hypervisor-driver';

/** Hosts can be added by another process, such as the operator's `apply`. */
const REREAD_MS = 5_000;
const FACTS_MS = 30_000;
/** For about a second after a daemon's restart its states are stale: look again when they no longer are. */
const LOOK_AGAIN_MS = 2_000;
const LONGEST_FAULT = 1024;

/** What is heard from hosts: one machine changed, or everything on a host is to be looked at. */
export type HostSignal =
  | { type: 'machine'; hostId: string; machineId: string; what: string }
  | { type: 'look-at-all'; hostId: string };

interface Kept {
  driver: HypervisorDriver;
  stop: () => Promise<void>;
  isReachable: boolean;
  facts: HostFacts | undefined;
}

/** Listens to every host, keeps its health in its row, and passes on what its driver tells. A host may be away. */
@Injectable()
export class HostKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly kept = new Map<string, Kept>();
  private readonly hearers = new Set<(signal: HostSignal) => void>();
  private readonly timers = new Set<NodeJS.Timeout>();
  /** One write of health after another, so that the last word is the last event's. */
  private tail: Promise<void> = Promise.resolve();
  private readonly rereads = new OneAtATime(() => this.readHosts());
  private isClosed = false;

  constructor(
    private readonly source: DataSource,
    private readonly hosts: Hosts,
    private readonly drivers: DriverPool,
    private readonly audit: AuditRecorder,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
    private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.bus.hear(({ type }) => {
      if (type === 'host-changed')
        this.rereads
          .run()
          .catch((error: unknown) => this.log.error({ err: error }, 'hosts could not be read'));
    });
    this.schedule.every(REREAD_MS, 'hosts: reread', () => this.rereads.run());
    this.schedule.every(FACTS_MS, 'hosts: facts', async () => {
      for (const hostId of this.kept.keys()) await this.readFacts(hostId);
    });
    await this.rereads.run();
  }

  /** Stops listening; drivers are closed by their pool. */
  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.rereads.settled();
    await Promise.all([...this.kept.values()].map(({ stop }) => stop()));
    await this.tail;
  }

  /** Answers how to stop hearing. */
  hear(hearer: (signal: HostSignal) => void): () => void {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  }

  /** Whether the host answered when it was last heard of. */
  isReachable(hostId: string): boolean {
    return this.kept.get(hostId)?.isReachable ?? false;
  }

  /** What the host told of itself last; undefined before it ever did. */
  facts(hostId: string): HostFacts | undefined {
    return this.kept.get(hostId)?.facts;
  }

  /**
   * Boots a guest to find out what a host runs guests by, and keeps the answer.
   *
   * @returns false when no guest booted; why stands in the host's row
   */
  async prove(hostId: string, guest: GuestSpec & { readyLine: string | null }): Promise<boolean> {
    const host = await this.hosts.get(hostId);
    try {
      const proof = await this.drivers.of(host).prove(guest);
      const { kind: runsBy, bootMilliseconds } = proof;
      const provedAt = this.clock.now();
      await this.inTurn(() => this.write(hostId, { runsBy, bootMilliseconds, provedAt, fault: null }));
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      if (this.isClosed) return false;
      this.log.warn({ err: error, hostId }, 'a host could not be proved');
      await this.inTurn(() => this.write(hostId, { fault: error.message }));
      return false;
    }
    this.signal({ type: 'look-at-all', hostId });
    return true;
  }

  /** Begins to listen to hosts that are new or have moved, and lets go of those that are gone. */
  private async readHosts(): Promise<void> {
    if (this.isClosed || !this.source.isInitialized) return;
    const hosts = await this.hosts.all();
    for (const host of hosts) {
      const driver = this.drivers.of(host);
      const before = this.kept.get(host.id);
      if (before?.driver === driver) continue;
      if (before) void before.stop();
      this.keep(host.id, driver);
    }
    for (const [hostId, { stop }] of this.kept) {
      if (hosts.some(({ id }) => id === hostId)) continue;
      this.kept.delete(hostId);
      await stop();
      this.drivers.forget(hostId);
    }
  }

  private keep(hostId: string, driver: HypervisorDriver): void {
    const kept: Kept = { driver, stop: async () => undefined, isReachable: false, facts: undefined };
    this.kept.set(hostId, kept);
    kept.stop = driver.watch({
      changed: ({ machineId, what }) => this.signal({ type: 'machine', hostId, machineId, what }),
      lost: (why) => {
        kept.isReachable = false;
        if (!this.isClosed) void this.inTurn(() => this.write(hostId, { fault: why }));
      },
      back: () => {
        kept.isReachable = true;
        void this.inTurn(() => this.write(hostId, { fault: null }));
        void this.readFacts(hostId);
        this.signal({ type: 'look-at-all', hostId });
        this.later(LOOK_AGAIN_MS, () => this.signal({ type: 'look-at-all', hostId }));
      },
    });
  }

  private async readFacts(hostId: string): Promise<void> {
    const kept = this.kept.get(hostId);
    if (!kept?.isReachable) return;
    try {
      kept.facts = await kept.driver.facts();
      const { memoryMiB, vcpus } = kept.facts;
      await this.inTurn(() => this.keepSize(hostId, { foundMemoryMiB: memoryMiB, foundVcpus: vcpus }));
    } catch (error) {
      this.log.debug({ err: error, hostId }, 'a host did not tell its facts');
      // A daemon that has just begun looks around at its first call; until its size is known nothing is placed there.
      if (!kept.facts) this.later(LOOK_AGAIN_MS, () => void this.readFacts(hostId));
    }
  }

  private later(milliseconds: number, work: () => void): void {
    if (this.isClosed) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, milliseconds);
    timer.unref();
    this.timers.add(timer);
  }

  /** How large a host is outlives this process, so that machines are placed by it from the first moment on. */
  private async keepSize(
    hostId: string,
    found: Pick<HostEntity, 'foundMemoryMiB' | 'foundVcpus'>,
  ): Promise<void> {
    const host = await this.source.manager.findOneBy(HostEntity, { id: hostId });
    if (!host) return;
    if (host.foundMemoryMiB === found.foundMemoryMiB && host.foundVcpus === found.foundVcpus) return;
    await retryTransaction(this.source, async (manager) => {
      await manager.update(HostEntity, { id: hostId }, found);
      afterCommit(manager, () => this.bus.tell({ type: 'host-changed', hostId }));
    });
    this.signal({ type: 'look-at-all', hostId });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.tail = this.tail
      .then(work)
      .catch((error: unknown) => this.log.error({ err: error }, 'a host’s health could not be written'));
    return this.tail;
  }

  /** Writes what was found out, and with it the health that follows; tells everybody when that is new. */
  private async write(
    hostId: string,
    found: Partial<Pick<HostEntity, 'runsBy' | 'provedAt' | 'bootMilliseconds' | 'fault'>>,
  ): Promise<void> {
    const host = await this.source.manager.findOneBy(HostEntity, { id: hostId });
    if (!host) return;
    const runsBy = found.runsBy ?? host.runsBy;
    const health = !this.isReachable(hostId) ? 'silent' : runsBy ? 'ok' : 'unproved';
    const fault = found.fault?.slice(0, LONGEST_FAULT) ?? null;
    if (health === host.health && fault === host.fault && runsBy === host.runsBy) return;
    const isNew = health !== host.health;
    const at = this.clock.now();
    await retryTransaction(this.source, async (manager) => {
      await manager.update(
        HostEntity,
        { id: hostId },
        { ...found, fault, health, ...(isNew ? { healthSince: at } : {}) },
      );
      if (!isNew) return;
      const subject = { kind: 'host', id: hostId, title: host.title };
      const facts = { health, ...(fault ? { why: fault } : {}), ...(runsBy ? { runsBy } : {}) };
      await this.audit.record(
        { kind: 'host.changed', outcome: health === 'silent' ? 'failed' : 'ok', subject, facts },
        manager,
      );
    });
    this.bus.tell({ type: 'host-changed', hostId });
  }

  private signal(signal: HostSignal): void {
    if (this.isClosed) return;
    for (const hearer of this.hearers) {
      try {
        hearer(signal);
      } catch (error) {
        this.log.error({ err: error, signal: signal.type }, 'a hearer of the hosts failed');
      }
    }
  }
}
