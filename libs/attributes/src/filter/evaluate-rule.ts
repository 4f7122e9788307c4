import type { AttributeValue } from '../normalized-attributes';
import { isScopeAsserted } from '../scope/is-scope-asserted';
import type { FilterRule } from './attribute-policy';
import type { FilterContext, FilterSubject } from './filter-context';

/**
 * Evaluates one rule. A rule that names another attribute asks whether that attribute has such a value, and then
 * holds for every value of the current one, as in Shibboleth.
 */
export function evaluateRule(rule: FilterRule, context: FilterContext, subject?: FilterSubject): boolean {
  switch (rule.type) {
    case 'any':
      return true;
    case 'and':
      return rule.rules.every((inner) => evaluateRule(inner, context, subject));
    case 'or':
      return rule.rules.some((inner) => evaluateRule(inner, context, subject));
    case 'not':
      return !evaluateRule(rule.rule, context, subject);
    case 'issuer':
      return context.idp.entityId === rule.value;
    case 'value':
      return someValue(rule.attributeId, context, subject, (attr, { value }) =>
        context.isCaseSensitive(attr)
          ? value === rule.value
          : value.toLowerCase() === rule.value.toLowerCase(),
      );
    case 'value-regex':
      return someValue(rule.attributeId, context, subject, (_attr, { value }) => rule.test(value));
    case 'scope-matches-metadata':
      return isScopeAsserted(subject?.value.scope, context.idp.scopes);
    case 'value-matches-metadata-scope':
      return isScopeAsserted(subject?.value.value, context.idp.scopes);
  }
}

function someValue(
  attributeId: string | undefined,
  context: FilterContext,
  subject: FilterSubject | undefined,
  matches: (attr: string, value: AttributeValue) => boolean,
): boolean {
  if (attributeId !== undefined && attributeId !== subject?.attr) {
    return context.valuesOf(attributeId).some((value) => matches(attributeId, value));
  }
  return subject !== undefined && matches(subject.attr, subject.value);
}
