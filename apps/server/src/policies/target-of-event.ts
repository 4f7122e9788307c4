import type { AuditEvent } from '@virlab/contracts';
import type { Decision } from '@virlab/policy';

/** A right as events of decisions name it: `pool:linux`, `class:cs101 as learner`. */
const RIGHT = /\b(?:pool|class|role):[^\s,]+/g;

/**
 * The right that an event was about, such as `pool:linux`: what was lost or gained, a machine before anything else; or
 * what its rule gave when that is one pool. Undefined when it was about no single right.
 */
export function targetOfEvent({ facts, ruleId }: AuditEvent, { pools }: Decision): string | undefined {
  for (const name of ['lost', 'gained', 'target']) {
    const rights = (facts[name] ?? '').match(RIGHT) ?? [];
    const right = rights.find((one) => one.startsWith('pool:')) ?? rights[0];
    if (right !== undefined) return right;
  }
  const [pool, other] = pools.filter((grant) => grant.ruleId === ruleId);
  return pool && !other ? `pool:${pool.target.ref}` : undefined;
}
