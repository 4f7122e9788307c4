import type { DecidingValue, RefusalCode } from '../decide/decision';
import type { DroppedValue } from '../decide/decision-input';
import type { Conflict, ConflictReason, RuleOutcome, TraceByHand, TraceNode } from '../decide/trace';
import type { AnyTarget } from '../language/target';

/** A node of the trace that knows whether its value decided. */
export interface ExplainedNode extends Omit<TraceNode, 'children'> {
  /** True on every node of the path from the rule down to the values that decided. */
  decided: boolean;
  children?: ExplainedNode[];
}

/** One reason at the bottom of a tree: what a test asked and what it met. */
export interface Cause {
  /**
   * `notReleased`: the attribute never came; `dropped`: it came and was taken out; `otherValue`: it has values, and
   * none fits (or, when `negated`, one that must not be there); `unreadable`: no value has the part or number asked
   * for; `time`: the clock is outside the window.
   */
  kind: 'notReleased' | 'dropped' | 'otherValue' | 'unreadable' | 'time';
  path: string;
  attr?: string;
  op: string;
  expected: string[];
  seen: string[];
  /** The test stands under a `not`: it must not be true. */
  negated: boolean;
  /** For `dropped`. */
  dropped?: DroppedValue[];
}

/** Something that has to hold and does not. */
export interface Wanted {
  ruleId: string;
  attr?: string;
  op: string;
  expected: string[];
  /** It must not hold. */
  negated: boolean;
  part?: TraceNode['part'];
  ci?: boolean;
  quantifier?: TraceNode['quantifier'];
}

interface ByRule {
  ruleId: string;
  ruleName: string;
}

/** The answer in one sentence: a stable key, and what goes into the sentence. */
export type Answer =
  | { key: 'has'; params: ByRule & { values: DecidingValue[]; validUntil?: string } }
  /** A deny beat the right, or signing in as a whole. */
  | { key: 'denied' | 'login-denied'; params: ByRule & { reason: string; values: DecidingValue[] } }
  /** The input itself was refused. */
  | { key: 'input-refused'; params: { code: RefusalCode; reason: string } }
  /** No rule gives this to anybody. */
  | { key: 'no-rule' }
  /** One attribute, or the clock, decided. `causes` has several when tests on it failed together. */
  | { key: `cause.${Cause['kind']}`; params: ByRule & { attr?: string; causes: Cause[] } }
  /** Several attributes decided together. */
  | { key: 'cause.several'; params: ByRule & { count: number; causes: Cause[] } }
  /** The only rules that could give it were not asked. */
  | { key: 'rule.disabled' | 'rule.outOfWindow' | 'rule.otherIdp'; params: ByRule }
  /** The rule matched and the right was lost on the way. */
  | {
      key: `lost.${Exclude<ConflictReason, 'denied' | 'merged' | 'limited' | 'lower-priority'>}`;
      params: ByRule & { winner: string };
    };

/** One rule that could give the right, or one gift by hand. */
export interface Way extends ByRule {
  outcome: RuleOutcome;
  priority: number;
  tree: ExplainedNode;
  /** Reasons at the bottom; empty when the rule matched or was not asked. */
  causes: Cause[];
  /** Least that would have to change for this rule to match; empty when it does or was not asked. */
  wouldHaveToBeTrue: Wanted[];
  /** Somebody gave it by hand: `ruleId` is `grant:<id>`, `ruleName` the reason, and there is no rule. */
  byHand?: { id: string; reason: string; validUntil: string; outcome: TraceByHand['outcome'] };
}

/** Why a person has a right, or has it not. */
export interface Explanation {
  target: AnyTarget;
  /** For `login`: the person was admitted. */
  has: boolean;
  answer: Answer;
  /** Nearest first; what was given by hand before the rules, and after them what is over. */
  ways: Way[];
  conflicts: Conflict[];
  /** Dropped values of attributes that the ways ask for. */
  dropped: DroppedValue[];
  /** Of the nearest way. Empty when the person has the right, or no change of attributes would give it. */
  wouldHaveToBeTrue: Wanted[];
}

/** The answer of an {@link Explanation} and its nearest way alone. */
export interface NearestExplanation extends Pick<Explanation, 'has' | 'answer'> {
  /** Absent when the answer rests on no rule that could give the right, and when there is none. */
  nearest?: Way;
}

/** What became of one attribute, for a person who got nothing. */
export interface AttributeFate {
  attr: string;
  /** `used`: some test was true by it; `otherValue`: it came and fitted no test; the rest as in {@link Cause}. */
  status: 'used' | 'dropped' | 'notReleased' | 'otherValue';
  values: string[];
  /** For `dropped`. */
  why?: string;
  /** This is what decided that the nearest rule did not match, or that a deny did. */
  decided: boolean;
}

/** Why a person has nothing at all. */
export interface NothingExplained {
  answer: Answer;
  /** One row per attribute that a rule asked for, and one per dropped value; not the virtual ones. Sorted by name. */
  attributes: AttributeFate[];
}
