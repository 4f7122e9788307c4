import type { Quota } from '../language/effect';
import type { ClassRole, Target } from '../language/target';

/** A value that the filter step took out, and why. */
export interface DroppedValue {
  attr: string;
  value: string;
  why: string;
}

/** What is known of one person at one sign-in, after the filter step. */
export interface DecisionInput {
  idp: {
    entityId: string;
    registrationAuthority?: string;
    entityCategories?: string[];
    assurance?: string[];
  };
  /** Attribute id to values. Only own properties are read, and only of attributes that the policy asks for. */
  attributes: Record<string, string[]>;
  dropped?: DroppedValue[];
  /** `instant` is the AuthnInstant of the assertion, ISO 8601. */
  authn?: { context?: string; instant?: string };
  session?: { protocol: string };
  /** Roles and context of an LTI launch. */
  lti?: { roles?: string[]; contextId?: string };
}

/** What is known beside the person. */
export interface DecisionFacts {
  /** Classes that exist now; those known to the compiler when absent. */
  classes?: ReadonlySet<string>;
  /** End of each course, by class reference, ISO 8601: a lease does not outlive it. */
  courseEnds?: ReadonlyMap<string, string>;
  /** What somebody gave this person by hand, apart from every rule. */
  grants?: readonly GivenByHand[];
}

/**
 * A right that somebody gave a person by hand. A deny beats it; no limit and no lease lowers it; where a rule gives the
 * same, the person has the better of both.
 */
export interface GivenByHand {
  id: string;
  target: Target;
  /** In a class; learner when absent. */
  as?: ClassRole;
  /** Of a pool; one machine when absent and no rule gives more. A field left out is as the rule gives it. */
  quota?: Quota;
  /** Who reads the explanation reads this. */
  reason: string;
  /** ISO 8601; from then on it gives nothing. */
  validUntil: string;
}
