import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NewAuditEvent } from '../../audit/index';
import {
  countRoom,
  type HostEntity,
  Hosts,
  type Need,
  reserveRoom,
  roomOn,
  takesImage,
} from '../../hypervisors/index';
import { type FullPool, templateOf } from '../../pools/index';
import { Clock } from '../../platform/index';
import { hostBoundByNetwork } from '../reconciling/lab-network';
import { hasReached, isOff } from '../machine-lifecycle';
import type { MachineEntity, WaitsFor } from '../machine.entity';
import { MachineRepository } from '../machine.repository';
import { reach } from '../reconciling/next-step';

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

const NOTHING_ELSE: Along = { changes: {}, why: 'placed' };

/**
 * Gives a machine room on a host before it is started: on the host of its disk when it has one, else on the one of its
 * pool's hosts that is least full. Host and machine are written in one transaction, so that no room is given twice.
 */
@Injectable()
export class PlaceMachine {
  constructor(
    private readonly rows: MachineRepository,
    private readonly hosts: Hosts,
    private readonly clock: Clock,
  ) {}

  /** Places a machine that is wanted on and has no room. */
  async run(machine: MachineEntity, pool: FullPool, need: Need): Promise<Placing> {
    const candidates = await this.candidatesOf(machine, pool);
    if (!isOff(machine.observed)) return this.count(machine, need, pool.host.health);
    const { hadRoom, written } = await this.onOneOf(candidates, machine, need, NOTHING_ELSE);
    if (hadRoom) return written ? 'placed' : 'read anew';
    const waitsFor = causeOfWaiting(candidates);
    if (machine.waitsFor === waitsFor) return 'waits';
    const health = healthOf(machine, candidates) ?? pool.host.health;
    const waits = await this.rows.write(machine, { waitsFor }, { health, why: `waits for ${waitsFor}` });
    return waits ? 'waits' : 'read anew';
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
    order: Along,
  ): Promise<MachineEntity | null> {
    const candidates = await this.candidatesOf(machine, pool);
    const { hadRoom, written } = await this.onOneOf(candidates, machine, need, order);
    if (hadRoom) return written;
    const { why, event, within } = order;
    const changes = { ...order.changes, waitsFor: causeOfWaiting(candidates) };
    const health = healthOf(machine, candidates) ?? pool.host.health;
    return this.rows.write(machine, changes, {
      ...{ health, why },
      ...(event ? { event } : {}),
      ...(within ? { within } : {}),
    });
  }

  private async onOneOf(
    candidates: readonly HostEntity[],
    machine: MachineEntity,
    need: Need,
    { changes, why, event, within }: Along,
  ): Promise<{ hadRoom: boolean; written: MachineEntity | null }> {
    const wanted = { ...machine, ...changes };
    // Before the hypervisor hears of it, so that no two starts ever have the same display.
    const begun = hasReached(wanted, 'placed')
      ? {}
      : { activation: machine.activation + 1, stages: reach(wanted, 'placed', this.clock.now()) };
    for (const host of leastFullFirst(candidates.filter(isOpen), need)) {
      let hadRoom = false;
      const place = { hostId: host.id, reservedMemoryMiB: need.memoryMiB, reservedVcpus: need.vcpus };
      const written = await this.rows.write(
        machine,
        { ...changes, ...begun, ...place, waitsFor: null },
        {
          ...{ health: host.health, why },
          ...(event ? { event } : {}),
          within: async (manager) => {
            hadRoom = await reserveRoom(manager, host, need);
            return hadRoom && (within === undefined || (await within(manager)));
          },
        },
      );
      if (hadRoom) return { hadRoom, written };
    }
    return { hadRoom: false, written: null };
  }

  /** A machine has to be started where its disk is; a new one where one can be made of its image. */
  private async candidatesOf(machine: MachineEntity, pool: FullPool): Promise<HostEntity[]> {
    const bound = hostBoundByNetwork(pool, machine);
    if (machine.diskSince !== null || !isOff(machine.observed)) return this.hosts.byIds([machine.hostId]);
    const { imagePath } = templateOf(pool, machine.part);
    const hosts = await this.hosts.byIds(bound ? [bound] : [pool.hostId, ...(pool.hostIds ?? [])]);
    return hosts.filter((host) => takesImage(host, imagePath));
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
