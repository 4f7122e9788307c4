import type { AttributeValue } from '../normalized-attributes';
import { isScopeAsserted } from '../scope/is-scope-asserted';
import type { FilterRule } from './attribute-policy';
import type { FilterContext, FilterSubject } from './filter-context';

/**
 * Evaluates one rule. A rule that names another attribute asks whether that attribute has such a value, and then
 * holds for every value of the current one, as in Shibboleth. What is not known is never a match.
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
    case 'value':
      return someValue(rule.attributeId, context, subject, (attr, { value }) =>
        context.isCaseSensitive(attr)
          ? value === rule.value
          : value.toLowerCase() === rule.value.toLowerCase(),
      );
    case 'value-regex':
      return someValue(rule.attributeId, context, subject, (_attr, { value }) => rule.pattern.test(value));
    case 'scope':
      return someValue(
        rule.attributeId,
        context,
        subject,
        (_attr, { scope }) => scope?.toLowerCase() === rule.value.toLowerCase(),
      );
    case 'scope-regex':
      return someValue(
        rule.attributeId,
        context,
        subject,
        (_attr, { scope }) => scope !== undefined && rule.pattern.test(scope),
      );
    case 'scope-matches-metadata':
      return isScopeAsserted(subject?.value.scope, context.idp.scopes);
    case 'value-matches-metadata-scope':
      return isScopeAsserted(subject?.value.value, context.idp.scopes);
    case 'name-id-qualifier':
      return someValue(rule.attributeId, context, subject, (_attr, { value }) =>
        isQualified(
          value,
          rule.nameQualifier ?? context.idp.entityId,
          rule.spNameQualifier ?? context.requester,
        ),
      );
    case 'number-of-values': {
      const count = context.valuesOf(rule.attributeId).length;
      return count >= rule.minimum && count <= rule.maximum;
    }
    default:
      return evaluateAbout(rule, context);
  }
}

/** Rules about who released, to whom and how, which hold for all values alike. */
function evaluateAbout(
  rule: Exclude<
    FilterRule,
    { type: 'any' | 'and' | 'or' | 'not' | 'value' | 'value-regex' | 'scope' | 'scope-regex' } | ValueRule
  >,
  { idp, requester, authnContext }: FilterContext,
): boolean {
  switch (rule.type) {
    case 'issuer':
      return idp.entityId === rule.value;
    case 'issuer-regex':
      return rule.pattern.test(idp.entityId);
    case 'requester':
      return requester === rule.value;
    case 'requester-regex':
      return requester !== undefined && rule.pattern.test(requester);
    case 'authentication-method':
      return authnContext === rule.value;
    case 'authentication-method-regex':
      return authnContext !== undefined && rule.pattern.test(authnContext);
    case 'issuer-entity-attribute':
      return idp.entityAttributes?.get(rule.name)?.includes(rule.value) ?? false;
    case 'issuer-entity-attribute-regex':
      return idp.entityAttributes?.get(rule.name)?.some((value) => rule.pattern.test(value)) ?? false;
    case 'issuer-registration-authority':
      return idp.registrationAuthority === undefined
        ? rule.matchesIfSilent
        : rule.registrars.includes(idp.registrationAuthority);
  }
}

type ValueRule = Extract<
  FilterRule,
  {
    type:
      'scope-matches-metadata' | 'value-matches-metadata-scope' | 'name-id-qualifier' | 'number-of-values';
  }
>;

/**
 * True when the qualifiers in front of a decoded NameID (`qualifier!spQualifier!name`) are the wanted ones. A qualifier
 * that is left out is the default one, which is what is wanted (SAML core 8.3.7).
 */
function isQualified(value: string, nameQualifier: string, spNameQualifier: string | undefined): boolean {
  const [name, spName, ...rest] = value.split('!');
  if (rest.length === 0) return false;
  return (name === '' || name === nameQualifier) && (spName === '' || spName === spNameQualifier);
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
