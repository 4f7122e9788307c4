import { compareText } from '../compile/compare-text';
import type { RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import { MAX_WORK } from '../language/limits';
import { truthsOf } from './ask-truths';
import { type Claims, collectGrants, type MatchedRule } from './collect-grants';
import { DecidedTrace } from './decided-trace';
import type { Decision, Denial, Grant, Refusal } from './decision';
import type { DecisionFacts, DecisionInput } from './decision-input';
import { instantTexts } from './instant-texts';
import { joinGrantsByHand } from './join-grants-by-hand';
import { judgeRule } from './judge-rule';
import { readInput } from './read-input';
import { cappedByLease, settleGrants } from './settle-grants';
import type { Conflict } from './trace';
import { decidingTests } from './used-values';
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
  const textOf = instantTexts();
  const claims = collectGrants(table, matchedRules(table, entityId, reading), reading, facts, textOf);
  const { conflicts } = claims;
  const denies = sortedDenials(claims);
  const refusal = refusalOf(denies, claims.hasGift, table);
  const isRefused = refusal !== undefined;
  const lists: Pick<Decision, 'roles' | 'classes' | 'pools'> = { roles: [], classes: [], pools: [] };
  for (const settled of settleGrants(claims, conflicts)) {
    const grant = cappedByLease(settled, reading.now, textOf);
    if (refusal?.code === 'denied') conflicts.push(lostTo(refusal.ruleId ?? '', grant));
    if (!isRefused) lists[LISTS[grant.target.kind]].push(grant);
  }
  return {
    outcome: isRefused ? 'refused' : 'admitted',
    ...(isRefused ? { refusal } : {}),
    ...lists,
    denies,
    trace: new DecidedTrace(table, reading, entityId, input.dropped, conflicts),
  };
}

const LISTS = { role: 'roles', class: 'classes', pool: 'pools' } as const;

/** The rules that take effect, with the tests that made them. */
function matchedRules(table: RuleTable, entityId: string, reading: Reading): MatchedRule[] {
  const truths = truthsOf(table);
  truths.begin();
  const matched: MatchedRule[] = [];
  for (const position of table.index.candidates(reading)) {
    if (judgeRule(table, position, entityId, reading, truths) !== 'matched') continue;
    const compiled = table.rules[position];
    const condition = table.index.shared.conditions[position];
    if (compiled === undefined || condition === undefined) continue;
    matched.push({ compiled, tests: decidingTests(condition, reading, truths) });
  }
  return matched;
}

function sortedDenials({ denies }: Claims): Denial[] {
  if (denies.length === 0) return [];
  return denies
    .toSorted((a, b) => b.priority - a.priority || compareText(a.ruleId, b.ruleId))
    .map(({ priority: _priority, ...denial }) => denial);
}

function lostTo(winner: string, { target, scope, ruleId }: Grant): Conflict {
  return { target, ...(scope === undefined ? {} : { scope }), winner, loser: ruleId, why: 'denied' };
}

function refusalOf(denies: readonly Denial[], hasGift: boolean, { set }: RuleTable): Refusal | undefined {
  const login = denies.find(({ target }) => target.kind === 'login');
  if (login !== undefined) return { code: 'denied', reason: login.reason, ruleId: login.ruleId };
  return hasGift || set.defaults?.whenNoRule === 'admit' ? undefined : { code: 'no-rule' };
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
