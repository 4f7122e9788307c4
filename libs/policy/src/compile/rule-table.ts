import type { PreparedTest } from '../conditions';
import type { ClassEffect, DenyEffect, LimitEffect, PoolEffect, RoleEffect } from '../language/effect';
import type { PolicySet, Rule } from '../language/policy-set';
import type { AnyTarget } from '../language/target';
import type { RuleIndex } from './rule-index';
import type { AttributeWork } from './work-per-attribute';

/** A piece of a class template: fixed text, or a capture and what to do to its letters. */
export type TemplatePart = { text: string } | { capture: string; fold?: 'lower' | 'upper' };

/** A condition ready to be evaluated; `path` is its place inside the rule. */
export type CompiledCondition =
  | { kind: 'all' | 'any'; path: string; children: readonly CompiledCondition[] }
  | { kind: 'not'; path: string; children: readonly [CompiledCondition] }
  | { kind: 'always'; path: string; children: readonly [] }
  | { kind: 'test'; path: string; children: readonly []; test: PreparedTest };

/** An effect ready to be applied. */
export type CompiledEffect =
  | { kind: 'role'; effect: RoleEffect }
  | { kind: 'class'; effect: ClassEffect; template?: readonly TemplatePart[] }
  | { kind: 'pool'; effect: PoolEffect }
  | { kind: 'limit'; effect: LimitEffect }
  | { kind: 'deny'; effect: DenyEffect; target: AnyTarget };

/** A rule ready to be evaluated. */
export interface CompiledRule {
  rule: Rule;
  /** Absent when the rule holds for every identity provider. */
  idps?: ReadonlySet<string>;
  /** First instant at which the rule holds, in milliseconds. */
  validFrom?: number;
  /** First instant at which it no longer does, in milliseconds. */
  validUntil?: number;
  when: CompiledCondition;
  /** Every test of the condition. */
  tests: readonly PreparedTest[];
  effects: readonly CompiledEffect[];
}

/** A compiled policy: what `decide` needs. Immutable; drop it when a new revision is published. */
export interface RuleTable {
  /** The policy as written, with the fields left out filled in. */
  readonly set: PolicySet;
  /** Sorted by rule id, so that the order in the document cannot matter. */
  readonly rules: readonly CompiledRule[];
  /** Finds the rules that a person may meet. */
  readonly index: RuleIndex;
  /** What the tests of all rules ask, for a bound on the work of a decision. */
  readonly work: readonly AttributeWork[];
  /** Attributes (not virtual) that some rule asks for, sorted: what to request in metadata. */
  readonly asks: readonly string[];
  /** Classes known when the policy was compiled. */
  readonly classes?: ReadonlySet<string>;
}

/** Every test of a condition, in the order of the rule. */
export function testsOf(condition: CompiledCondition): PreparedTest[] {
  return condition.kind === 'test' ? [condition.test] : condition.children.flatMap(testsOf);
}
