import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/index';
import {
  DriverError,
  DriverPool,
  type HostEntity,
  type HypervisorDriver,
  type Leftover,
} from '../../hypervisors/index';
import { Clock, Log, VirlabError } from '../../platform/index';
import { Pools } from '../../pools/index';
import { networkOf } from './lab-network';
import { type KnownMachine, MachineRepository } from '../machine.repository';

/** What another server is about to write, or an operator is about to put back, gets this long. */
export const GRACE_MS = 600_000;
/** So long what was found last is told to operators without looking again; hosts are looked through every two minutes. */
const SEEN_FOR_MS = 180_000;
/** More unknown things than this, and more than known ones: this is the wrong database, not a host full of orphans. */
const MOST_ORPHANS = 20;

/** Something on a host that belongs to no machine. */
export interface Orphan extends Leftover {
  hostId: string;
  /** Since when it is known to be there. */
  since: Date;
}

/** What was found on a host when it was last looked through. */
export interface SeenOrphans {
  lookedAt: Date;
  /** Too much is unknown, so nothing is cleared. */
  isBraked: boolean;
  /** `clearsAt`: not before; absent for what stays. */
  orphans: (Orphan & { clearsAt?: Date })[];
}

/**
 * Clears what is on a host and belongs to no machine any more: disks, domains, networks and half-made clones that carry
 * our mark, after a grace. What does not carry it stays where it is and is told to operators.
 */
@Injectable()
export class ClearOrphans {
  private readonly found = new Map<string, Orphan>();
  /** Hosts of which it was told already that too much on them is unknown. */
  private readonly braked = new Set<string>();
  /** When each host was looked through last, by this server. */
  private readonly looked = new Map<string, Date>();

  constructor(
    private readonly rows: MachineRepository,
    private readonly pools: Pools,
    private readonly drivers: DriverPool,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /**
   * What is on a host and belongs to no machine, for operators: as it was found last, or as it is now where another server looks
   * after this host. Clears nothing.
   *
   * @throws VirlabError `host-unavailable`
   */
  async seen(host: HostEntity): Promise<SeenOrphans> {
    const now = this.clock.now().getTime();
    const last = this.looked.get(host.id)?.getTime() ?? -Infinity;
    if (now - last >= SEEN_FOR_MS) {
      try {
        await this.look(host);
      } catch (error) {
        if (!(error instanceof DriverError)) throw error;
        throw new VirlabError('host-unavailable', { detail: error.message, cause: error });
      }
    }
    const isBraked = this.braked.has(host.id);
    return {
      lookedAt: this.looked.get(host.id) ?? this.clock.now(),
      isBraked,
      orphans: this.of(host.id).map((orphan) =>
        orphan.isOurs && !isBraked
          ? { ...orphan, clearsAt: new Date(orphan.since.getTime() + GRACE_MS) }
          : orphan,
      ),
    };
  }

  /** What is on a host and belongs to no machine, as this server found it last. */
  of(hostId: string): Orphan[] {
    return [...this.found.values()].filter((orphan) => orphan.hostId === hostId);
  }

  /** Looks at one host, and clears what has been an orphan for long enough. Throws DriverError. */
  async run(host: HostEntity): Promise<void> {
    const { driver, leftovers } = await this.look(host);
    const due = this.of(host.id).filter(
      ({ isOurs, since }) => isOurs && this.clock.now().getTime() - since.getTime() >= GRACE_MS,
    );
    if (due.length > MOST_ORPHANS && due.length * 2 > leftovers.length) {
      if (this.braked.has(host.id)) return;
      this.braked.add(host.id);
      await this.tell(host, 'machine.orphan-kept', {
        count: String(due.length),
        why: 'most of what is on this host belongs to no machine: is this the right database?',
      });
      return;
    }
    this.braked.delete(host.id);
    // A domain before its disk: what runs does not lose its disk under its feet.
    for (const orphan of due.sort((a, b) => a.kind.localeCompare(b.kind)))
      await this.clear(host, driver, orphan);
  }

  private async look(host: HostEntity): Promise<{ driver: HypervisorDriver; leftovers: Leftover[] }> {
    const driver = this.drivers.of(host);
    const leftovers = await driver.leftovers();
    this.remember(host.id, await this.orphansAmong(leftovers));
    this.looked.set(host.id, this.clock.now());
    return { driver, leftovers };
  }

  private async orphansAmong(leftovers: readonly Leftover[]): Promise<Leftover[]> {
    const ids = leftovers.flatMap(({ machineId }) => machineId ?? []);
    const known = await this.rows.known(ids);
    const wires = await this.wiresOf([...known.values()]);
    return leftovers.filter(({ machineId, name }) =>
      // A machine of any host counts: two hosts of ours may be one daemon.
      machineId === null ? !wires.some((wire) => name.endsWith(wire)) : !known.has(machineId),
    );
  }

  /** Names of the networks that these machines are plugged into, or were while nobody had them. */
  private async wiresOf(machines: readonly KnownMachine[]): Promise<string[]> {
    const pools = await this.pools.withTemplate(machines.map(({ poolId }) => poolId));
    return machines.flatMap((machine) => {
      const pool = pools.get(machine.poolId);
      const networks = pool
        ? [machine, { ...machine, ownerId: null }].map((one) => networkOf(pool, one))
        : [];
      return networks.flatMap((network) => (network.kind === 'private' ? network.name : []));
    });
  }

  private remember(hostId: string, orphans: readonly Leftover[]): void {
    const now = this.clock.now();
    const keys = new Set(orphans.map((orphan) => keyOf(hostId, orphan)));
    for (const [key, orphan] of this.found) {
      if (orphan.hostId === hostId && !keys.has(key)) this.found.delete(key);
    }
    for (const orphan of orphans) {
      const key = keyOf(hostId, orphan);
      if (this.found.has(key)) continue;
      this.found.set(key, { ...orphan, hostId, since: now });
      const { kind, name, isOurs } = orphan;
      this.log.warn({ hostId, kind, name, isOurs }, 'something on a host belongs to no machine');
    }
  }

  private async clear(host: HostEntity, driver: HypervisorDriver, orphan: Orphan): Promise<void> {
    const { kind, name, machineId } = orphan;
    try {
      await driver.clear({ kind, name, machineId, isOurs: true });
    } catch (error) {
      if (!(error instanceof DriverError)) throw error;
      this.log.warn({ err: error, hostId: host.id, kind, name }, 'an orphan could not be cleared');
      return;
    }
    this.found.delete(keyOf(host.id, orphan));
    await this.tell(host, 'machine.orphan-cleared', { what: kind, name, since: orphan.since.toISOString() });
  }

  private async tell(
    { id, title }: HostEntity,
    kind: 'machine.orphan-cleared' | 'machine.orphan-kept',
    facts: Record<string, string>,
  ): Promise<void> {
    const isKept = kind === 'machine.orphan-kept';
    await this.audit.record({
      ...{ kind, subject: { kind: 'host', id, title }, facts },
      ...(isKept ? { outcome: 'refused' as const, code: 'too-many' } : {}),
    });
  }
}

function keyOf(hostId: string, { kind, name }: Leftover): string {
  return `${hostId} ${kind} ${name}`;
}
