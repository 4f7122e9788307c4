import type { EntityManager } from 'typeorm';
import type { NewAuditEvent } from '../audit/index';
import { giveBackRoom, type Need } from '../hypervisors/index';
import { followRun } from './accounting/follow-run';
import { type HostHealth, isOff, presentState } from './machine-lifecycle';
import { MachineEntity } from './machine.entity';

/** What is to be known of a change besides the change. */
export interface AboutWrite {
  /** Of the machine's host. */
  health: HostHealth;
  why: string;
  event?: NewAuditEvent;
}

/** What became of a write. */
export interface WrittenMachine {
  machine: MachineEntity;
  /** What the trail has to know, in this order. */
  events: NewAuditEvent[];
  /** The host that it gave room back on; null where it gave none. */
  freed: string | null;
}

/** States that are worth a line in the trail: the machine stays in them. */
const LASTING: ReadonlySet<string> = new Set(['running', 'paused', 'stopped', 'failed']);

const NO_ROOM = { reservedMemoryMiB: 0, reservedVcpus: 0 };

/**
 * Writes changes to a machine as it was read, within a transaction. Whatever comes to rest gives back its room. A new
 * state that lasts is an event of its own.
 *
 * @returns null when somebody else wrote first; then the transaction must not be kept where room was taken for it
 */
export async function writeMachine(
  manager: EntityManager,
  machine: MachineEntity,
  changes: Partial<MachineEntity>,
  { health, why, event, now }: AboutWrite & { now: Date },
): Promise<WrittenMachine | null> {
  const isGivingBack = givesBack(machine, changes);
  const from = presentState(machine, health);
  const to = presentState({ ...machine, ...changes }, health);
  const all = {
    ...changes,
    ...(isGivingBack ? NO_ROOM : {}),
    ...((changes.wanted ?? machine.wanted) === 'stopped' ? { waitsFor: null } : {}),
    ...(from === to ? {} : { stateSince: now }),
    revision: machine.revision + 1,
  };
  if (isGivingBack) await giveBackRoom(manager, machine.hostId, roomOf(machine));
  const where = { id: machine.id, revision: machine.revision };
  const { affected } = await manager.update(MachineEntity, where, all);
  if (affected !== 1) return null;
  await followRun(manager, machine, all, now);
  const events = event ? [event] : [];
  if (from !== to && LASTING.has(to)) {
    const failure = changes.failureCode ?? machine.failureCode;
    events.push({
      kind: 'machine.state',
      subject: subjectOf(machine),
      facts: { from, to, why },
      ...(to === 'failed' ? { outcome: 'failed' as const, code: failure ?? 'failed' } : {}),
    });
  }
  const written = Object.assign(new MachineEntity(), machine, all);
  return { machine: written, events, freed: isGivingBack ? machine.hostId : null };
}

/** A machine as the subject of an audit event. */
export function subjectOf(
  machine: Pick<MachineEntity, 'id' | 'name'>,
): NonNullable<NewAuditEvent['subject']> {
  return { kind: 'machine', id: machine.id, title: machine.name };
}

/** Whether a machine that has room is off after these changes, and is to stay so. */
function givesBack(machine: MachineEntity, changes: Partial<MachineEntity>): boolean {
  const { observed, wanted, order, reservedMemoryMiB } = { ...machine, ...changes };
  return reservedMemoryMiB > 0 && isOff(observed) && wanted === 'stopped' && order === null;
}

function roomOf({ reservedMemoryMiB, reservedVcpus }: MachineEntity): Need {
  return { memoryMiB: reservedMemoryMiB, vcpus: reservedVcpus };
}
