import { Injectable } from '@nestjs/common';
import { type EntitlementEntity, Entitlements } from '../entitlements/index';
import { Pools } from '../pools/index';
import { Bus, Clock, newId } from '../platform/index';
import { MachineRepository } from './machine.repository';

/** Whatever a rule says, one person has no more machines of a pool than this. */
const MOST_MACHINES = 8;
/** A name is a DNS label (RFC 1123 section 2.1) and fits where names are shown. */
const LONGEST_NAME = 32;
const SUFFIX = 6;
/** With 30 bits of chance in a name, the third taken one in a row is no accident. */
const NAME_TRIES = 3;

/** How many machines a right to a pool is good for. */
export function quotaOf({ quota }: Pick<EntitlementEntity, 'quota'>): number {
  return Math.max(0, Math.min(Math.floor(quota?.vms ?? 1), MOST_MACHINES));
}

/** Whether a machine is among those that a right is good for: the first so many. */
export function isWithinQuota(
  { ordinal }: { ordinal: number },
  entitlement: Pick<EntitlementEntity, 'quota'>,
): boolean {
  return ordinal <= quotaOf(entitlement);
}

/** Gives a person the machines that their rights to pools are good for. Takes none away: disks outlive rights. */
@Injectable()
export class AllotMachines {
  constructor(
    private readonly rows: MachineRepository,
    private readonly pools: Pools,
    private readonly entitlements: Entitlements,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** May run many times at once for the same person: one unique index decides. */
  async run(userId: string): Promise<void> {
    const rights = (await this.entitlements.ofUser(userId)).filter(({ kind }) => kind === 'pool');
    if (rights.length === 0) return;
    const had = new Set(
      (await this.rows.ofOwner(userId)).map(({ poolId, ordinal }) => `${poolId} ${ordinal}`),
    );
    const pools = await this.pools.withTemplate(rights.map(({ ref }) => ref));
    let isChanged = false;
    for (const right of rights) {
      const pool = pools.get(right.ref);
      if (!pool) continue;
      for (let ordinal = 1; ordinal <= quotaOf(right); ordinal++) {
        if (had.has(`${pool.id} ${ordinal}`)) continue;
        isChanged = (await this.add(userId, pool, ordinal)) || isChanged;
      }
    }
    if (isChanged) this.bus.tell({ type: 'machines-changed', userId });
  }

  private async add(
    ownerId: string,
    pool: { id: string; hostId: string },
    ordinal: number,
  ): Promise<boolean> {
    const now = this.clock.now();
    for (let tries = 0; tries < NAME_TRIES; tries++) {
      const id = newId();
      const added = await this.rows.add({
        ...{ id, name: nameOf(pool.id, id), poolId: pool.id, ownerId, ordinal, hostId: pool.hostId },
        ...{ wanted: 'stopped', order: null, wantedAt: now, observed: 'absent', observedAt: now },
        ...{ stateSince: now, activation: 0, display: null, stages: [], failureCode: null },
        ...{ failureMessage: null, attempts: 0, diskSince: null, createdAt: now, revision: 1 },
        ...{ part: '', reservedMemoryMiB: 0, reservedVcpus: 0, waitsFor: null, orderArgument: null },
        ...{
          templateVersion: null,
          leaseUntil: null,
          renewals: 0,
          takenAt: now,
          stopsAt: null,
          stopsBecause: null,
        },
        ...{ pushedUntil: null, lastInputAt: null, removeSince: null, workedBy: null, workedUntil: null },
      });
      if (added) return true;
      const rows = await this.rows.ofOwner(ownerId);
      // Another request was quicker; else it was the name that is taken.
      if (rows.some((row) => row.poolId === pool.id && row.ordinal === ordinal)) return false;
    }
    throw new Error(`no free machine name in pool ${pool.id} after ${NAME_TRIES} tries`);
  }
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
