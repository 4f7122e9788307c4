import { type EntityManager, In } from 'typeorm';
import { HostEntity } from './host.entity';
import { capacityOf, type Need } from './room-on-host';

/**
 * Takes room on a host for one machine, within the transaction in which the machine's row says so.
 *
 * The condition stands in the UPDATE itself, so that of many who read the same free room only so many get it as there is
 * room for.
 *
 * @returns false when it has no room any more, or takes no machines
 */
export async function reserveRoom(manager: EntityManager, host: HostEntity, need: Need): Promise<boolean> {
  const capacity = capacityOf(host);
  if (!capacity) return false;
  const { affected } = await manager
    .createQueryBuilder()
    .update(HostEntity)
    .set({
      reservedMemoryMiB: () => `reservedMemoryMiB + ${whole(need.memoryMiB)}`,
      reservedVcpus: () => `reservedVcpus + ${whole(need.vcpus)}`,
    })
    .where('id = :id AND mode = :mode', { id: host.id, mode: 'active' })
    .andWhere('reservedMemoryMiB <= :memory AND reservedVcpus <= :vcpus', {
      memory: capacity.memoryMiB - need.memoryMiB,
      vcpus: capacity.vcpus - need.vcpus,
    })
    .execute();
  return affected === 1;
}

/**
 * These hosts as they are now, by id, and nobody else reserves room on them until the transaction is over: on MariaDB by
 * their rows' locks; on SQLite a transaction that writes after another one wrote since it read is refused.
 */
export async function hostsHeld(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, HostEntity>> {
  const isAlone = manager.dataSource.options.type === 'better-sqlite3';
  const found = await manager.find(HostEntity, {
    where: { id: In([...new Set(ids)]) },
    // In one order, so that no two who hold several wait for each other.
    order: { id: 'ASC' },
    ...(isAlone ? {} : { lock: { mode: 'pessimistic_write' } }),
  });
  return new Map(found.map((host) => [host.id, host]));
}

/** Counts a machine that is on already, whether or not there is room: what runs takes its room. */
export async function countRoom(manager: EntityManager, hostId: string, need: Need): Promise<void> {
  await add(manager, hostId, whole(need.memoryMiB), whole(need.vcpus));
}

/** Gives back what a machine had, within the transaction in which its row says so. */
export async function giveBackRoom(manager: EntityManager, hostId: string, had: Need): Promise<void> {
  await add(manager, hostId, -whole(had.memoryMiB), -whole(had.vcpus));
}

async function add(manager: EntityManager, hostId: string, memoryMiB: number, vcpus: number): Promise<void> {
  await manager.increment(HostEntity, { id: hostId }, 'reservedMemoryMiB', memoryMiB);
  await manager.increment(HostEntity, { id: hostId }, 'reservedVcpus', vcpus);
}

/** A number that goes into a statement as text. */
function whole(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`${value} is no whole number of MiB or processors`);
  return value;
}
