import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import { arbitraryPolicy } from '../testing/arbitrary-policy';
import { stringifyPolicy } from './stringify-policy';

describe('stringifyPolicy', () => {
  it('should write what compiles back to an equal set', () => {
    fc.assert(
      fc.property(arbitraryPolicy, (set) => {
        const first = compilePolicy(set);
        if (!first.ok) throw new Error(JSON.stringify(first.faults));
        const second = compilePolicy(stringifyPolicy(first.table.set));
        expect(second).toMatchObject({ ok: true });
        if (second.ok) expect(second.table.set).toEqual(first.table.set);
      }),
    );
  });

  it('should write tests and short groups on one line, and no line broken', () => {
    const reason = 'word '.repeat(60).trim();
    const compiled = compilePolicy({
      version: 1,
      id: 'lab',
      rules: [
        {
          id: 'r',
          name: 'R',
          when: { all: [{ attr: 'a', op: 'equals', value: 'x' }, { not: { always: true } }] },
          effects: [
            { pool: 'linux', quota: { vms: 1 } },
            { deny: 'login', reason },
          ],
        },
      ],
    });
    if (!compiled.ok) throw new Error('expected a policy that compiles');
    expect(stringifyPolicy(compiled.table.set)).toBe(`version: 1
id: lab
revision: 0
rules:
  - id: r
    name: R
    enabled: true
    priority: 500
    idps: "*"
    when:
      all:
        - { attr: a, op: equals, value: x }
        - not: { always: true }
    effects:
      - pool: linux
        quota: { vms: 1 }
      - deny: login
        reason: ${reason}
`);
  });
});
