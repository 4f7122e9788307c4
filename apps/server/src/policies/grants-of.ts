import type { Decision, Grant as GivenGrant } from '@virlab/policy';
import type { Grant } from '../entitlements/index';

/** As much of a name as is kept beside a right; a reason of a grant by hand may be longer. */
const LONGEST_NAME = 256;

/** The rights that a decision gives, as they are kept. */
export function grantsOf(decision: Decision): Grant[] {
  return [...decision.roles, ...decision.classes, ...decision.pools].map(keep);
}

function keep(grant: GivenGrant): Grant {
  return {
    kind: grant.target.kind,
    ref: grant.target.ref,
    asRole: grant.as ?? null,
    scope: grant.scope ?? null,
    quota: grant.quota ?? null,
    ruleId: grant.ruleId,
    ruleName: grant.ruleName.slice(0, LONGEST_NAME),
    values: grant.values.map(({ attr, value }) => ({ attr, value })),
    graceDays: grant.graceDays ?? null,
    validUntil: grant.validUntil === undefined ? null : new Date(grant.validUntil),
  };
}
