import type { CompiledEffect, CompiledRule, RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import { truthsOf } from './ask-truths';
import { evaluateCondition } from './evaluate-condition';
import { judgeRule } from './judge-rule';
import type { RuleOutcome, TraceGift, TraceNode, TraceRule } from './trace';
import { traceCondition, unaskedTree } from './trace-condition';

/** What a rule would do, which is the same in every trace. */
type Deeds = Pick<TraceRule, 'gives' | 'denies'>;

/** Every rule of the table, judged. The tree of a rule is made when it is first looked at. */
export function traceRules(table: RuleTable, entityId: string, reading: Reading): TraceRule[] {
  const truths = truthsOf(table);
  truths.begin();
  const deeds = deedsOf(table);
  return table.rules.map((compiled, position) => {
    const outcome = judgeRule(table, position, entityId, reading, truths);
    return traceRule(compiled, deeds[position] ?? deedsOfRule(compiled), outcome, reading);
  });
}

function traceRule(
  { rule, when }: CompiledRule,
  deeds: Deeds,
  outcome: RuleOutcome,
  reading: Reading,
): TraceRule {
  const isAsked = outcome === 'matched' || outcome === 'notMatched' || outcome === 'missing';
  let tree: TraceNode | undefined;
  return {
    id: rule.id,
    name: rule.name,
    priority: rule.priority,
    outcome,
    gives: deeds.gives,
    denies: deeds.denies,
    get tree() {
      return (tree ??= isAsked ? traceCondition(evaluateCondition(when, reading)) : unaskedTree(when));
    },
  };
}

const byTable = new WeakMap<RuleTable, readonly Deeds[]>();

function deedsOf(table: RuleTable): readonly Deeds[] {
  let deeds = byTable.get(table);
  if (deeds === undefined) byTable.set(table, (deeds = table.rules.map(deedsOfRule)));
  return deeds;
}

function deedsOfRule({ effects }: CompiledRule): Deeds {
  const gives: TraceGift[] = [];
  const denies: TraceRule['denies'][number][] = [];
  for (const effect of effects) {
    if (effect.kind === 'deny') denies.push({ target: { ...effect.target }, reason: effect.effect.reason });
    else if (effect.kind !== 'limit') gives.push(giftOf(effect));
  }
  return { gives, denies };
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
