import type { CompiledEffect, CompiledRule } from '../compile/rule-table';
import type { Reading } from '../conditions';
import { evaluateCondition, type Judged } from './evaluate-condition';
import type { RuleOutcome, TraceGift, TraceRule } from './trace';
import { traceCondition, unaskedTree } from './trace-condition';

/** A rule with what became of it. */
export interface JudgedRule {
  compiled: CompiledRule;
  outcome: RuleOutcome;
  /** Absent when the rule was not asked. */
  judged?: Judged;
}

/** Tells why a rule is not asked at all, or undefined when it is. */
export function whyNotAsked(
  { rule, idps, validFrom, validUntil }: CompiledRule,
  entityId: string,
  now: Date,
): 'disabled' | 'outOfWindow' | 'otherIdp' | undefined {
  const time = now.getTime();
  if (!rule.enabled) return 'disabled';
  if ((validFrom !== undefined && time < validFrom) || (validUntil !== undefined && time >= validUntil)) {
    return 'outOfWindow';
  }
  return idps !== undefined && !idps.has(entityId) ? 'otherIdp' : undefined;
}

/** Evaluates one rule; only `true` at the top lets it take effect. */
export function judgeRule(compiled: CompiledRule, entityId: string, reading: Reading): JudgedRule {
  const reason = whyNotAsked(compiled, entityId, reading.now);
  if (reason !== undefined) return { compiled, outcome: reason };
  const judged = evaluateCondition(compiled.when, reading);
  const outcome = judged.truth === 'true' ? 'matched' : judged.truth === 'false' ? 'notMatched' : 'missing';
  return { compiled, outcome, judged };
}

/** The trace of one rule. */
export function traceRule({ compiled, outcome, judged }: JudgedRule): TraceRule {
  const { id, name, priority } = compiled.rule;
  const tree = judged === undefined ? unaskedTree(compiled.when) : traceCondition(judged);
  const gives: TraceGift[] = [];
  const denies: TraceRule['denies'] = [];
  for (const effect of compiled.effects) {
    if (effect.kind === 'deny') denies.push({ target: { ...effect.target }, reason: effect.effect.reason });
    else if (effect.kind !== 'limit') gives.push(giftOf(effect));
  }
  return { id, name, priority, outcome, gives, denies, tree };
}

function giftOf(effect: Extract<CompiledEffect, { kind: 'role' | 'class' | 'pool' }>): TraceGift {
  if (effect.kind === 'pool') return { kind: 'pool', ref: effect.effect.pool };
  if (effect.kind === 'role') {
    const { role, scope } = effect.effect;
    return scope === undefined ? { kind: 'role', ref: role } : { kind: 'role', ref: role, scope };
  }
  const { class: given, as } = effect.effect;
  return 'ref' in given
    ? { kind: 'class', ref: given.ref, as }
    : { kind: 'class', template: given.template, as };
}
