import type { Finding, RuleTable } from '@virlab/policy';
import { knownRoles } from '../entitlements/index';

/** Roles that rules give and Virlab knows nothing of: right in form, and most often a slip of the pen. */
export function roleWarnings(table: RuleTable): Finding[] {
  const known = new Set(knownRoles);
  return table.set.rules.flatMap((rule, index) =>
    rule.effects.flatMap((effect, at): Finding[] => {
      if (!('role' in effect) || known.has(effect.role)) return [];
      return [
        {
          code: 'unknown-role',
          severity: 'warning',
          path: `rules[${index}].effects[${at}].role`,
          message: `role "${effect.role}" lets nobody do anything here`,
          help: `the roles that do are ${knownRoles.join(', ')}`,
        },
      ];
    }),
  );
}
