import {
  decide,
  type Decision,
  type DecisionFacts,
  type DecisionInput,
  type Grant,
  joinGrantsByHand,
  type RuleTable,
  traceWith,
} from '@virlab/policy';

const DAY_MS = 86_400_000;

/**
 * The policy's decision at this moment, with leases that began when the attributes were released: deciding anew must
 * not make a right last longer (identity lifecycle: a lease runs from the last sign-in). A right whose lease is over is
 * not given. What was given by hand (`facts.grants`) runs by its own end.
 *
 * @param takenAt - when the attributes were released
 * @param staleAfterDays - so long after their release attributes are believed, whatever a rule says; for ever when absent
 */
export function decideSinceSignIn(
  table: RuleTable,
  input: DecisionInput,
  takenAt: Date,
  now: Date,
  { grants, ...facts }: DecisionFacts,
  staleAfterDays?: number,
): Decision {
  const byRules = decideByRules(table, input, takenAt, now, facts, staleAfterDays);
  return grants === undefined ? byRules : joinGrantsByHand(byRules, grants, now, facts.classes);
}

/** When attributes are no longer believed; undefined when that never comes. */
export function staleFrom(takenAt: Date, staleAfterDays: number | undefined): Date | undefined {
  return staleAfterDays === undefined ? undefined : new Date(takenAt.getTime() + staleAfterDays * DAY_MS);
}

function decideByRules(
  table: RuleTable,
  input: DecisionInput,
  takenAt: Date,
  now: Date,
  facts: DecisionFacts,
  staleAfterDays: number | undefined,
): Decision {
  const decision = decide(table, input, now, facts);
  if (takenAt >= now) return bounded(decision, decision, takenAt, now, staleAfterDays);
  return bounded(decision, decide(table, input, takenAt, facts), takenAt, now, staleAfterDays);
}

function bounded(
  decision: Decision,
  atSignIn: Decision,
  takenAt: Date,
  now: Date,
  staleAfterDays: number | undefined,
): Decision {
  const stale = staleFrom(takenAt, staleAfterDays)?.toISOString();
  const over: { grant: Grant; winner: 'sign-in' | 'stale' }[] = [];
  const bound = (kind: 'roles' | 'classes' | 'pools') =>
    decision[kind].flatMap((grant) => {
      const lease = earliest(grant.validUntil, endSince(takenAt, grant, atSignIn[kind]));
      const end = earliest(lease, stale);
      if (end === undefined || end === grant.validUntil) return [grant];
      if (Date.parse(end) > now.getTime()) return [{ ...grant, validUntil: end }];
      over.push({ grant, winner: end === lease ? 'sign-in' : 'stale' });
      return [];
    });
  const [roles, classes, pools] = [bound('roles'), bound('classes'), bound('pools')];
  if (over.length === 0) return { ...decision, roles, classes, pools };
  const conflicts = over.map(({ grant: { target, scope, ruleId }, winner }) => ({
    target,
    ...(scope === undefined ? {} : { scope }),
    winner,
    loser: ruleId,
    why: 'lease-over' as const,
  }));
  return { ...decision, roles, classes, pools, trace: traceWith(decision.trace, conflicts) };
}

/** The end that the same rule gave at sign-in; for a rule that only holds since then, its lease counted from there. */
function endSince(takenAt: Date, grant: Grant, before: readonly Grant[]): string | undefined {
  const same = before.find(
    ({ target, ruleId, as, scope }) =>
      target.ref === grant.target.ref && ruleId === grant.ruleId && as === grant.as && scope === grant.scope,
  );
  if (same) return same.validUntil;
  if (grant.leaseDays === undefined) return undefined;
  return new Date(takenAt.getTime() + grant.leaseDays * DAY_MS).toISOString();
}

function earliest(left: string | undefined, right: string | undefined): string | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return Date.parse(left) <= Date.parse(right) ? left : right;
}
