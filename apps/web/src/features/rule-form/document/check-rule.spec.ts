import { describe, expect, it } from 'vitest';
import { checkRule } from './check-rule';
import { parseRule } from './parse-rule';

const SURROUNDINGS = { timeZone: 'Europe/Lisbon', pools: ['linux'] };
const check = (text: string) => {
  const parsed = parseRule(text);
  if (!parsed.ok) throw new Error(text);
  const { findings, ...rest } = checkRule(parsed.rule, SURROUNDINGS);
  return {
    ...rest,
    findings: findings.map(({ code, path, from, to }) => `${code} ${path} [${text.slice(from, to)}]`),
    keys: rest.sentence?.map((part) =>
      part.t === 'text' ? part.key : part.t === 'attr' ? part.attr : part.text,
    ),
  };
};

describe('checking a rule in the browser', () => {
  it('should tell every fault with its place in the text', () => {
    const { findings, compiles } = check(
      'id: r\nname: R\nwhen: { attr: a, op: equal, value: x }\neffects:\n  - { pool: linus, quota: { vms: 1 } }\n',
    );
    expect(compiles).toBe(false);
    expect(findings).toEqual(['unknown-op when.op [equal]', 'unknown-pool effects[0].pool [linus]']);
  });

  it('should point at the nearest thing for what is missing', () => {
    expect(check('id: r\nname:\nwhen: { always: true }\neffects: []\n').findings).toEqual([
      'wrong-type name [name:]',
      'too-few effects [[]]',
    ]);
    expect(check('id: r\n').findings).toContain('missing-field when [id: r]');
  });

  it('should say of an unfinished rule what is there already', () => {
    const text = `id: ""
name: ""
when:
  all:
    - { attr: a, op: equals, value: x }
    - { attr: "", op: equals, value: "" }
    - any: [{ attr: b, op: matches, value: "(" }]
effects: []
`;
    expect(check(text).keys).toEqual(['who', 'a', 'condition.equals', 'x', 'from.any']);
    expect(check('id: r\nwhen: 5\n').sentence).toBeUndefined();
    expect(check('when: { all: [] }\n').sentence).toBeUndefined();
    expect(check('when: { always: true }\n').keys).toEqual(['who', 'everybody', 'from.any']);
  });

  it('should survive anything that is YAML', () => {
    for (const text of [
      'when: []',
      'effects: 5',
      'idps: {}',
      'when: { all: { any: 1 } }',
      '__proto__: 1',
      'id: [1, [2]]',
    ])
      expect(() => check(`${text}\n`)).not.toThrow();
  });
});
