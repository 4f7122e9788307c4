import {
  decide,
  type Decision,
  type DecisionFacts,
  type DecisionInput,
  type Grant,
  type RuleTable,
  traceWith,
} from '@virlab/policy';

const DAY_MS = 86_400_000;

/**
 * The policy's decision at this moment, with leases that began when the attributes were released: deciding anew must
 * not make a right last longer (identity lifecycle: a lease runs from the last sign-in). A right whose lease is over is
 * not given.
 *
 * @param takenAt - when the attributes were released
 */
export function decideSinceSignIn(
  table: RuleTable,
  input: DecisionInput,
  takenAt: Date,
  now: Date,
  facts: DecisionFacts,
): Decision {
  const decision = decide(table, input, now, facts);
  if (takenAt >= now) return decision;
  const atSignIn = decide(table, input, takenAt, facts);
  const over: Grant[] = [];
  const bounded = (kind: 'roles' | 'classes' | 'pools') =>
    decision[kind].flatMap((grant) => {
      const end = earliest(grant.validUntil, endSince(takenAt, grant, atSignIn[kind]));
      if (end === undefined) return [grant];
      if (Date.parse(end) > now.getTime()) return [{ ...grant, validUntil: end }];
      over.push(grant);
      return [];
    });
  const [roles, classes, pools] = [bounded('roles'), bounded('classes'), bounded('pools')];
  const conflicts = over.map(({ target, scope, ruleId }) => ({
    target,
    ...(scope === undefined ? {} : { scope }),
    winner: 'sign-in',
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
