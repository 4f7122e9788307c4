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
 * was asked of a person once need not be asked again.
 */
export class SharedTests {
  /** By the position of the rule in the table. */
  readonly conditions: readonly AskedCondition[];
  private readonly slots = new Map<string, number>();

  constructor(rules: readonly CompiledRule[]) {
    this.conditions = rules.map(({ when, rule }) => this.numbered(when, rule.when));
  }

  /** How many different tests there are. */
  get size(): number {
    return this.slots.size;
  }

  private numbered(condition: CompiledCondition, written: Cond | undefined): AskedCondition {
    const { kind } = condition;
    if (condition.kind === 'test') {
      return { kind, children: NONE, test: condition.test, slot: this.slotOf(written) };
    }
    const parts = partsOf(written);
    const children = condition.children.map((child, index) => this.numbered(child, parts[index]));
    return { kind, children, test: undefined, slot: -1 };
  }

  /** Tests that are written alike mean the same: all that they depend on beside it is the policy's time zone. */
  private slotOf(written: Cond | undefined): number {
    const text = JSON.stringify(written ?? this.slots.size);
    const known = this.slots.get(text);
    if (known !== undefined) return known;
    this.slots.set(text, this.slots.size);
    return this.slots.size - 1;
  }
}

function partsOf(written: Cond | undefined): readonly Cond[] {
  if (written === undefined) return [];
  if ('all' in written) return written.all;
  if ('any' in written) return written.any;
  return 'not' in written ? [written.not] : [];
}
