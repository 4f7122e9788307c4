import { describe, expect, it } from 'vitest';
import { readAttributePolicy } from './read-attribute-policy';

function group(content: string): string {
  return `<AttributeFilterPolicyGroup xmlns="urn:mace:shibboleth:2.0:afp" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:basic="urn:mace:shibboleth:2.0:afp:mf:basic">\n${content}\n</AttributeFilterPolicyGroup>`;
}

function policy(rules: string, requirement = '<PolicyRequirementRule xsi:type="ANY"/>'): string {
  return group(`<AttributeFilterPolicy>${requirement}\n${rules}</AttributeFilterPolicy>`);
}

function permit(rule: string): string {
  return policy(`<AttributeRule attributeID="a">${rule}</AttributeRule>`);
}

describe('readAttributePolicy', () => {
  it('should read policies, rules and references', () => {
    const reading = readAttributePolicy(
      group(`
        <PermitValueRule id="words" xsi:type="OR">
          <Rule xsi:type="Value" value="student"/>
          <Rule xsi:type="basic:AttributeValueString" value="staff"/>
        </PermitValueRule>
        <AttributeRule id="shared" attributeID="b" permitAny="true"/>
        <AttributeFilterPolicy>
          <PolicyRequirementRule xsi:type="Issuer" value="https://idp.example"/>
          <AttributeRule attributeID="a">
            <PermitValueRuleReference ref="words"/>
            <DenyValueRule xsi:type="Value" value="staff"/>
          </AttributeRule>
          <AttributeRuleReference ref="shared"/>
        </AttributeFilterPolicy>`),
    );
    expect(reading).toEqual({
      ok: true,
      notices: [],
      policy: {
        policies: [
          {
            requirement: { type: 'issuer', value: 'https://idp.example', label: 'Issuer, line 9' },
            rules: [
              {
                attributeId: 'a',
                permitAny: false,
                label: 'AttributeRule a, line 10',
                line: 10,
                steps: [
                  {
                    effect: 'permit',
                    rule: {
                      type: 'or',
                      label: 'words',
                      rules: [
                        { type: 'value', value: 'student', label: 'Value, line 4' },
                        { type: 'value', value: 'staff', label: 'Value, line 5' },
                      ],
                    },
                  },
                  {
                    effect: 'deny',
                    rule: { type: 'value', value: 'staff', label: 'Value, line 12' },
                  },
                ],
              },
              { attributeId: 'b', permitAny: true, steps: [], label: 'shared', line: 7 },
            ],
          },
        ],
      },
    });
  });

  it.each([
    [
      'a rule type we do not have',
      permit('<PermitValueRule xsi:type="InEntityGroup" groupID="urn:g"/>'),
      'rule-type-not-supported',
    ],
    ['a rule without a type', permit('<PermitValueRule/>'), 'rule-type-missing'],
    ['a Value without a value', permit('<PermitValueRule xsi:type="Value"/>'), 'value-missing'],
    [
      'a regex that cannot be compiled',
      permit('<PermitValueRule xsi:type="ValueRegex" regex="("/>'),
      'regex-malformed',
    ],
    [
      'a look-behind, which RE2 has not',
      permit('<PermitValueRule xsi:type="ValueRegex" regex="(?&lt;=a)b"/>'),
      'regex-malformed',
    ],
    [
      'a regex without an end',
      permit(`<PermitValueRule xsi:type="ValueRegex" regex="${'a'.repeat(1025)}"/>`),
      'regex-too-long',
    ],
    [
      'NOT with two operands',
      permit(
        '<PermitValueRule xsi:type="NOT"><Rule xsi:type="ANY"/><Rule xsi:type="ANY"/></PermitValueRule>',
      ),
      'operands-wrong',
    ],
    ['NOT without an operand', permit('<PermitValueRule xsi:type="NOT"/>'), 'operands-missing'],
    ['AND without operands', permit('<PermitValueRule xsi:type="AND"/>'), 'operands-missing'],
    ['a reference to nothing', permit('<PermitValueRuleReference ref="nowhere"/>'), 'reference-unknown'],
    ['a reference to __proto__', permit('<PermitValueRuleReference ref="__proto__"/>'), 'reference-unknown'],
    ['an attribute rule without an attribute', policy('<AttributeRule/>'), 'attribute-id-missing'],
    ['a policy without a requirement', group('<AttributeFilterPolicy/>'), 'requirement-missing'],
    [
      'a requirement that looks at no value',
      policy('', '<PolicyRequirementRule xsi:type="Value" value="x"/>'),
      'rule-needs-value',
    ],
    [
      'a requirement about a scope',
      policy('', '<PolicyRequirementRule xsi:type="ScopeMatchesShibMDScope"/>'),
      'rule-needs-value',
    ],
    ['a shared rule without an id', group('<PermitValueRule xsi:type="ANY"/>'), 'id-missing'],
    [
      'an id given twice',
      group('<PermitValueRule id="x" xsi:type="ANY"/><PermitValueRule id="x" xsi:type="ANY"/>'),
      'id-repeated',
    ],
    [
      'a rule that refers to itself',
      group('<PermitValueRule id="x" xsi:type="NOT"><RuleReference ref="x"/></PermitValueRule>'),
      'reference-circular',
    ],
    [
      'an unused rule of an unknown type',
      group('<PermitValueRule id="x" xsi:type="Odd"/>'),
      'rule-type-unknown',
    ],
    ['an element that belongs elsewhere', group('<Attribute/>'), 'element-unknown'],
    ['another root', '<AttributeFilterPolicyGroup/>', 'root-unexpected'],
    ['a DOCTYPE', `<!DOCTYPE x>${group('')}`, 'doctype-forbidden'],
  ])('should refuse %s', (_title, xml, code) => {
    const reading = readAttributePolicy(xml);
    expect(!reading.ok && reading.faults.map((fault) => fault.code)).toEqual([code]);
  });

  it('should tell all faults at once, in order of place', () => {
    const reading = readAttributePolicy(
      policy(
        '<AttributeRule attributeID="a"><PermitValueRule xsi:type="Odd"/></AttributeRule>\n<AttributeRule attributeID="b"><PermitValueRule xsi:type="Value"/></AttributeRule>',
      ),
    );
    expect(!reading.ok && reading.faults.map(({ code, line }) => [code, line])).toEqual([
      ['rule-type-unknown', 3],
      ['value-missing', 4],
    ]);
  });
});
