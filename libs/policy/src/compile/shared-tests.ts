import type { PreparedTest } from '../conditions';
import type { Cond } from '../language/policy-set';
import type { CompiledCondition, CompiledRule } from './rule-table';

/** A condition to be asked for its truth alone. A test that several rules make has one number in all of them. */
export interface AskedCondition {
  readonly kind: CompiledCondition['kind'];
  readonly children: readonly AskedCondition[];
  readonly test: PreparedTest | undefined;
  /** Number of the test; -1 of a group. */
  readonly slot: number;
}

const NONE: readonly AskedCondition[] = [];

/**
 * The conditions of all rules with their tests numbered: most rules of a policy ask the same few things first, and what
 * was asked of a person once need not be asked again. What is written alike is one thing in memory too, so that what
 * every decision touches stays near.
 */
export class SharedTests {
  /** By the position of the rule in the table. */
  readonly conditions: readonly AskedCondition[];
  /** How many different tests there are. */
  readonly size: number;
  private readonly known = new Map<string, AskedCondition>();
  private slots = 0;

  constructor(rules: readonly CompiledRule[]) {
    this.conditions = rules.map(({ when, rule }) => this.shared(when, rule.when));
    this.size = this.slots;
    this.known.clear();
  }

  /** What is written alike means the same: all that it depends on beside is the policy's time zone. */
  private shared(condition: CompiledCondition, written: Cond | undefined): AskedCondition {
    if (written === undefined) return this.make(condition, undefined);
    const text = JSON.stringify(written);
    const known = this.known.get(text) ?? this.make(condition, written);
    this.known.set(text, known);
    return known;
  }

  private make(condition: CompiledCondition, written: Cond | undefined): AskedCondition {
    const { kind } = condition;
    if (condition.kind === 'test') return { kind, children: NONE, test: condition.test, slot: this.slots++ };
    const parts = partsOf(written);
    const children = condition.children.map((child, index) => this.shared(child, parts[index]));
    return { kind, children, test: undefined, slot: -1 };
  }
}

function partsOf(written: Cond | undefined): readonly Cond[] {
  if (written === undefined) return [];
  if ('all' in written) return written.all;
  if ('any' in written) return written.any;
  return 'not' in written ? [written.not] : [];
}
