import { describe, expect, it } from 'vitest';
import { describeRulesOf } from './describe-rule';
import type { FilterContext } from './filter-context';
import { applicableRules, filterValue } from './filter-value';
import { readAttributePolicy } from './read-attribute-policy';

const CATEGORY = 'http://macedir.org/entity-category';

function read(rule: string, requirement = '<PolicyRequirementRule xsi:type="ANY"/>') {
  return readAttributePolicy(
    `<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" xmlns:basic="urn:mace:shibboleth:2.0:afp:mf:basic" xmlns:saml="urn:mace:shibboleth:2.0:afp:mf:saml" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><AttributeFilterPolicy>${requirement}<AttributeRule attributeID="a">${rule}</AttributeRule></AttributeFilterPolicy></AttributeFilterPolicyGroup>`,
  );
}

const context: FilterContext = {
  idp: {
    entityId: 'https://idp.uni.example',
    scopes: ['uni.example'],
    registrationAuthority: 'https://federation.example',
    entityAttributes: new Map([[CATEGORY, ['https://refeds.org/category/pseudonymous']]]),
  },
  requester: 'https://sp.example',
  authnContext: 'https://refeds.org/profile/mfa',
  isCaseSensitive: () => true,
  valuesOf: (id) => (id === 'b' ? [{ value: 'x', scope: 'uni.example' }, { value: 'y' }] : []),
};

function keeps(rule: string, value = 'student', changed: Partial<FilterContext> = {}): boolean {
  const reading = read(`<PermitValueRule ${rule}/>`);
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
  const all = { ...context, ...changed };
  const subject = { attr: 'a', value: { value, scope: 'uni.example' } };
  return filterValue(applicableRules(reading.policy, all), all, subject).kept;
}

describe('the rule types of attribute-policy.xml', () => {
  it.each([
    ['Value', 'xsi:type="Value" value="student"', true],
    ['Value of another', 'xsi:type="Value" value="staff"', false],
    ['Value of attribute b', 'xsi:type="Value" value="y" attributeID="b"', true],
    ['Scope', 'xsi:type="Scope" value="Uni.Example"', true],
    ['Scope of another', 'xsi:type="Scope" value="other.example"', false],
    ['ScopeRegex', 'xsi:type="ScopeRegex" regex="^Uni\\."', true],
    ['ScopeRegex of attribute b', 'xsi:type="ScopeRegex" regex="other" attributeID="b"', false],
    ['ValueRegex', 'xsi:type="ValueRegex" regex="^stu"', true],
    ['ValueRegex by case', 'xsi:type="ValueRegex" regex="^STU"', false],
    ['ValueRegex without case', 'xsi:type="ValueRegex" regex="^STU" caseSensitive="false"', true],
    [
      'ValueRegex without case, as older files say',
      'xsi:type="ValueRegex" regex="^STU" ignoreCase="true"',
      true,
    ],
    ['ValueRegex with the option i', 'xsi:type="ValueRegex" regex="^STU" options="i"', true],
    ['Issuer', 'xsi:type="Issuer" value="https://idp.uni.example"', true],
    ['IssuerRegex', 'xsi:type="IssuerRegex" regex="uni\\.example$"', true],
    ['Requester', 'xsi:type="Requester" value="https://sp.example"', true],
    ['RequesterRegex of another', 'xsi:type="RequesterRegex" regex="other"', false],
    ['AuthenticationMethod', 'xsi:type="AuthenticationMethod" value="https://refeds.org/profile/mfa"', true],
    ['AuthenticationMethodRegex', 'xsi:type="AuthenticationMethodRegex" regex="mfa$"', true],
    [
      'NumberOfAttributeValues',
      'xsi:type="NumberOfAttributeValues" attributeID="b" minimum="1" maximum="2"',
      true,
    ],
    [
      'NumberOfAttributeValues, too many',
      'xsi:type="NumberOfAttributeValues" attributeID="b" maximum="1"',
      false,
    ],
    [
      'IssuerEntityAttributeExactMatch',
      `xsi:type="IssuerEntityAttributeExactMatch" attributeName="${CATEGORY}" attributeValue="https://refeds.org/category/pseudonymous"`,
      true,
    ],
    [
      'IssuerEntityAttributeRegexMatch',
      `xsi:type="IssuerEntityAttributeRegexMatch" attributeName="${CATEGORY}" attributeValueRegex="personalized$"`,
      false,
    ],
    [
      'IssuerRegistrationAuthority',
      'xsi:type="IssuerRegistrationAuthority" registrars="https://other.example https://federation.example"',
      true,
    ],
    ['a spelling of older files', 'xsi:type="basic:AttributeScopeString" value="uni.example"', true],
    ['a spelling of older files, saml', 'xsi:type="saml:AttributeScopeMatchesShibMDScope"', true],
  ])('should judge by %s', (_name, rule, kept) => {
    expect(keeps(rule)).toBe(kept);
  });

  it.each([
    ['https://idp.uni.example!https://sp.example!n', true],
    ['!!n', true],
    ['https://other.example!!n', false],
    ['!https://other.example!n', false],
    ['no NameID', false],
  ])('should take the qualifiers of %s as NameIDQualifierString does: %s', (value, kept) => {
    expect(keeps('xsi:type="NameIDQualifierString"', value)).toBe(kept);
  });

  it('should take silent metadata as the rule says', () => {
    const idp = { entityId: 'x', scopes: ['uni.example'] };
    const rule = 'xsi:type="IssuerRegistrationAuthority" registrars="https://federation.example"';
    expect(keeps(rule, 'student', { idp })).toBe(false);
    expect(keeps(`${rule} matchIfMetadataSilent="true"`, 'student', { idp })).toBe(true);
  });

  it('should match nothing that is not known', () => {
    const unknown = { requester: undefined, authnContext: undefined };
    expect(keeps('xsi:type="RequesterRegex" regex=".*"', 'x', unknown)).toBe(false);
    expect(keeps('xsi:type="AuthenticationMethodRegex" regex=".*"', 'x', unknown)).toBe(false);
  });

  it.each([
    'EntityAttributeExactMatch',
    'EntityAttributeRegexMatch',
    'InEntityGroup',
    'IssuerInEntityGroup',
    'RegistrationAuthority',
    'NameIDFormatExactMatch',
    'IssuerNameIDFormatExactMatch',
    'AttributeIssuerEntityMatcher',
    'AttributeRequesterEntityMatcher',
    'AttributeRequesterInEntityGroup',
    'PrincipalName',
  ])('should refuse %s by name, since it may be what keeps something out', (type) => {
    const reading = read(`<PermitValueRule xsi:type="${type}"/>`);
    expect(!reading.ok && reading.faults).toEqual([
      {
        code: 'rule-type-not-supported',
        message: expect.stringContaining(`"${type}" is not supported`) as string,
        line: 1,
        column: expect.any(Number) as number,
      },
    ]);
  });

  it('should refuse an entity attribute that is not read of metadata', () => {
    const reading = read(
      '<PermitValueRule xsi:type="IssuerEntityAttributeExactMatch" attributeName="urn:x" attributeValue="y"/>',
    );
    expect(!reading.ok && reading.faults.map(({ code }) => code)).toEqual(['entity-attribute-not-supported']);
  });

  it.each([
    ['a setting that the type does not have', 'xsi:type="ANY" value="x"', 'setting-unknown'],
    ['a case rule of Value', 'xsi:type="Value" value="x" ignoreCase="true"', 'case-rule-ignored'],
    ['a case rule of Scope', 'xsi:type="Scope" value="x" caseSensitive="true"', 'case-rule-ignored'],
  ])('should report %s', (_name, rule, code) => {
    const reading = read(`<PermitValueRule ${rule}/>`);
    expect(reading.ok).toBe(true);
    expect(reading.notices.map((notice) => notice.code)).toEqual([code]);
  });

  it('should let rules inside policies be referred to', () => {
    const reading = read(
      '<PermitValueRule id="p" xsi:type="AND"><Rule id="inner" xsi:type="Value" value="student"/></PermitValueRule>' +
        '<PermitValueRule xsi:type="OR"><RuleReference ref="inner"/></PermitValueRule>',
    );
    expect(reading.ok && reading.policy.policies[0]?.rules[0]?.steps).toHaveLength(2);
  });

  it('should give a rule as parts of a sentence, alternatives in one', () => {
    const reading = read(
      '<PermitValueRule id="p" xsi:type="AND"><Rule xsi:type="OR"><Rule xsi:type="Value" value="a"/><Rule xsi:type="Value" value="b"/></Rule>' +
        '<Rule xsi:type="NOT"><Rule xsi:type="ValueRegex" regex="@"/></Rule><Rule xsi:type="ScopeMatchesShibMDScope"/></PermitValueRule>',
    );
    if (!reading.ok) throw new Error('faults');
    expect(describeRulesOf(reading.policy, 'a')[0]?.steps).toEqual([
      {
        effect: 'permit',
        words: {
          key: 'and',
          texts: [],
          of: [
            { key: 'value', texts: ['a', 'b'] },
            { key: 'not', texts: [], of: [{ key: 'value-regex', texts: ['@'] }] },
            { key: 'scope-matches-metadata', texts: [] },
          ],
        },
      },
    ]);
  });
});
