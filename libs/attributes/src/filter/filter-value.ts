import type { DropReason } from '../normalized-attributes';
import type { AttributePolicy, AttributeRule } from './attribute-policy';
import { evaluateRule } from './evaluate-rule';
import type { FilterContext, FilterSubject } from './filter-context';

/** Whether a value is let through, and which rule of the file said so. */
export type FilterVerdict = { kept: true; rule: string } | { kept: false; why: DropReason; rule?: string };

/** The attribute rules of every policy whose requirement holds, in document order. */
export function applicableRules(policy: AttributePolicy, context: FilterContext): AttributeRule[] {
  return policy.policies
    .filter(({ requirement }) => evaluateRule(requirement, context))
    .flatMap(({ rules }) => rules);
}

/**
 * Decides on one value as Shibboleth does: the attribute's own rules, or those for `*` when it has none; without
 * any, the value is dropped. Each permit lets it through, each deny takes it back, in document order, so the last
 * one that speaks decides.
 */
export function filterValue(
  rules: readonly AttributeRule[],
  context: FilterContext,
  subject: FilterSubject,
): FilterVerdict {
  const own = rules.filter(({ attributeId }) => attributeId === subject.attr);
  const relevant = own.length > 0 ? own : rules.filter(({ attributeId }) => attributeId === '*');
  if (relevant.length === 0) return { kept: false, why: 'no-rule-for-attribute' };

  let verdict: FilterVerdict | undefined;
  for (const rule of relevant) {
    if (rule.permitAny) verdict = { kept: true, rule: rule.label };
    for (const step of rule.steps) {
      if (step.effect === 'deny' && !verdict?.kept) continue;
      if (!evaluateRule(step.rule, context, subject)) continue;
      verdict =
        step.effect === 'permit'
          ? { kept: true, rule: step.rule.label }
          : { kept: false, why: 'denied', rule: step.rule.label };
    }
  }
  return verdict ?? { kept: false, why: 'not-permitted', rule: relevant[0]?.label };
}
