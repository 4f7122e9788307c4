import { compareText } from '../compile/compare-text';
import type { CompiledEffect, RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import type { Target } from '../language/target';
import type { DecidingValue, Denial, Grant } from './decision';
import type { DecisionFacts } from './decision-input';
import type { Judged } from './evaluate-condition';
import { fillTemplate } from './fill-template';
import type { JudgedRule } from './judge-rule';
import { ASSURANCE_ATTRIBUTE, EXPIRY_ATTRIBUTE, leaseEnd } from './lease';
import type { Conflict } from './trace';
import { captureRows, usedValues } from './used-values';

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

/** Gathers the effects of the rules that matched; `textOf` writes an instant as ISO 8601. */
export function collectGrants(
  table: RuleTable,
  rules: readonly JudgedRule[],
  reading: Reading,
  facts: DecisionFacts,
  textOf: (time: number) => string,
): Claims {
  const claims: Claims = { grants: [], limits: [], denies: [], conflicts: [], hasGift: false };
  for (const { compiled, outcome, judged } of rules) {
    if (outcome !== 'matched' || judged === undefined) continue;
    const { id, name, priority } = compiled.rule;
    const values = usedValues(judged);
    const given: Given[] = [];
    for (const effect of compiled.effects) {
      if (effect.kind === 'limit') claims.limits.push({ ruleId: id, limit: effect.effect.limit });
      else if (effect.kind === 'deny') {
        const target = { ...effect.target };
        claims.denies.push({
          target,
          reason: effect.effect.reason,
          ruleId: id,
          ruleName: name,
          values,
          priority,
        });
      } else given.push(...giftsOf(effect, judged, id, table, facts, claims.conflicts));
    }
    claims.hasGift ||= compiled.effects.some(({ kind }) => kind !== 'limit' && kind !== 'deny');
    const courseEnds = given.flatMap(({ target: { kind, ref } }) =>
      kind === 'class' ? (facts.courseEnds?.get(ref) ?? []) : [],
    );
    for (const gift of given) {
      const grant = withLease(
        gift,
        { id, name, values, courseEnds },
        table,
        reading,
        facts,
        claims.conflicts,
        textOf,
      );
      if (grant !== undefined) claims.grants.push({ grant, priority });
    }
  }
  return claims;
}

/** What an effect gives, before its lease is known. */
interface Given {
  target: Target;
  effect: Extract<CompiledEffect, { kind: 'role' | 'class' | 'pool' }>;
  createIfMissing?: true;
  mustExist?: true;
  /** The values that a template was filled from. */
  from?: readonly DecidingValue[];
}

function giftsOf(
  effect: Given['effect'],
  judged: Judged,
  ruleId: string,
  table: RuleTable,
  facts: DecisionFacts,
  conflicts: Conflict[],
): Given[] {
  if (effect.kind === 'role') return [{ target: { kind: 'role', ref: effect.effect.role }, effect }];
  if (effect.kind === 'pool') return [{ target: { kind: 'pool', ref: effect.effect.pool }, effect }];
  const { class: given } = effect.effect;
  if ('ref' in given) return [{ target: { kind: 'class', ref: given.ref }, effect }];
  const filled = fillTemplate(effect.template ?? [], captureRows(judged));
  const lose = (ref: string, winner: string, why: Conflict['why']) =>
    conflicts.push({ target: { kind: 'class', ref }, winner, loser: ruleId, why });
  if (filled.isEmpty) lose(given.template, 'template', 'capture-missing');
  if (filled.hasInvalid) lose(given.template, 'template', 'invalid-ref');
  if (filled.isOver) lose(given.template, 'template', 'over-limit');
  const known = facts.classes ?? table.classes;
  return [...filled.refs].flatMap(([ref, from]): Given[] => {
    const target: Target = { kind: 'class', ref };
    if (given.createIfMissing === true) return [{ target, effect, createIfMissing: true, from }];
    if (known === undefined) return [{ target, effect, mustExist: true, from }];
    if (known.has(ref)) return [{ target, effect, from }];
    lose(ref, 'classes', 'no-such-class');
    return [];
  });
}

function withLease(
  { target, effect, from, createIfMissing, mustExist }: Given,
  rule: { id: string; name: string; values: DecidingValue[]; courseEnds: string[] },
  table: RuleTable,
  reading: Reading,
  facts: DecisionFacts,
  conflicts: Conflict[],
  textOf: (time: number) => string,
): Grant | undefined {
  const { defaults } = table.set;
  const { leaseDays = defaults?.leaseDays, graceDays } = effect.effect;
  const { kind, ref } = target;
  const scope = effect.kind === 'role' ? effect.effect.scope : undefined;
  const own = kind === 'class' ? facts.courseEnds?.get(ref) : undefined;
  const end = leaseEnd({
    now: reading.now,
    leaseDays,
    values: rule.values,
    courseEnds: kind === 'class' ? (own === undefined ? [] : [own]) : rule.courseEnds,
    defaults,
    expiry: reading.attribute(EXPIRY_ATTRIBUTE),
    assurance: reading.attribute(ASSURANCE_ATTRIBUTE),
  });
  if (end !== undefined && end.time <= reading.now.getTime()) {
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
