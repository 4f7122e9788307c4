import { compareText } from '../compile/compare-text';
import type { Quota } from '../language/effect';
import type { ClassRole } from '../language/target';
import type { Claim, Claims } from './collect-grants';
import type { DecidingValue, Grant } from './decision';
import type { Conflict } from './trace';

const CLASS_ROLES: readonly ClassRole[] = ['learner', 'ta', 'teacher'];

/** A quota field or lease that nothing bounds. */
const ENDLESS = Number.POSITIVE_INFINITY;

/**
 * Lets claims on the same target meet (5.4, semantics 5 and 6): a deny takes them all; the highest priority wins as a
 * whole; equals are joined, the more generous of each; then every limit lowers the rest. Sorted by target.
 *
 * @param conflicts - takes down every claim that did not come about as written
 */
export function settleGrants({ grants, limits, denies }: Claims, conflicts: Conflict[]): Grant[] {
  const groups = groupByTarget(grants);
  const settled: Grant[] = [];
  for (const [, claims] of [...groups].toSorted(([a], [b]) => compareText(a, b))) {
    const [{ grant: any }] = claims;
    const deny = denies.find(
      ({ target }) => target.kind === any.target.kind && target.ref === any.target.ref,
    );
    if (deny === undefined) {
      settled.push(lowered(meet(claims, conflicts), limits, conflicts));
      continue;
    }
    for (const { grant } of claims) {
      conflicts.push({ ...targetOf(grant), winner: deny.ruleId, loser: grant.ruleId, why: 'denied' });
    }
  }
  return settled;
}

type Claimed = [Claim, ...Claim[]];

/** Claims by what they are about, each list with the highest priority first and rule ids breaking ties. */
function groupByTarget(grants: readonly Claim[]): Map<string, Claimed> {
  const ranked = grants.toSorted(
    (a, b) => b.priority - a.priority || compareText(a.grant.ruleId, b.grant.ruleId),
  );
  const groups = new Map<string, Claimed>();
  for (const claim of ranked) {
    const key = keyOf(claim.grant);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [claim]);
    else group.push(claim);
  }
  return groups;
}

function meet([best, ...others]: Claimed, conflicts: Conflict[]): Grant {
  let { grant } = best;
  for (const other of others) {
    const isEqual = other.priority === best.priority;
    if (isEqual) grant = joined(grant, other.grant);
    // A rule that gives the same target twice is not in conflict with itself.
    if (other.grant.ruleId === best.grant.ruleId) continue;
    const why = isEqual ? 'merged' : 'lower-priority';
    conflicts.push({ ...targetOf(grant), winner: best.grant.ruleId, loser: other.grant.ruleId, why });
  }
  return grant;
}

function joined(a: Grant, b: Grant): Grant {
  const { target, ruleId, ruleName, scope } = a;
  const values = a.values.concat(b.values.filter((value) => !isAmong(value, a.values)));
  // Fields are set one by one: a dry run makes millions of these.
  const grant: Grant = { target, ruleId, ruleName, values };
  if (a.as !== undefined && b.as !== undefined) grant.as = higher(a.as, b.as);
  if (a.quota !== undefined && b.quota !== undefined) grant.quota = moreQuota(a.quota, b.quota);
  if (scope !== undefined) grant.scope = scope;
  const lease = more(a.leaseDays, b.leaseDays);
  if (lease !== undefined) grant.leaseDays = lease;
  if (a.graceDays !== undefined || b.graceDays !== undefined) {
    grant.graceDays = Math.max(a.graceDays ?? 0, b.graceDays ?? 0);
  }
  if (a.validUntil !== undefined && b.validUntil !== undefined) {
    grant.validUntil = a.validUntil > b.validUntil ? a.validUntil : b.validUntil;
  }
  if (a.createIfMissing === true || b.createIfMissing === true) grant.createIfMissing = true;
  else if (a.mustExist === true && b.mustExist === true) grant.mustExist = true;
  return grant;
}

function higher(a: ClassRole, b: ClassRole): ClassRole {
  return CLASS_ROLES.indexOf(b) > CLASS_ROLES.indexOf(a) ? b : a;
}

function isAmong({ attr, value }: DecidingValue, values: readonly DecidingValue[]): boolean {
  return values.some((known) => known.value === value && known.attr === attr);
}

/** Field-wise maximum; a field left out means no bound, which is more than any. */
function moreQuota(a: Quota, b: Quota): Quota {
  const quota: Quota = { vms: Math.max(a.vms, b.vms) };
  for (const field of ['vcpu', 'memoryMiB', 'hours'] as const) {
    const amount = more(a[field], b[field]);
    if (amount !== undefined) quota[field] = amount;
  }
  return quota;
}

function more(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.max(a, b);
}

/** Applies every limit on a pool; the minimum of all holds, so their order cannot matter. */
function lowered(grant: Grant, limits: Claims['limits'], conflicts: Conflict[]): Grant {
  if (limits.length === 0 || grant.target.kind !== 'pool' || grant.quota === undefined) return grant;
  const quota = { ...grant.quota };
  let days = grant.leaseDays ?? ENDLESS;
  for (const { ruleId, limit } of limits) {
    if (limit.pool !== undefined && limit.pool !== grant.target.ref) continue;
    let isLower = false;
    for (const field of ['vms', 'vcpu', 'memoryMiB', 'hours'] as const) {
      const bound = limit[field];
      if (bound === undefined || bound >= (grant.quota[field] ?? ENDLESS)) continue;
      quota[field] = Math.min(quota[field] ?? ENDLESS, bound);
      isLower = true;
    }
    if (limit.leaseDays !== undefined && limit.leaseDays < (grant.leaseDays ?? ENDLESS)) {
      days = Math.min(days, limit.leaseDays);
      isLower = true;
    }
    if (isLower) conflicts.push({ ...targetOf(grant), winner: ruleId, loser: grant.ruleId, why: 'limited' });
  }
  return { ...grant, quota, ...(days === ENDLESS ? {} : { leaseDays: days }) };
}

/** Caps `validUntil` by the lease that limits left; what it was lowered by stands in the conflicts already. */
export function cappedByLease(grant: Grant, now: Date, textOf: (time: number) => string): Grant {
  if (grant.leaseDays === undefined) return grant;
  const end = textOf(now.getTime() + grant.leaseDays * 86_400_000);
  if (grant.validUntil !== undefined && grant.validUntil <= end) return grant;
  return { ...grant, validUntil: end };
}

function keyOf({ target: { kind, ref }, scope }: Grant): string {
  // No reference has a blank.
  return `${kind} ${ref} ${scope ?? ''}`;
}

function targetOf({ target, scope }: Grant): Pick<Conflict, 'target' | 'scope'> {
  return { target, ...(scope === undefined ? {} : { scope }) };
}
