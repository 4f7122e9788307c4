import { Injectable } from '@nestjs/common';
import { countRoom, type HostEntity, Hosts, type Need, reserveRoom, roomOn } from '../hypervisors/index';
import type { FullPool } from '../pools/index';
import { isOff } from './machine-lifecycle';
import type { MachineEntity, WaitsFor } from './machine.entity';
import { MachineRepository } from './machine.repository';

/** What became of placing a machine: it has room on a host, has to wait, or was changed by somebody meanwhile. */
export type Placing = 'placed' | 'waits' | 'read anew';

/**
 * Gives a machine room on a host before it is started: on the host of its disk when it has one, else on the one of its
 * pool's hosts that is least full. Host and machine are written in one transaction, so that no room is given twice.
 */
@Injectable()
export class PlaceMachine {
  constructor(
    private readonly rows: MachineRepository,
    private readonly hosts: Hosts,
  ) {}

  async run(machine: MachineEntity, pool: FullPool, need: Need): Promise<Placing> {
    const candidates = await this.candidatesOf(machine, pool);
    const health = candidates.find(({ id }) => id === machine.hostId)?.health ?? pool.host.health;
    if (!isOff(machine.observed)) return this.count(machine, need, health);
    const open = candidates.filter((host) => host.mode === 'active' && host.health === 'ok' && roomOn(host));
    for (const host of leastFullFirst(open, need)) {
      let hadRoom = true;
      const written = await this.rows.write(
        machine,
        { hostId: host.id, waitsFor: null, reservedMemoryMiB: need.memoryMiB, reservedVcpus: need.vcpus },
        {
          health: host.health,
          why: 'placed',
          within: async (manager) => (hadRoom = await reserveRoom(manager, host, need)),
        },
      );
      if (written) return 'placed';
      if (hadRoom) return 'read anew';
    }
    return this.wait(machine, waitsFor(candidates, open), health);
  }

  /** A machine has to be started where its disk is. */
  private async candidatesOf(machine: MachineEntity, pool: FullPool): Promise<HostEntity[]> {
    const ids =
      machine.diskSince === null && isOff(machine.observed)
        ? [pool.hostId, ...(pool.hostIds ?? [])]
        : [machine.hostId];
    return this.hosts.byIds(ids);
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

  private async wait(
    machine: MachineEntity,
    waitsFor: WaitsFor,
    health: HostEntity['health'],
  ): Promise<Placing> {
    if (machine.waitsFor === waitsFor) return 'waits';
    const written = await this.rows.write(machine, { waitsFor }, { health, why: `waits for ${waitsFor}` });
    return written ? 'waits' : 'read anew';
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

function waitsFor(candidates: readonly HostEntity[], open: readonly HostEntity[]): WaitsFor {
  if (open.length > 0) return 'room';
  const answering = candidates.filter(({ mode, health }) => mode === 'active' && health !== 'silent');
  return answering.length > 0 ? 'proof' : 'host';
}
