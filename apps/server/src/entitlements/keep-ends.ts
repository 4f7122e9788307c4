import { type EntityManager, In } from 'typeorm';
import { newId } from '../platform/index';
import { EndedRightEntity } from './ended-right.entity';
import type { EntitlementEntity } from './entitlement.entity';
import type { Grant } from './grant';

const DAY_MS = 86_400_000;

/** How many machines a right to a pool is good for when its rule does not say. */
const WITHOUT_QUOTA = 1;

/**
 * Takes down which rights to pools ended or became smaller, and until when what runs by them may go on; forgets those that
 * the person has again. A grace that began is not begun anew.
 *
 * @param before - every right that was kept, also those whose time was over
 */
export async function keepEnds(
  userId: string,
  before: readonly EntitlementEntity[],
  after: readonly Grant[],
  { policyVersion, at }: { policyVersion: number; at: Date },
  manager: EntityManager,
): Promise<void> {
  const now = new Map(after.filter(isPool).map((grant) => [grant.ref, machinesOf(grant)]));
  const known = await manager.findBy(EndedRightEntity, { userId });
  const regained = known.filter(({ poolId, vms }) => (now.get(poolId) ?? 0) >= vms);
  if (regained.length > 0) await manager.delete(EndedRightEntity, { id: In(regained.map(({ id }) => id)) });
  const running = new Set(known.filter((one) => !regained.includes(one)).map(({ poolId }) => poolId));
  const ended = before
    .filter((right) => isPool(right) && machinesOf(right) > (now.get(right.ref) ?? 0))
    .filter(({ ref }) => !running.has(ref));
  if (ended.length === 0) return;
  const rows = ended.map((right) => {
    const isOver = right.validUntil !== null && right.validUntil <= at;
    const endedAt = isOver && right.validUntil ? right.validUntil : at;
    return {
      id: newId(),
      userId,
      poolId: right.ref,
      vms: machinesOf(right),
      ruleId: right.ruleId,
      ruleName: right.ruleName,
      policyVersion: isOver ? right.policyVersion : policyVersion,
      endedAt,
      graceUntil: graceOf(endedAt, right.graceDays),
    };
  });
  await manager.insert(EndedRightEntity, rows);
}

/** Until when what runs by a right may go on after its end. */
export function graceOf(endedAt: Date, graceDays: number | null): Date {
  return new Date(endedAt.getTime() + (graceDays ?? 0) * DAY_MS);
}

function isPool({ kind }: Pick<Grant, 'kind'>): boolean {
  return kind === 'pool';
}

function machinesOf({ quota }: Pick<Grant, 'quota'>): number {
  return quota?.vms ?? WITHOUT_QUOTA;
}
