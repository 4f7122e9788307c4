import type { Readiness } from '@virlab/contracts';
import { type HostEntity, type Need, roomOn } from '../hypervisors/index';

/** A machine that is still to be started: what it takes, and which hosts may take it. */
export interface Seat extends Need {
  hostIds: readonly string[];
}

type Room = NonNullable<Readiness['room']>;
type Host = Parameters<typeof roomOn>[0] & Pick<HostEntity, 'id' | 'mode' | 'health'>;

/**
 * Whether the hosts have room for machines that are still to be started, each on the host with most free memory, as they
 * are placed. Hosts that never told what they have, are silent, or take no new machines have none. Pure.
 */
export function countRoom(seats: readonly Seat[], hosts: readonly Host[]): Room {
  const wanted = new Set(seats.flatMap(({ hostIds }) => hostIds));
  const usable = hosts
    .filter(({ id, mode, health }) => wanted.has(id) && mode === 'active' && health === 'ok')
    .flatMap((host) => {
      const free = roomOn(host);
      return free ? [{ id: host.id, ...free }] : [];
    });
  const before = { memoryMiB: sum(usable, 'memoryMiB'), vcpus: sum(usable, 'vcpus') };
  const needed = { memoryMiB: sum(seats, 'memoryMiB'), vcpus: sum(seats, 'vcpus') };
  let seatsFit = 0;
  let lacks: Room['lacks'];
  for (const seat of seats) {
    const allowed = usable.filter(({ id }) => seat.hostIds.includes(id));
    const [host] = allowed
      .filter(({ memoryMiB, vcpus }) => memoryMiB >= seat.memoryMiB && vcpus >= seat.vcpus)
      .toSorted((a, b) => b.memoryMiB - a.memoryMiB);
    if (host) {
      host.memoryMiB -= seat.memoryMiB;
      host.vcpus -= seat.vcpus;
      seatsFit += 1;
    } else if (allowed.length === 0) {
      lacks ??= 'host';
    } else {
      lacks ??= allowed.some(({ memoryMiB }) => memoryMiB >= seat.memoryMiB) ? 'vcpus' : 'memory';
    }
  }
  return {
    ...{ fits: seatsFit === seats.length, seats: seats.length, seatsFit, hosts: usable.length },
    ...{ freeMemoryMiB: before.memoryMiB, neededMemoryMiB: needed.memoryMiB },
    ...{ freeVcpus: before.vcpus, neededVcpus: needed.vcpus },
    ...(lacks ? { lacks } : {}),
  };
}

function sum(needs: readonly Need[], field: keyof Need): number {
  return needs.reduce((total, need) => total + need[field], 0);
}
