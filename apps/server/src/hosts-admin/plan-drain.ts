import type { StayReason } from '@virlab/contracts';
import type { HostEntity, Need } from '../hypervisors/index';
import { leastFullFirst, type MachineEntity } from '../machines/index';

/** A machine of the host that is to be empty, with what its pool allows. */
export interface DrainedMachine {
  machine: Pick<MachineEntity, 'id' | 'name' | 'observed' | 'wanted' | 'diskSince'>;
  need: Need;
  /** Hosts that its pool may use; empty when the pool is gone. */
  hostIds: readonly string[];
}

/** Where one machine goes, or why it stays. */
export interface Fate {
  machineId: string;
  isOn: boolean;
  toHostId?: string;
  stays?: StayReason;
}

const OFF: ReadonlySet<MachineEntity['observed']> = new Set(['absent', 'stopped', 'crashed']);

/**
 * What becomes of every machine when a host takes no more, as things are now: one that is on stays until it is off; one
 * with a disk can only start where that is; the others are placed as they would be, one after another, each taking its
 * room from those after it. Pure.
 */
export function planDrain(
  hostId: string,
  machines: readonly DrainedMachine[],
  hosts: readonly HostEntity[],
): Fate[] {
  const open = hosts
    .filter(({ id, mode, health }) => id !== hostId && mode === 'active' && health === 'ok')
    .map((host) => ({ ...host }));
  return machines.map(({ machine, need, hostIds }) => {
    const fate = { machineId: machine.id, isOn: !OFF.has(machine.observed) };
    if (machine.diskSince !== null || fate.isOn) return { ...fate, stays: 'disk' };
    const allowed = open.filter(({ id }) => hostIds.includes(id));
    const [to] = leastFullFirst(allowed, need);
    if (!to) return { ...fate, stays: allowed.length === 0 ? 'no-other-host' : 'no-room' };
    to.reservedMemoryMiB += need.memoryMiB;
    to.reservedVcpus += need.vcpus;
    return { ...fate, toHostId: to.id };
  });
}
