import { compareText } from '../compile/compare-text';
import type { RuleTable } from '../compile/rule-table';
import { MAX_WORK } from '../language/limits';
import { collectGrants } from './collect-grants';
import type { Decision, Denial, Grant, Refusal } from './decision';
import type { DecisionFacts, DecisionInput } from './decision-input';
import { judgeRule, workOf, traceRule, whyNotAsked, type JudgedRule } from './judge-rule';
import { readInput } from './read-input';
import { cappedByLease, settleGrants } from './settle-grants';
import type { Conflict, Trace } from './trace';

/**
 * Decides what one person may do at one moment. Total and deterministic: the same table, input, facts and time give
 * the same decision, whatever the order of rules and values; an input that cannot be read or is over a limit gives a
 * refusal with its own code. Never throws.
 *
 * @param now - the time of the decision, also the start of leases
 * @param facts - classes and course ends as they are now; without them, what the compiler knew
 */
export function decide(
  table: RuleTable,
  input: DecisionInput,
  now: Date,
  facts: DecisionFacts = {},
): Decision {
  const read = readInput(table, input, now);
  if (!read.ok) return refusedUnread(table, input, now, read.refusal);
  const { reading } = read;
  const { entityId } = input.idp;
  const asked = table.rules.filter((rule) => whyNotAsked(rule, entityId, now) === undefined);
  const work = asked.reduce((sum, rule) => sum + workOf(rule, reading), 0);
  if (work > MAX_WORK) {
    const reason = `tests would take ${work} steps, at most ${MAX_WORK} are allowed`;
    return refusedUnread(table, input, now, { code: 'too-costly', reason });
  }
  const rules = table.rules.map((rule) => judgeRule(rule, entityId, reading));
  const claims = collectGrants(table, rules, reading, facts);
  const conflicts = claims.conflicts;
  const grants = settleGrants(claims, conflicts).map((grant) => cappedByLease(grant, now));
  const denies = claims.denies
    .toSorted((a, b) => b.priority - a.priority || compareText(a.ruleId, b.ruleId))
    .map(({ priority: _priority, ...denial }): Denial => denial);
  const refusal = refusalOf(denies, claims.hasGift, table);
  if (refusal?.code === 'denied') loseAll(grants, refusal.ruleId ?? '', conflicts);
  const trace = traceOf(table, input, now, rules, conflicts);
  const of = (kind: Grant['target']['kind']) =>
    refusal === undefined ? grants.filter(({ target }) => target.kind === kind) : [];
  return {
    outcome: refusal === undefined ? 'admitted' : 'refused',
    ...(refusal === undefined ? {} : { refusal }),
    roles: of('role'),
    classes: of('class'),
    pools: of('pool'),
    denies,
    trace,
  };
}

function refusalOf(denies: readonly Denial[], hasGift: boolean, { set }: RuleTable): Refusal | undefined {
  const login = denies.find(({ target }) => target.kind === 'login');
  if (login !== undefined) return { code: 'denied', reason: login.reason, ruleId: login.ruleId };
  return hasGift || set.defaults?.whenNoRule === 'admit' ? undefined : { code: 'no-rule' };
}

function loseAll(grants: readonly Grant[], winner: string, conflicts: Conflict[]): void {
  for (const { target, scope, ruleId } of grants) {
    conflicts.push({
      target,
      ...(scope === undefined ? {} : { scope }),
      winner,
      loser: ruleId,
      why: 'denied',
    });
  }
}

function traceOf(
  table: RuleTable,
  input: DecisionInput,
  now: Date,
  rules: readonly JudgedRule[],
  conflicts: Conflict[],
): Trace {
  return {
    policyRevision: table.set.revision,
    at: now.toISOString(),
    idp: input.idp.entityId,
    dropped: (input.dropped ?? []).map(({ attr, value, why }) => ({ attr, value, why })),
    rules: rules.map(traceRule),
    conflicts,
  };
}

/** A refusal before any rule was asked; says nothing about rules, since none was looked at. */
function refusedUnread(table: RuleTable, input: DecisionInput, now: Date, refusal: Refusal): Decision {
  const idp: unknown = input?.idp?.entityId;
  return {
    outcome: 'refused',
    refusal,
    roles: [],
    classes: [],
    pools: [],
    denies: [],
    trace: {
      policyRevision: table.set.revision,
      at: Number.isNaN(now.getTime()) ? '' : now.toISOString(),
      idp: typeof idp === 'string' ? idp : '',
      dropped: [],
      rules: [],
      conflicts: [],
    },
  };
}
