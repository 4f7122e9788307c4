import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { stringifyRule } from '../language/stringify-policy';
import { arbitraryGift, arbitraryRule } from '../testing/arbitrary-policy';
import { readRule } from './read-rule';

const good = `id: cs101
name: CS101
when: { attr: course, op: equals, value: CS101 }
effects:
  - { pool: linux, quota: { vms: 1 } }
`;

describe('readRule', () => {
  it('should read a rule alone, with its defaults', () => {
    expect(readRule(good)).toMatchObject({
      ok: true,
      rule: { id: 'cs101', enabled: true, idps: '*' },
      faults: [],
    });
  });

  it('should tell every fault with its place in the text of the rule', () => {
    const bad = good.replace('equals', 'equal').replace('vms: 1', 'vms: one');
    expect(readRule(bad).faults).toMatchObject([
      { code: 'unknown-op', path: 'when.op', line: 3, column: 27, didYouMean: 'equals' },
      { code: 'wrong-type', path: 'effects[0].quota.vms', line: 5 },
    ]);
  });

  it('should warn, and know what exists', () => {
    const read = readRule(good.replace('course', 'mail'), { pools: ['linux-shell', 'linus'] });
    expect(read).toMatchObject({
      ok: false,
      faults: [
        { code: 'weak-identifier', severity: 'warning' },
        { code: 'unknown-pool', didYouMean: 'linus' },
      ],
    });
    expect(readRule(good.replace('course', 'mail'))).toMatchObject({
      ok: true,
      faults: [{ code: 'weak-identifier' }],
    });
  });

  it('should refuse what is no rule at all', () => {
    expect(readRule('- 5').faults).toMatchObject([{ code: 'wrong-type', path: '' }]);
    expect(readRule('').ok).toBe(false);
    expect(readRule('a: &x [*x]').faults).toMatchObject([{ code: 'yaml-alias' }, { code: 'yaml-alias' }]);
  });

  it('should agree with the compiler of whole policies, and read what is written', () => {
    fc.assert(
      fc.property(arbitraryRule(fc.constant('r'), arbitraryGift), (rule) => {
        const compiled = compilePolicy({ version: 1, id: 'p', rules: [rule] });
        const read = readRule(stringifyRule(rule));
        expect(read.ok).toBe(compiled.ok);
        if (compiled.ok) expect(read.rule).toEqual(compiled.table.set.rules[0]);
      }),
    );
  });
});
