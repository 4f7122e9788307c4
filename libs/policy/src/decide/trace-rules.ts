import type { CompiledEffect, CompiledRule, RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import { truthsOf } from './ask-truths';
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
  const rules: TraceRule[] = [];
  for (let position = 0; position < table.rules.length; position += 1) {
    const [compiled, its] = [table.rules[position], deeds[position]];
    if (compiled === undefined || its === undefined) continue;
    const outcome = judgeRule(table, position, entityId, reading, truths);
    rules.push(new JudgedRule(compiled, its, outcome, reading));
  }
  return rules;
}

/**
 * A rule in a trace. A small one, since hundreds of these are made for each trace and few are looked into; as text it is
 * whole.
 */
class JudgedRule implements TraceRule {
  readonly outcome: RuleOutcome;
  readonly #compiled: CompiledRule;
  readonly #deeds: Deeds;
  readonly #reading: Reading;
  #tree: TraceNode | undefined;

  constructor(compiled: CompiledRule, deeds: Deeds, outcome: RuleOutcome, reading: Reading) {
    this.outcome = outcome;
    this.#compiled = compiled;
    this.#deeds = deeds;
    this.#reading = reading;
  }

  get id(): string {
    return this.#compiled.rule.id;
  }

  get name(): string {
    return this.#compiled.rule.name;
  }

  get priority(): number {
    return this.#compiled.rule.priority;
  }

  get gives(): TraceRule['gives'] {
    return this.#deeds.gives;
  }

  get denies(): TraceRule['denies'] {
    return this.#deeds.denies;
  }

  get tree(): TraceNode {
    const { when } = this.#compiled;
    return (this.#tree ??= ASKED.has(this.outcome) ? traceCondition(when, this.#reading) : unaskedTree(when));
  }

  toJSON(): TraceRule {
    const { id, name, priority, outcome, gives, denies, tree } = this;
    return { id, name, priority, outcome, gives, denies, tree };
  }
}

const ASKED: ReadonlySet<RuleOutcome> = new Set<RuleOutcome>(['matched', 'notMatched', 'missing']);

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
