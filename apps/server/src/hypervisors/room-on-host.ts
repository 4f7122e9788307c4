import type { HostEntity } from './host.entity';

/** What a machine takes of a host while it is on. */
export interface Need {
  memoryMiB: number;
  vcpus: number;
}

/** A tenth of a host's memory is for the host itself, unless its operator says what it gives. */
const SHARE_OF_MEMORY = 0.9;
/** Lab machines mostly wait for somebody to type: so many of their processors share one of the host's. */
const MACHINES_PER_PROCESSOR = 8;

type Capacity = Pick<HostEntity, 'offeredMemoryMiB' | 'offeredVcpus' | 'foundMemoryMiB' | 'foundVcpus'>;

/**
 * What a host gives to machines in all, in MiB and virtual processors: what its operator offers, else a share of what it
 * told of itself; null before it ever told.
 */
export function capacityOf(host: Capacity): Need | null {
  const memoryMiB =
    host.offeredMemoryMiB ??
    (host.foundMemoryMiB === null ? null : Math.floor(host.foundMemoryMiB * SHARE_OF_MEMORY));
  const vcpus =
    host.offeredVcpus ?? (host.foundVcpus === null ? null : host.foundVcpus * MACHINES_PER_PROCESSOR);
  return memoryMiB === null || vcpus === null ? null : { memoryMiB, vcpus };
}

/** What is free on a host for further machines; never negative, and null while nobody knows. */
export function roomOn(
  host: Capacity & Pick<HostEntity, 'reservedMemoryMiB' | 'reservedVcpus'>,
): Need | null {
  const capacity = capacityOf(host);
  return (
    capacity && {
      memoryMiB: Math.max(0, capacity.memoryMiB - host.reservedMemoryMiB),
      vcpus: Math.max(0, capacity.vcpus - host.reservedVcpus),
    }
  );
}
