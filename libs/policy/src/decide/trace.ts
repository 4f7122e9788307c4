import type { AnyTarget, ClassRole, Target } from '../language/target';
import type { DroppedValue } from './decision-input';

/** What became of one rule. */
export type RuleOutcome = 'matched' | 'notMatched' | 'missing' | 'disabled' | 'outOfWindow' | 'otherIdp';

/** One condition, as it was decided. Every node of a rule that was asked is evaluated, nothing is cut short. */
export interface TraceNode {
  /** Place inside the rule, as in `when.all[0]`. */
  path: string;
  kind: 'all' | 'any' | 'not' | 'test' | 'always';
  op?: string;
  attr?: string;
  /** What the test asks for. */
  expected?: string[];
  /** What the test saw, fitting values first; at most 20. Absent when the rule was not asked. */
  seen?: string[];
  /** How many values there were, when more than `seen` names. */
  seenCount?: number;
  part?: 'value' | 'scope' | 'whole';
  ci?: boolean;
  quantifier?: 'some' | 'every';
  result: 'true' | 'false' | 'missing' | 'notAsked';
  children?: TraceNode[];
}

/** What a rule would give to a person whom it fits. */
export type TraceGift =
  | { kind: 'role'; ref: string; scope?: string }
  | { kind: 'class'; ref: string; as: ClassRole }
  | { kind: 'class'; template: string; as: ClassRole }
  | { kind: 'pool'; ref: string };

/** One rule, as it was decided. Not to be spread: most of it is made when it is looked at. */
export interface TraceRule {
  readonly id: string;
  readonly name: string;
  readonly priority: number;
  readonly outcome: RuleOutcome;
  readonly gives: readonly TraceGift[];
  readonly denies: readonly { target: AnyTarget; reason: string }[];
  readonly tree: TraceNode;
}

/** Why one effect of a matching rule did not come about as written. */
export type ConflictReason =
  /** A deny beat it. */
  | 'denied'
  /** A rule of higher priority gives the same. */
  | 'lower-priority'
  /** A rule of the same priority gives the same; the more generous of both was taken. */
  | 'merged'
  /** A limit lowered it. */
  | 'limited'
  /** Its lease would already be over. */
  | 'lease-over'
  /** Its template leads to a class that does not exist. */
  | 'no-such-class'
  /** Its template leads to no valid reference, since a caught value has letters that references cannot have. */
  | 'invalid-ref'
  /** Its template needs a capture that no value gave. */
  | 'capture-missing'
  /** Its template leads to more classes than one person may get from one rule. */
  | 'over-limit';

/** One effect that did not come about as written. */
export interface Conflict {
  target: AnyTarget;
  /** Scope of a role. */
  scope?: string;
  /** Rule id, or what else decided: `schacExpiryDate`, `assurance`, `course-end`, `policy-cap`, `classes`, `template`. */
  winner: string;
  /** Rule id, or `grant:<id>` of a right that was given by hand. */
  loser: string;
  why: ConflictReason;
}

/** One right that was given by hand, and what became of it. */
export interface TraceByHand {
  id: string;
  target: Target;
  reason: string;
  /** ISO 8601. */
  validUntil: string;
  outcome: 'given' | 'denied' | 'over' | 'no-such-class';
}

/** How a decision came about; holds personal data. Made when it is looked at: not to be spread, see `traceWith`. */
export interface Trace {
  readonly policyRevision: number;
  /** ISO 8601. */
  readonly at: string;
  /** entityID. */
  readonly idp: string;
  readonly dropped: DroppedValue[];
  /** Sorted by rule id. */
  readonly rules: TraceRule[];
  readonly conflicts: Conflict[];
  /** What was given by hand, sorted by id; absent when nothing was. */
  readonly byHand?: TraceByHand[] | undefined;
}
