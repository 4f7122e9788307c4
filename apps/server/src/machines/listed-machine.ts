import type { MachineEntity } from './machine.entity';

/** What is read of the machines of a list: all that is told of them, and nothing that only the work on one needs. */
export const LISTED_COLUMNS = [
  'id',
  'name',
  'poolId',
  'ownerId',
  'ordinal',
  'part',
  'hostId',
  'reservedMemoryMiB',
  'waitsFor',
  'wanted',
  'order',
  'wantedAt',
  'observed',
  'stateSince',
  'activation',
  'display',
  'stages',
  'failureCode',
  'failureMessage',
  'diskSince',
  'leaseUntil',
  'renewals',
  'takenAt',
  'stopsAt',
  'stopsBecause',
  'pushedUntil',
  'lastInputAt',
  'revision',
] as const;

/** A machine as far as lists tell of it. */
export type ListedMachine = Pick<MachineEntity, (typeof LISTED_COLUMNS)[number]>;
