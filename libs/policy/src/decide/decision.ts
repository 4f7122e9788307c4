import type { Quota } from '../language/effect';
import type { AnyTarget, ClassRole, Target } from '../language/target';
import type { Trace } from './trace';

/** A value that made a test true. */
export interface DecidingValue {
  attr: string;
  value: string;
}

/** One right. */
export interface Grant {
  target: Target;
  /** The rule that gives it; of several that agree, the first by id. `grant:<id>` when it was given by hand alone. */
  ruleId: string;
  /** The reason, when it was given by hand alone. */
  ruleName: string;
  /** The values that made the tests of the rule true. */
  values: DecidingValue[];
  /** In a class. */
  as?: ClassRole;
  /** Of a pool, after all limits. */
  quota?: Quota;
  /** As the rule or the policy's defaults say, after all limits. */
  leaseDays?: number;
  graceDays?: number;
  /** ISO 8601; the soonest of lease, account expiry, assurance, course end and policy cap. Absent: no end is known. */
  validUntil?: string;
  /** The course that a role is limited to. */
  scope?: string;
  /** The class is to be made when it does not exist. */
  createIfMissing?: boolean;
  /** Whether the class exists was not known here: the caller has to drop the grant when it does not. */
  mustExist?: boolean;
  /** Somebody gave it by hand, alone or beside the rule; of several such grants, the first by id. */
  byHand?: { id: string; reason: string };
}

/** A right that was taken away, or signing in as a whole. */
export interface Denial {
  target: AnyTarget;
  reason: string;
  ruleId: string;
  ruleName: string;
  values: DecidingValue[];
}

/** Stable names of refusals. */
export const refusalCodes = [
  'denied',
  'no-rule',
  'input-malformed',
  'input-over-limit',
  'too-costly',
] as const;

/** Stable name of a refusal. */
export type RefusalCode = (typeof refusalCodes)[number];

/** Why a person may not sign in. */
export interface Refusal {
  code: RefusalCode;
  /** For `denied` the sentence of the rule's author; for the input codes what is wrong with the input. */
  reason?: string;
  /** For `denied`. */
  ruleId?: string;
}

/** The answer of the policy about one person at one moment. */
export interface Decision {
  outcome: 'admitted' | 'refused';
  refusal?: Refusal;
  /** Each list is sorted by reference. */
  roles: Grant[];
  classes: Grant[];
  pools: Grant[];
  denies: Denial[];
  trace: Trace;
}
