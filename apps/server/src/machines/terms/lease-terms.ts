import type { PoolKind, PoolSettings, RefusalReason } from '@virlab/contracts';
import type { MachineEntity } from '../machine.entity';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Something that may be asked for, with what it would become; or the reason why not. */
export type Offer = { until: Date } | { refused: RefusalReason };

/** Until when a machine is its owner’s that is started for the first time now; null for as long as the right lasts. */
export function leaseFrom(
  { lease }: Pick<PoolSettings, 'lease'>,
  now: Date,
  rightUntil: Date | null,
): Date | null {
  return lease === null ? null : earlier(new Date(now.getTime() + lease.hours * HOUR_MS), rightUntil);
}

/**
 * What a renewal would give: the lease anew, counted from now, and never beyond the right. Also for a lease that is over
 * while the disk is still there.
 */
export function renewalOf(
  machine: Pick<MachineEntity, 'leaseUntil' | 'renewals'>,
  settings: Pick<PoolSettings, 'lease'>,
  now: Date,
  rightUntil: Date | null,
): Offer {
  if (machine.leaseUntil === null || settings.lease === null) return { refused: 'not-leased' };
  if (machine.renewals >= settings.lease.renewals) return { refused: 'no-renewals-left' };
  const until = leaseFrom(settings, now, rightUntil);
  // A renewal that would gain nothing is not used up.
  if (!until || until <= machine.leaseUntil) return { refused: 'right-ends' };
  return { until };
}

/** How often a lease may still be renewed. */
export function renewalsLeft(
  { renewals }: Pick<MachineEntity, 'renewals'>,
  { lease }: Pick<PoolSettings, 'lease'>,
): number {
  return Math.max(0, (lease?.renewals ?? 0) - renewals);
}

/** Whether a lease is over. */
export function isLeaseOver({ leaseUntil }: Pick<MachineEntity, 'leaseUntil'>, now: Date): boolean {
  return leaseUntil !== null && leaseUntil <= now;
}

/** Why a disk is going to be taken away, and when. */
export interface Removal {
  at: Date;
  because: 'lease' | 'right';
}

/**
 * When the disk of a machine is taken away: so many days after its lease or its right with its grace ended; null when it is
 * kept. Machines of shared pools are given back instead, and what nobody ever had is no loss.
 */
export function removalOf(
  machine: Pick<MachineEntity, 'leaseUntil' | 'diskSince' | 'ownerId'>,
  { kind, keepDays }: Pick<PoolSettings, 'keepDays'> & { kind: PoolKind },
  now: Date,
  endOfRight: { graceUntil: Date } | null,
): Removal | null {
  if (keepDays === null || machine.ownerId === null) return null;
  // Without a disk nothing is lost, and its place is somebody else's.
  if (machine.diskSince === null) return endOfRight && { at: endOfRight.graceUntil, because: 'right' };
  const after = (end: Date) => new Date(end.getTime() + keepDays * DAY_MS);
  const byRight: Removal | null = endOfRight && { at: after(endOfRight.graceUntil), because: 'right' };
  const isOver = kind !== 'shared' && machine.leaseUntil !== null && machine.leaseUntil <= now;
  const byLease: Removal | null =
    isOver && machine.leaseUntil ? { at: after(machine.leaseUntil), because: 'lease' } : null;
  if (byRight && byLease) return byLease.at < byRight.at ? byLease : byRight;
  return byLease ?? byRight;
}

function earlier(one: Date, other: Date | null): Date {
  return other !== null && other < one ? other : one;
}
