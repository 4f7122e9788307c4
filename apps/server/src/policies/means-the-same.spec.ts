import { compilePolicy } from '@virlab/policy';
import { describe, expect, it } from 'vitest';
import { meansTheSame } from './means-the-same';

const HEAD = 'version: 1\nid: lagoa\nrules:\n';
const tableOf = (rules: string) => {
  const compiled = compilePolicy(HEAD + rules);
  if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
  return compiled.table;
};
const rule = (id: string, value: number) =>
  `  - id: ${id}\n    name: Rule\n    when: { attr: studyYear, op: numGte, value: ${value} }\n    effects: [{ role: reader }]\n`;

describe('meansTheSame', () => {
  const left = tableOf(rule('a', 2) + rule('b', 3));

  it('should see through comments, blanks and the order of fields', () => {
    const other = `  # the second year
  - name: "Rule"
    effects:
      - role: reader
    when:
      value: 2
      op: numGte
      attr: studyYear
    id: a
`;
    expect(meansTheSame(left, tableOf(other + rule('b', 3)))).toBe(true);
  });

  it.each([
    ['a value', rule('a', 2) + rule('b', 4)],
    ['the order of rules', rule('b', 3) + rule('a', 2)],
    ['a rule more', rule('a', 2) + rule('b', 3) + rule('c', 3)],
    ['a field more', rule('a', 2) + rule('b', 3).replace('name: Rule', 'name: Rule\n    note: Why')],
  ])('should tell %s', (_what, rules) => {
    expect(meansTheSame(left, tableOf(rules))).toBe(false);
  });
});
