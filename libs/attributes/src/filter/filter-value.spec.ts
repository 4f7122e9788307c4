import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../normalized-attributes';
import { applicableRules, filterValue } from './filter-value';
import { readAttributePolicy } from './read-attribute-policy';

const IDP = { entityId: 'https://idp.example', scopes: ['uni.example'] };

/** What the policy says of value `value` of attribute `a`, given all values. */
function verdict(
  rules: string,
  value: string | AttributeValue,
  more: { others?: Record<string, string[]>; requirement?: string; caseSensitive?: boolean } = {},
): boolean {
  const requirement = more.requirement ?? '<PolicyRequirementRule xsi:type="ANY"/>';
  const reading = readAttributePolicy(
    `<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><AttributeFilterPolicy>${requirement}${rules}</AttributeFilterPolicy></AttributeFilterPolicyGroup>`,
  );
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  const subject = { attr: 'a', value: typeof value === 'string' ? { value } : value };
  const context = {
    idp: IDP,
    isCaseSensitive: () => more.caseSensitive ?? true,
    valuesOf: (id: string) => (more.others?.[id] ?? []).map((text) => ({ value: text })),
  };
  return filterValue(applicableRules(reading.policy, context), context, subject).kept;
}

const rule = (steps: string, attributes = 'attributeID="a"') =>
  `<AttributeRule ${attributes}>${steps}</AttributeRule>`;

describe('filterValue', () => {
  it('should drop an attribute that no rule speaks of', () => {
    expect(verdict(rule('', 'attributeID="b" permitAny="true"'), 'x')).toBe(false);
  });

  it('should use the rule for * only when the attribute has none of its own', () => {
    const star = rule('', 'attributeID="*" permitAny="true"');
    expect(verdict(star, 'x')).toBe(true);
    expect(verdict(star + rule('<PermitValueRule xsi:type="Value" value="y"/>'), 'x')).toBe(false);
  });

  it('should drop everything when no policy applies', () => {
    const requirement = '<PolicyRequirementRule xsi:type="Issuer" value="https://other.example"/>';
    expect(verdict(rule('', 'attributeID="a" permitAny="true"'), 'x', { requirement })).toBe(false);
  });

  it('should let a later permit bring back what a deny took', () => {
    const deny = '<DenyValueRule xsi:type="Value" value="x"/>';
    const permit = '<PermitValueRule xsi:type="ANY"/>';
    expect(verdict(rule(permit + deny), 'x')).toBe(false);
    expect(verdict(rule(permit + deny), 'y')).toBe(true);
    expect(verdict(rule(permit + deny + permit), 'x')).toBe(true);
    expect(verdict(rule(deny), 'y')).toBe(false);
    expect(verdict(rule(deny, 'attributeID="a" permitAny="true"'), 'x')).toBe(false);
  });

  it('should compare a Value by the case rule of the attribute', () => {
    const steps = rule('<PermitValueRule xsi:type="Value" value="Student" caseSensitive="false"/>');
    expect(verdict(steps, 'student')).toBe(false);
    expect(verdict(steps, 'student', { caseSensitive: false })).toBe(true);
  });

  it('should compare a ValueRegex by its own case rule, anywhere in the value', () => {
    expect(verdict(rule('<PermitValueRule xsi:type="ValueRegex" regex="DEN"/>'), 'student')).toBe(false);
    expect(
      verdict(rule('<PermitValueRule xsi:type="ValueRegex" regex="DEN" caseSensitive="false"/>'), 'student'),
    ).toBe(true);
    expect(verdict(rule('<PermitValueRule xsi:type="ValueRegex" regex="^den$"/>'), 'student')).toBe(false);
  });

  it('should look at the part before the scope', () => {
    const value = { value: 'student', scope: 'uni.example' };
    expect(verdict(rule('<PermitValueRule xsi:type="Value" value="student"/>'), value)).toBe(true);
    expect(verdict(rule('<PermitValueRule xsi:type="ValueRegex" regex="@"/>'), value)).toBe(false);
  });

  it('should let a rule about another attribute admit every value', () => {
    const steps = rule('<PermitValueRule xsi:type="Value" attributeID="b" value="yes"/>');
    expect(verdict(steps, 'x', { others: { b: ['no', 'yes'] } })).toBe(true);
    expect(verdict(steps, 'x', { others: { b: ['no'] } })).toBe(false);
    expect(verdict(steps, 'yes')).toBe(false);
  });

  it('should hold scopes and domains against the provider', () => {
    const scopeRule = rule('<PermitValueRule xsi:type="ScopeMatchesShibMDScope"/>');
    expect(verdict(scopeRule, { value: 'x', scope: 'uni.example' })).toBe(true);
    expect(verdict(scopeRule, { value: 'x', scope: 'other.example' })).toBe(false);
    expect(verdict(scopeRule, 'x')).toBe(false);
    const valueRule = rule('<PermitValueRule xsi:type="ValueMatchesShibMDScope"/>');
    expect(verdict(valueRule, 'UNI.example')).toBe(true);
    expect(verdict(valueRule, 'cs.uni.example')).toBe(false);
  });

  it('should decide at once on a value made to make an expression run for ever', () => {
    const value = `${'a'.repeat(8_000)}!`;
    expect(verdict(rule('<PermitValueRule xsi:type="ValueRegex" regex="^(a+)+$"/>'), value)).toBe(false);
  });
});
