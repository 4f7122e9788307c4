import type { EntityManager } from 'typeorm';
import type { HypervisorDriver } from '../../hypervisors/index';
import type { Step } from '../reconciling/next-step';
import { MachineSnapshotEntity } from './snapshots.entity';

/** What is to be written of snapshots together with the machine, once the host has done a step. */
export type SnapshotsAfter = (manager: EntityManager) => Promise<boolean>;

/** Carries out a step about snapshots; each may be repeated. Answers what to write with its success; null for none. */
export async function stepOfSnapshots(
  driver: HypervisorDriver,
  machineId: string,
  step: Step,
  now: Date,
): Promise<SnapshotsAfter | null> {
  switch (step.do) {
    case 'snapshot': {
      const { name } = step;
      const { bytes } = await driver.snapshot(machineId, name);
      return async (manager) => {
        await manager.update(MachineSnapshotEntity, { machineId, name }, { takenAt: now, bytes });
        return true;
      };
    }
    case 'restore':
      await driver.restore(machineId, step.name);
      return null;
    case 'remove-snapshot': {
      const { name } = step;
      await driver.removeSnapshot(machineId, name);
      return (manager) => forget(manager, { machineId, name });
    }
    case 'prepare':
      // A fresh disk has no snapshots.
      return step.fresh ? (manager) => forget(manager, { machineId }) : null;
    default:
      return null;
  }
}

async function forget(manager: EntityManager, which: { machineId: string; name?: string }): Promise<boolean> {
  await manager.delete(MachineSnapshotEntity, which);
  return true;
}
