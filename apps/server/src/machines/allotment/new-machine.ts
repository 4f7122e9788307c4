import { newId } from '../../platform/index';
import type { MachineEntity } from '../machine.entity';

/** A name is a DNS label (RFC 1123 section 2.1) and fits where names are shown. */
const LONGEST_NAME = 32;
const SUFFIX = 6;

/** What is particular to a machine that is to be. */
export type NewMachine = Pick<MachineEntity, 'poolId' | 'hostId'> &
  Partial<Pick<MachineEntity, 'ownerId' | 'ordinal' | 'part' | 'order' | 'wanted'>>;

/** The row of a machine that is not there yet: off, without a disk, with a name of its own. */
export function newMachine(given: NewMachine, now: Date): Omit<MachineEntity, 'pool' | 'owner'> {
  const id = newId();
  const ownerId = given.ownerId ?? null;
  return {
    ...{ id, name: nameOf(given.poolId, id), ownerId, ordinal: 0, part: '' },
    ...{ wanted: 'stopped', order: null, wantedAt: now, observed: 'absent', observedAt: now },
    ...{ stateSince: now, activation: 0, display: null, stages: [], failureCode: null },
    ...{ failureMessage: null, attempts: 0, diskSince: null, createdAt: now, revision: 1 },
    ...{ reservedMemoryMiB: 0, reservedVcpus: 0, waitsFor: null, orderArgument: null },
    ...{
      templateId: null,
      templateVersion: null,
      leaseUntil: null,
      renewals: 0,
      stopsAt: null,
      stopsBecause: null,
    },
    ...{ takenAt: ownerId === null ? null : now, pushedUntil: null, lastInputAt: null, removeSince: null },
    ...{ workedBy: null, workedUntil: null },
    ...given,
  };
}

/** What is written of a machine when it becomes somebody’s, or nobody’s: nothing of who had it before. */
export function withOwner(ownerId: string | null, ordinal: number, now: Date): Partial<MachineEntity> {
  return {
    ...{ ownerId, ordinal, takenAt: ownerId === null ? null : now, leaseUntil: null, renewals: 0 },
    ...{ stopsAt: null, stopsBecause: null, pushedUntil: null, lastInputAt: null, removeSince: null },
  };
}

/** `<pool>-<six letters and digits>`, lower case, at most 32 characters, for a guest to take as its host name. */
export function nameOf(poolId: string, id: string): string {
  const suffix = BigInt(`0x${id.replaceAll('-', '')}`)
    .toString(36)
    .slice(-SUFFIX)
    .padStart(SUFFIX, '0');
  const stem = poolId
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_NAME - SUFFIX - 1)
    .replace(/-+$/, '');
  return `${stem || 'machine'}-${suffix}`;
}
