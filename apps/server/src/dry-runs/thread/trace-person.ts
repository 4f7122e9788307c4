import { explainTarget, type RuleTable } from '@virlab/policy';
import { presentNode } from '../../policies/for-threads/index';
import { DecideAboutKnown } from './decide-about-known';
import type { TracedSides, TraceOrder } from './messages';

/** Why a person has a right, or has it not, under both policies. */
export function tracePerson(
  tables: { before: RuleTable; after: RuleTable },
  { person, target, facts }: TraceOrder,
): TracedSides {
  const side = (table: RuleTable): TracedSides['before'] => {
    const { has, ways } = explainTarget(new DecideAboutKnown(table, facts).run(person), target);
    return {
      has,
      rules: ways.map(({ ruleId, ruleName, outcome, tree }) => ({
        ruleId,
        ruleName,
        outcome,
        tree: presentNode(tree),
      })),
    };
  };
  return { before: side(tables.before), after: side(tables.after) };
}
