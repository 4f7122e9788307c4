import { compareText } from '../compile/compare-text';
import type { CompiledRule, RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import { MAX_WORK } from '../language/limits';
import { collectGrants } from './collect-grants';
import type { Decision, Denial, Grant, Refusal } from './decision';
import type { DecisionFacts, DecisionInput } from './decision-input';
import { instantTexts } from './instant-texts';
import { joinGrantsByHand } from './join-grants-by-hand';
import { judgeRule, traceRule, type JudgedRule } from './judge-rule';
import { readInput } from './read-input';
import { cappedByLease, settleGrants } from './settle-grants';
import type { Conflict, Trace } from './trace';
import { workOf } from './work-of';

/**
 * Decides what one person may do at one moment. Total and deterministic: the same table, input, facts and time give
 * the same decision, whatever the order of rules and values; an input that cannot be read or is over a limit gives a
 * refusal with its own code. Never throws.
 *
 * Only the rules that the person may meet are asked. The trace asks the others too, when it is first looked at.
 *
 * @param now - the time of the decision, also the start of leases
 * @param facts - classes and course ends as they are now (without them, what the compiler knew), and what the person was
 *   given by hand
 */
export function decide(
  table: RuleTable,
  input: DecisionInput,
  now: Date,
  facts: DecisionFacts = {},
): Decision {
  const decision = decideByRules(table, input, now, facts);
  const { grants, classes = table.classes } = facts;
  return grants === undefined ? decision : joinGrantsByHand(decision, grants, now, classes);
}

function decideByRules(table: RuleTable, input: DecisionInput, now: Date, facts: DecisionFacts): Decision {
  const read = readInput(table, input, now);
  if (!read.ok) return refusedUnread(table, input, now, read.refusal);
  const { reading } = read;
  const { entityId } = input.idp;
  const work = workOf(table, entityId, reading);
  if (work > MAX_WORK) {
    const reason = `tests would take ${work} steps, at most ${MAX_WORK} are allowed`;
    return refusedUnread(table, input, now, { code: 'too-costly', reason });
  }
  const rules = table.index.candidates(reading).map((rule) => judgeRule(rule, entityId, reading));
  const textOf = instantTexts();
  const claims = collectGrants(table, rules, reading, facts, textOf);
  const conflicts = claims.conflicts;
  const grants = settleGrants(claims, conflicts).map((grant) => cappedByLease(grant, reading.now, textOf));
  const denies = claims.denies
    .toSorted((a, b) => b.priority - a.priority || compareText(a.ruleId, b.ruleId))
    .map(({ priority: _priority, ...denial }): Denial => denial);
  const refusal = refusalOf(denies, claims.hasGift, table);
  if (refusal?.code === 'denied') loseAll(grants, refusal.ruleId ?? '', conflicts);
  const of = (kind: Grant['target']['kind']) =>
    refusal === undefined ? grants.filter(({ target }) => target.kind === kind) : [];
  const dropped = (input.dropped ?? []).map(({ attr, value, why }) => ({ attr, value, why }));
  let trace: Trace | undefined;
  return {
    outcome: refusal === undefined ? 'admitted' : 'refused',
    ...(refusal === undefined ? {} : { refusal }),
    roles: of('role'),
    classes: of('class'),
    pools: of('pool'),
    denies,
    get trace() {
      return (trace ??= {
        policyRevision: table.set.revision,
        at: reading.now.toISOString(),
        idp: entityId,
        dropped,
        rules: judgeAll(table, rules, entityId, reading).map(traceRule),
        conflicts,
      });
    },
  };
}

/** Every rule of the table, judged: those that were asked, and now the others. */
function judgeAll(
  table: RuleTable,
  asked: readonly JudgedRule[],
  entityId: string,
  reading: Reading,
): JudgedRule[] {
  const known = new Map<CompiledRule, JudgedRule>(asked.map((rule) => [rule.compiled, rule]));
  return table.rules.map((rule) => known.get(rule) ?? judgeRule(rule, entityId, reading));
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
