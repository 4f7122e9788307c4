import type { Quota } from './entitlement.entity';

/** A right as a decision gives it. */
export interface Grant {
  kind: 'role' | 'class' | 'pool';
  ref: string;
  asRole: 'learner' | 'ta' | 'teacher' | null;
  scope: string | null;
  quota: Quota | null;
  ruleId: string;
  ruleName: string;
  /** The values that made the rule true. */
  values: { attr: string; value: string }[];
  /** Days for which what runs by it may go on after it ended. */
  graceDays: number | null;
  validUntil: Date | null;
}

/** What a right is, apart from its rule and its end: `pool:linux`, `class:cs101 as learner`, `role:tutor in cs101`. */
export function nameOfRight(right: Pick<Grant, 'kind' | 'ref' | 'asRole' | 'scope'>): string {
  const as = right.asRole ? ` as ${right.asRole}` : '';
  const scope = right.scope ? ` in ${right.scope}` : '';
  return `${right.kind}:${right.ref}${as}${scope}`;
}
