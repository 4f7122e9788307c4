import { decide } from './decide';
import type { DecisionFacts, DecisionInput } from './decision-input';
import type { Finding } from '../language/finding';
import type { RuleTable } from '../compile/rule-table';

/**
 * Refuses a policy under which nobody known could edit the policy any more (5.4, semantics 11).
 *
 * @param people - the last known attributes of everybody who may edit it now
 * @param adminRoles - roles that may edit the policy
 * @returns no finding when at least one of them keeps such a role
 */
export function checkLastAdmin(
  table: RuleTable,
  people: Iterable<DecisionInput>,
  adminRoles: readonly string[],
  now: Date,
  facts?: DecisionFacts,
): Finding[] {
  const roles = new Set(adminRoles);
  for (const person of people) {
    const decision = decide(table, person, now, facts);
    if (decision.roles.some(({ target, scope }) => scope === undefined && roles.has(target.ref))) return [];
  }
  return [
    {
      code: 'last-admin-lost',
      severity: 'error',
      path: 'rules',
      message: `nobody known would get ${[...roles].map((role) => `"${role}"`).join(' or ')}`,
      help: 'keep a rule that gives the role to somebody who signs in',
    },
  ];
}
