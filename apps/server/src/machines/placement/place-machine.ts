import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NewAuditEvent } from '../../audit/index';
import {
  countRoom,
  type HostEntity,
  hostsHeld,
  type Need,
  reserveRoom,
  roomOn,
  takesImage,
} from '../../hypervisors/index';
import { type FullPool, templateOf } from '../../pools/index';
import { Clock, currentRequest } from '../../platform/index';
import { hostBoundByNetwork } from '../reconciling/lab-network';
import { hasReached, isOff } from '../machine-lifecycle';
import type { MachineEntity, WaitsFor } from '../machine.entity';
import { MachineRepository, undone, type WriteOne } from '../machine.repository';
import { reach } from '../reconciling/next-step';
import { Rounds } from '../rounds';

/** What became of placing a machine: it has room on a host, has to wait, or was changed by somebody meanwhile. */
export type Placing = 'placed' | 'waits' | 'read anew';

/** What is written about a machine together with its place. */
interface Along {
  changes: Partial<MachineEntity>;
  why: string;
  event?: NewAuditEvent;
  /** More to be written in that transaction, before; false undoes it all. */
  within?: (manager: EntityManager) => Promise<boolean>;
}

/** A machine that is to have a place. */
interface ToPlace extends Along {
  machine: MachineEntity;
  pool: FullPool;
  need: Need;
}

/** What is to be written of one machine; `host` where it has room on one. */
interface Plan {
  asked: ToPlace;
  changes: Partial<MachineEntity> | null;
  health: HostEntity['health'];
  host: HostEntity | null;
}

interface Placed {
  placing: Placing;
  written: MachineEntity | null;
}

const PLACED = 'placed';

/** How many machines one transaction places: others wait for it on SQLite, and for its hosts on MariaDB. */
const AT_ONCE = 50;

/**
 * Gives a machine room on a host before it is started: on the host of its disk when it has one, else on the one of its
 * pool's hosts that is least full. Host and machine are written in one transaction, so that no room is given twice; of
 * many who ask together, in the transaction of many.
 */
@Injectable()
export class PlaceMachine {
  private readonly rounds = new Rounds((asked: readonly ToPlace[]) => this.placeAll(asked), AT_ONCE);

  constructor(
    private readonly rows: MachineRepository,
    private readonly clock: Clock,
  ) {}

  /** Places a machine that is wanted on and has no room. */
  async run(machine: MachineEntity, pool: FullPool, need: Need): Promise<Placing> {
    if (!isOff(machine.observed)) return this.count(machine, need, pool.host.health);
    return (await this.rounds.ask({ machine, pool, need, changes: {}, why: PLACED })).placing;
  }

  /**
   * Writes that a machine which is off is to be started, with its place in the same transaction; when there is no room,
   * with what it waits for.
   *
   * @returns null when somebody else wrote first: judge anew
   */
  async withOrder(
    machine: MachineEntity,
    pool: FullPool,
    need: Need,
    { event, ...order }: Along,
  ): Promise<MachineEntity | null> {
    const from = currentRequest();
    const told = event && { event: from ? { ...event, from } : event };
    const { written } = await this.rounds.ask({ machine, pool, need, ...order, ...told });
    return written;
  }

  /** Who asked first is placed first; nothing is kept of a round in which one of them is undone. */
  private async placeAll(asked: readonly ToPlace[]): Promise<Placed[]> {
    const placed = await this.rows.writeTogether(async (manager, write) => {
      const ids = asked.flatMap(({ machine, pool }) => hostsFor(machine, pool));
      const hosts = await hostsHeld(manager, ids);
      const plans = asked.map((one) => this.planOf(one, hosts));
      const answers = new Map<Plan, Placed>();
      // Rows are taken in one order, so that two servers that place the same machines do not wait for each other.
      for (const plan of plans.toSorted((a, b) => (a.asked.machine.id < b.asked.machine.id ? -1 : 1))) {
        answers.set(plan, await this.carryOut(plan, manager, write));
      }
      const got = plans.filter((plan) => answers.get(plan)?.placing === 'placed');
      for (const [host, need] of sumOf(got)) if (!(await reserveRoom(manager, host, need))) undone();
      return plans.map((plan) => answers.get(plan) ?? READ_ANEW);
    });
    if (placed) return placed;
    if (asked.length > 1) throw new Error('one of those who were placed together was undone');
    return [READ_ANEW];
  }

  private async carryOut(
    { asked: { machine, why, event, within }, changes, health, host }: Plan,
    manager: EntityManager,
    write: WriteOne,
  ): Promise<Placed> {
    if (!changes) return { placing: 'waits', written: null };
    if (within && !(await within(manager))) return undone();
    const about = { health, why: host ? why : whyWaits(why, changes), ...(event ? { event } : {}) };
    const written = await write(machine, changes, about);
    // What it wrote before would stand without the order that it belongs to.
    if (!written && within) return undone();
    return written ? { placing: host ? 'placed' : 'waits', written } : READ_ANEW;
  }

  /** What is to become of one, and counts its room as taken for whoever comes after. */
  private planOf(asked: ToPlace, hosts: ReadonlyMap<string, HostEntity>): Plan {
    const { machine, pool, need, changes } = asked;
    const candidates = candidatesOf(machine, pool, hosts);
    const [host] = leastFullFirst(candidates.filter(isOpen), need);
    if (!host) {
      const waitsFor = causeOfWaiting(candidates);
      const isTold = machine.waitsFor === waitsFor && Object.keys(changes).length === 0;
      const health = healthOf(machine, candidates) ?? pool.host.health;
      return { asked, health, host: null, changes: isTold ? null : { ...changes, waitsFor } };
    }
    host.reservedMemoryMiB += need.memoryMiB;
    host.reservedVcpus += need.vcpus;
    const wanted = { ...machine, ...changes };
    // Before the hypervisor hears of it, so that no two starts ever have the same display.
    const begun = hasReached(wanted, 'placed')
      ? {}
      : { activation: machine.activation + 1, stages: reach(wanted, 'placed', this.clock.now()) };
    const place = { hostId: host.id, reservedMemoryMiB: need.memoryMiB, reservedVcpus: need.vcpus };
    const all = { ...changes, ...begun, ...place, waitsFor: null };
    return { asked, health: host.health, host, changes: all };
  }

  /** It runs, from before reservations were kept or by somebody else's doing: that it takes room is a fact. */
  private async count(machine: MachineEntity, need: Need, health: HostEntity['health']): Promise<Placing> {
    const changes = { waitsFor: null, reservedMemoryMiB: need.memoryMiB, reservedVcpus: need.vcpus };
    const written = await this.rows.write(machine, changes, {
      health,
      why: 'counted',
      within: async (manager) => {
        await countRoom(manager, machine.hostId, need);
        return true;
      },
    });
    return written ? 'placed' : 'read anew';
  }
}

const READ_ANEW: Placed = { placing: 'read anew', written: null };

/** A machine has to be started where its disk is, or what it shares a wire with; a new one where its pool has hosts. */
function hostsFor(machine: MachineEntity, pool: FullPool): string[] {
  if (machine.diskSince !== null) return [machine.hostId];
  const bound = hostBoundByNetwork(pool, machine);
  return bound === null ? [pool.hostId, ...(pool.hostIds ?? [])] : [bound];
}

/** Of these, in the order of its pool, those on which one can be made of its image; its disk is made already. */
function candidatesOf(
  machine: MachineEntity,
  pool: FullPool,
  hosts: ReadonlyMap<string, HostEntity>,
): HostEntity[] {
  const { imagePath } = templateOf(pool, machine.part);
  return hostsFor(machine, pool)
    .flatMap((id) => hosts.get(id) ?? [])
    .filter((host) => machine.diskSince !== null || takesImage(host, imagePath));
}

/** What was taken of each host. */
function sumOf(plans: readonly Plan[]): Map<HostEntity, Need> {
  const sums = new Map<HostEntity, Need>();
  for (const { host, asked } of plans) {
    if (!host) continue;
    const { memoryMiB, vcpus } = sums.get(host) ?? { memoryMiB: 0, vcpus: 0 };
    sums.set(host, { memoryMiB: memoryMiB + asked.need.memoryMiB, vcpus: vcpus + asked.need.vcpus });
  }
  return sums;
}

/** The reconciler's own look is told by what the machine waits for; an order by itself. */
function whyWaits(why: string, { waitsFor }: Partial<MachineEntity>): string {
  return why === PLACED ? `waits for ${waitsFor}` : why;
}

/** Hosts that have room, the one that would be left least full first; equally full ones as they come. */
export function leastFullFirst(hosts: readonly HostEntity[], need: Need): HostEntity[] {
  return hosts
    .map((host) => ({ host, left: shareLeft(host, need) }))
    .filter(({ left }) => left >= 0)
    .toSorted((a, b) => b.left - a.left)
    .map(({ host }) => host);
}

/** The lesser of the shares of memory and processors that would be free after, 0 to 1; negative without room. */
function shareLeft(host: HostEntity, need: Need): number {
  const room = roomOn(host);
  if (!room) return -1;
  const share = (free: number, taken: number, wanted: number) =>
    free < wanted ? -1 : (free - wanted) / (free + taken);
  return Math.min(
    share(room.memoryMiB, host.reservedMemoryMiB, need.memoryMiB),
    share(room.vcpus, host.reservedVcpus, need.vcpus),
  );
}

/** Takes machines, and is known to be able to run them. */
function isOpen(host: HostEntity): boolean {
  return host.mode === 'active' && host.health === 'ok' && roomOn(host) !== null;
}

function causeOfWaiting(candidates: readonly HostEntity[]): WaitsFor {
  if (candidates.some(isOpen)) return 'room';
  const answering = candidates.some(({ mode, health }) => mode === 'active' && health !== 'silent');
  return answering ? 'proof' : 'host';
}

function healthOf({ hostId }: MachineEntity, hosts: readonly HostEntity[]): HostEntity['health'] | undefined {
  return hosts.find(({ id }) => id === hostId)?.health;
}
