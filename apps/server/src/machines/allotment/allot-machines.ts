import { Injectable } from '@nestjs/common';
import { type EntitlementEntity, Entitlements } from '../../entitlements/index';
import { type FullPool, partsOf, Pools, settingsOf } from '../../pools/index';
import { Bus, Clock } from '../../platform/index';
import { ClaimMachine } from './claim-machine';
import { hostBoundByNetwork } from '../reconciling/lab-network';
import { MachineRepository } from '../machine.repository';
import { MachineStock } from './machine-stock';
import { newMachine } from './new-machine';

/** Whatever a rule says, one person has no more machines of a pool than this. */
const MOST_MACHINES = 8;
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

/**
 * Gives a person the machines that their rights to pools are good for: a spare when there is one, else a new one, and none
 * beyond the size of the pool. Takes none away. Of shared pools nobody has a machine until they ask for it.
 */
@Injectable()
export class AllotMachines {
  constructor(
    private readonly rows: MachineRepository,
    private readonly stock: MachineStock,
    private readonly claim: ClaimMachine,
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
      if (!pool || pool.kind === 'shared') continue;
      for (let ordinal = 1; ordinal <= quotaOf(right); ordinal++) {
        if (had.has(`${pool.id} ${ordinal}`)) continue;
        isChanged = (await this.give(right, pool, ordinal)) || isChanged;
      }
    }
    if (isChanged) this.bus.tell({ type: 'machines-changed', userId });
  }

  private async give(right: EntitlementEntity, pool: FullPool, ordinal: number): Promise<boolean> {
    const { userId, validUntil } = right;
    // No spare was ever made for who has no spares, and a question saved is a quicker list.
    if (pool.kind === 'personal' && settingsOf(pool).warmSpares > 0) {
      const spare = await this.claim.run(pool, { userId, ordinal, rightUntil: validUntil });
      if (spare !== 'none') return spare !== 'had';
    }
    return this.add(userId, pool, ordinal);
  }

  private async add(ownerId: string, pool: FullPool, ordinal: number): Promise<boolean> {
    const { size } = settingsOf(pool);
    for (let tries = 0; tries < NAME_TRIES; tries++) {
      const hostId = hostBoundByNetwork(pool, { ownerId, ordinal }) ?? pool.hostId;
      const machines = partsOf(pool).map(({ name: part }) =>
        newMachine({ poolId: pool.id, hostId, ownerId, ordinal, part }, this.clock.now()),
      );
      const added = await this.stock.add(machines, { poolId: pool.id, size });
      if (added === 'added') return true;
      if (added === 'full') return false;
      const rows = await this.rows.ofOwner(ownerId);
      // Another request was quicker; else it was the name that is taken.
      if (rows.some((row) => row.poolId === pool.id && row.ordinal === ordinal)) return false;
    }
    throw new Error(`no free machine name in pool ${pool.id} after ${NAME_TRIES} tries`);
  }
}
