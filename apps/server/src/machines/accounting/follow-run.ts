import { type EntityManager, IsNull } from 'typeorm';
import type { ObservedState } from '../../hypervisors/index';
import { newId } from '../../platform/index';
import { currentTemplates } from '../../pools/index';
import { MachineEntity } from '../machine.entity';
import { MachineRunEntity } from './machine-run.entity';

/** Every running machine is seen twice in this; what was not seen for longer may have ended long ago. */
export const SEEN_WITHIN_MS = 90_000;

const ON: ReadonlySet<ObservedState> = new Set(['running', 'paused', 'stopping']);

/**
 * Keeps the account of when a machine was on, in the transaction that writes what was found of it. A run ends when the
 * machine is found off; where nobody could look for a while, at the moment it was last seen on. A machine that gets
 * another owner while it is on begins another run.
 */
export async function followRun(
  manager: EntityManager,
  before: MachineEntity,
  changes: Partial<MachineEntity>,
  now: Date,
): Promise<void> {
  const after = { ...before, ...changes };
  const wasOn = ON.has(before.observed);
  const isOn = ON.has(after.observed);
  const isSame = after.ownerId === before.ownerId && after.activation === before.activation;
  if (wasOn && (!isOn || !isSame)) await endRuns(manager, before.id, now);
  if (isOn && (!wasOn || !isSame)) await beginRun(manager, after, now);
}

/** Ends what is open of a machine: also before its row is taken away. */
export async function endRuns(manager: EntityManager, machineId: string, now: Date): Promise<void> {
  for (const { id, startedAt, seenAt } of await manager.findBy(MachineRunEntity, {
    machineId,
    endedAt: IsNull(),
  })) {
    const wasSeenLately = Math.abs(now.getTime() - seenAt.getTime()) <= SEEN_WITHIN_MS;
    const end = wasSeenLately ? Math.max(now.getTime(), startedAt.getTime()) : seenAt.getTime();
    const endedAt = new Date(end);
    await manager.update(MachineRunEntity, { id }, { endedAt, seenAt: endedAt });
  }
}

async function beginRun(manager: EntityManager, machine: MachineEntity, now: Date): Promise<void> {
  // One that was left open by a row that was changed by hand must not be counted twice.
  await endRuns(manager, machine.id, now);
  const { pool } = await manager.findOneOrFail(MachineEntity, {
    where: { id: machine.id },
    select: { id: true },
    relations: { pool: true },
  });
  const template = pool && (await currentTemplates([pool.templateId], manager)).get(pool.templateId);
  await manager.insert(MachineRunEntity, {
    ...{ id: newId(), machineId: machine.id, poolId: machine.poolId, classId: pool?.classId ?? null },
    ...{ ownerId: machine.ownerId, activation: machine.activation, hostId: machine.hostId },
    memoryMiB: machine.reservedMemoryMiB || (template?.memoryMiB ?? 0),
    vcpus: machine.reservedVcpus || (template?.vcpus ?? 0),
    ...{ startedAt: now, seenAt: now, endedAt: null },
  });
}
