import { compareText } from '../compile/compare-text';
import type { CompiledEffect, CompiledRule, RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import type { Target } from '../language/target';
import type { DecidingValue, Denial, Grant } from './decision';
import type { DecisionFacts } from './decision-input';
import { fillTemplate } from './fill-template';
import { type LeaseBounds, leaseBounds, leaseEnd } from './lease';
import type { Conflict } from './trace';
import { captureRows, type DecidingTest, usedValues } from './used-values';

/** A right as one rule gives it, before it meets other rules. */
export interface Claim {
  grant: Grant;
  priority: number;
}

/** A limit as one rule sets it. */
export interface Limit {
  ruleId: string;
  limit: Extract<CompiledEffect, { kind: 'limit' }>['effect']['limit'];
}

/** What all matching rules say, before they meet. */
export interface Claims {
  grants: Claim[];
  limits: Limit[];
  denies: (Denial & { priority: number })[];
  conflicts: Conflict[];
  /** Some matching rule gives something, even if it is lost again. */
  hasGift: boolean;
}

/** A rule that matched, and the tests that made it so. */
export interface MatchedRule {
  compiled: CompiledRule;
  tests: readonly DecidingTest[];
}

/** Gathers the effects of the rules that matched; `textOf` writes an instant as ISO 8601. */
export function collectGrants(
  table: RuleTable,
  rules: readonly MatchedRule[],
  reading: Reading,
  facts: DecisionFacts,
  textOf: (time: number) => string,
): Claims {
  const claims: Claims = { grants: [], limits: [], denies: [], conflicts: [], hasGift: false };
  const bounds = leaseBounds(table, reading);
  for (const { compiled, tests } of rules) {
    const { id, name, priority } = compiled.rule;
    const values = usedValues(tests);
    const given: Given[] = [];
    for (const effect of compiled.effects) {
      if (effect.kind === 'limit') claims.limits.push({ ruleId: id, limit: effect.effect.limit });
      else if (effect.kind === 'deny') {
        const target = { ...effect.target };
        const { reason } = effect.effect;
        claims.denies.push({ target, reason, ruleId: id, ruleName: name, values, priority });
      } else {
        claims.hasGift = true;
        addGifts(given, effect, tests, id, table, facts, claims.conflicts);
      }
    }
    const rule = { id, name, values, courseEnds: courseEndsOf(given, facts) };
    for (const gift of given) {
      const grant = withLease(gift, rule, bounds, facts, claims.conflicts, textOf);
      if (grant !== undefined) claims.grants.push({ grant, priority });
    }
  }
  return claims;
}

function courseEndsOf(given: readonly Given[], { courseEnds }: DecisionFacts): readonly string[] {
  if (courseEnds === undefined) return NO_ENDS;
  return given.flatMap(({ target: { kind, ref } }) => (kind === 'class' ? (courseEnds.get(ref) ?? []) : []));
}

const NO_ENDS: readonly string[] = [];

/** What an effect gives, before its lease is known. */
interface Given {
  target: Target;
  effect: Extract<CompiledEffect, { kind: 'role' | 'class' | 'pool' }>;
  createIfMissing?: true;
  mustExist?: true;
  /** The values that a template was filled from. */
  from?: readonly DecidingValue[];
}

function addGifts(
  given: Given[],
  effect: Given['effect'],
  tests: readonly DecidingTest[],
  ruleId: string,
  table: RuleTable,
  facts: DecisionFacts,
  conflicts: Conflict[],
): void {
  if (effect.kind === 'role') given.push({ target: { kind: 'role', ref: effect.effect.role }, effect });
  else if (effect.kind === 'pool') given.push({ target: { kind: 'pool', ref: effect.effect.pool }, effect });
  else if ('ref' in effect.effect.class) {
    given.push({ target: { kind: 'class', ref: effect.effect.class.ref }, effect });
  } else given.push(...classesOf(effect, effect.effect.class, tests, ruleId, table, facts, conflicts));
}

/** The classes that a template leads to. */
function classesOf(
  effect: Extract<Given['effect'], { kind: 'class' }>,
  written: { template: string; createIfMissing?: boolean },
  tests: readonly DecidingTest[],
  ruleId: string,
  table: RuleTable,
  facts: DecisionFacts,
  conflicts: Conflict[],
): Given[] {
  const filled = fillTemplate(effect.template ?? [], captureRows(tests));
  const lose = (ref: string, winner: string, why: Conflict['why']) =>
    conflicts.push({ target: { kind: 'class', ref }, winner, loser: ruleId, why });
  if (filled.isEmpty) lose(written.template, 'template', 'capture-missing');
  if (filled.hasInvalid) lose(written.template, 'template', 'invalid-ref');
  if (filled.isOver) lose(written.template, 'template', 'over-limit');
  const known = facts.classes ?? table.classes;
  return [...filled.refs].flatMap(([ref, from]): Given[] => {
    const target: Target = { kind: 'class', ref };
    if (written.createIfMissing === true) return [{ target, effect, createIfMissing: true, from }];
    if (known === undefined) return [{ target, effect, mustExist: true, from }];
    if (known.has(ref)) return [{ target, effect, from }];
    lose(ref, 'classes', 'no-such-class');
    return [];
  });
}

function withLease(
  { target, effect, from, createIfMissing, mustExist }: Given,
  rule: { id: string; name: string; values: DecidingValue[]; courseEnds: readonly string[] },
  bounds: LeaseBounds,
  facts: DecisionFacts,
  conflicts: Conflict[],
  textOf: (time: number) => string,
): Grant | undefined {
  const { leaseDays = bounds.defaultDays, graceDays } = effect.effect;
  const { kind, ref } = target;
  const scope = effect.kind === 'role' ? effect.effect.scope : undefined;
  const own = kind === 'class' ? facts.courseEnds?.get(ref) : undefined;
  const courseEnds = kind === 'class' ? (own === undefined ? NO_ENDS : [own]) : rule.courseEnds;
  const end = leaseEnd(bounds, leaseDays, rule.values, courseEnds);
  if (end !== undefined && end.time <= bounds.now) {
    const lost = scope === undefined ? { target } : { target, scope };
    conflicts.push({ ...lost, winner: end.by, loser: rule.id, why: 'lease-over' });
    return undefined;
  }
  // Fields are set one by one: a dry run makes millions of these.
  const grant: Grant = { target, ruleId: rule.id, ruleName: rule.name, values: valuesFor(rule.values, from) };
  if (effect.kind === 'class') grant.as = effect.effect.as;
  if (effect.kind === 'pool') grant.quota = { ...effect.effect.quota };
  if (scope !== undefined) grant.scope = scope;
  if (leaseDays !== undefined) grant.leaseDays = leaseDays;
  if (graceDays !== undefined) grant.graceDays = graceDays;
  if (end !== undefined) grant.validUntil = textOf(end.time);
  if (createIfMissing) grant.createIfMissing = true;
  if (mustExist) grant.mustExist = true;
  return grant;
}

/** Of an attribute that a template drew from, only the value that led to this class is a reason for it. */
function valuesFor(values: DecidingValue[], from: readonly DecidingValue[] | undefined): DecidingValue[] {
  if (from === undefined) return values;
  const drawn = new Set(from.map(({ attr }) => attr));
  const others = values.filter(({ attr }) => !drawn.has(attr));
  return [...others, ...from].toSorted(
    (a, b) => compareText(a.attr, b.attr) || compareText(a.value, b.value),
  );
}
