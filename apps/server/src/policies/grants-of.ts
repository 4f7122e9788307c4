import type { Decision, Grant as GivenGrant } from '@virlab/policy';
import type { Grant } from '../entitlements/index';

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
    ruleName: grant.ruleName,
    values: grant.values.map(({ attr, value }) => ({ attr, value })),
    validUntil: grant.validUntil === undefined ? null : new Date(grant.validUntil),
  };
}
