import { type EntityManager, In } from 'typeorm';
import { newId } from '../platform/index';
import { EntitlementEntity } from './entitlement.entity';
import type { Grant } from './grant';
import { keepEnds } from './keep-ends';
import { byName, changesOf, type RightChange } from './right-change';

/** What replacing the rights of a person changed. */
export interface ReplacedEntitlements {
  /** Names of rights. */
  gained: string[];
  lost: string[];
  /** Every right that came, went, or has another quota or an earlier end; those that ran out by time among them. */
  changes: RightChange[];
}

/**
 * Makes `grants` all that a person has. What the person had and still has keeps the moment at which it was granted; the
 * rest is taken away. Answers what was gained and lost, by name; a right whose end had passed was no longer had.
 *
 * @param facts - the policy version that decided, and when
 */
export async function replaceEntitlements(
  userId: string,
  grants: readonly Grant[],
  facts: { policyVersion: number; at: Date },
  manager: EntityManager,
): Promise<ReplacedEntitlements> {
  // The lock makes two decisions about one person follow each other: without it, what they gave would be added up.
  const lock = manager.dataSource.options.type === 'better-sqlite3' ? {} : { lock: { mode: LOCK } };
  const before = await manager.find(EntitlementEntity, { where: { userId }, ...lock });
  const valid = before.filter(({ validUntil }) => validUntil === null || validUntil > facts.at);
  const had = byName(valid);
  const given = byName(grants);
  const rows = [...given].map(([name, grant]) => ({
    ...grant,
    id: had.get(name)?.id ?? newId(),
    userId,
    policyVersion: facts.policyVersion,
    grantedAt: had.get(name)?.grantedAt ?? facts.at,
  }));
  if (before.length > 0) await manager.delete(EntitlementEntity, { id: In(before.map(({ id }) => id)) });
  if (rows.length > 0) await manager.insert(EntitlementEntity, rows);
  await keepEnds(userId, before, grants, facts, manager);
  return {
    gained: [...given.keys()].filter((name) => !had.has(name)).sort(),
    lost: [...had.keys()].filter((name) => !given.has(name)).sort(),
    // A right that ran out by time alone is told here once: nobody wrote it down when it happened.
    changes: changesOf(byName(before), given),
  };
}

const LOCK = 'pessimistic_write' as const;
