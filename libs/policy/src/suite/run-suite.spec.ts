import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compilePolicy } from '../compile/compile-policy';
import { readSuite } from './read-suite';
import { runSuite } from './run-suite';

const FOLDER = new URL('../../testdata/suite/', import.meta.url);

describe('runSuite', () => {
  for (const file of readdirSync(FOLDER)) {
    const content = parse(readFileSync(new URL(file, FOLDER), 'utf8')) as {
      policy: unknown;
      suite: unknown;
      differences: unknown[][];
    };
    it(`should tell every difference of ${file}`, () => {
      const compiled = compilePolicy(content.policy);
      const read = readSuite(content.suite);
      if (!compiled.ok || !read.ok) throw new Error(JSON.stringify([compiled, read]));
      const { passed, failed, results } = runSuite(compiled.table, read.cases);
      expect(results.map(({ differences }) => differences)).toEqual(content.differences);
      expect(results.map(({ ok }) => ok)).toEqual(content.differences.map((list) => list.length === 0));
      expect({ passed, failed }).toEqual({
        passed: content.differences.filter((list) => list.length === 0).length,
        failed: content.differences.filter((list) => list.length > 0).length,
      });
    });
  }

  it('should pin the time of each case', () => {
    const when = { op: 'timeWithin', window: { from: '09:00', to: '10:00', timezone: 'UTC' } };
    const compiled = compilePolicy({
      version: 1,
      id: 'p',
      rules: [{ id: 'r', name: 'R', when, effects: [{ role: 'x' }] }],
    });
    const input = { idp: { entityId: 'x' }, attributes: {} };
    const at = (now: string, outcome: 'admitted' | 'refused') => ({
      name: now,
      now,
      input,
      expect: { outcome },
    });
    const cases = [
      at('2026-11-21T09:30:00Z', 'admitted'),
      at('2026-11-21T10:30:00Z', 'refused'),
      at('2026-11-21T10:30:00+01:00', 'admitted'),
    ];
    if (!compiled.ok) throw new Error('expected a policy that compiles');
    expect(runSuite(compiled.table, cases)).toMatchObject({ passed: 3, failed: 0 });
  });
});

describe('readSuite', () => {
  it('should tell every fault with its place', () => {
    const source = `cases:
  - name: a
    now: yesterday
    input: { idp: { entityID: x }, attributes: { course: CS101 } }
    expect: { outcom: admitted, pools: [linux] }
`;
    const read = readSuite(source);
    expect(read.ok ? [] : read.faults).toMatchObject([
      { code: 'wrong-format', path: 'cases[0].now', line: 3, column: 10 },
      { code: 'missing-field', path: 'cases[0].input.idp.entityId', line: 4, column: 19 },
      {
        code: 'unknown-field',
        path: 'cases[0].input.idp.entityID',
        line: 4,
        column: 21,
        help: 'did you mean "entityId"?',
      },
      { code: 'wrong-type', path: 'cases[0].input.attributes.course', line: 4, column: 58 },
      {
        code: 'unknown-field',
        path: 'cases[0].expect.outcom',
        line: 5,
        column: 15,
        help: 'did you mean "outcome"?',
      },
      { code: 'wrong-type', path: 'cases[0].expect.pools[0]', line: 5, column: 41 },
    ]);
  });

  it('should refuse what is no suite, and not throw', () => {
    for (const source of ['', '[', 5, null, { cases: 1 }, { cases: [null] }])
      expect(readSuite(source).ok).toBe(false);
  });
});
