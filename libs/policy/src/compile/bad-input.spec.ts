import { describe, expect, it } from 'vitest';
import { decide } from '../decide/decide';
import { compilePolicy } from './compile-policy';

const NOW = new Date('2026-11-22T10:00:00Z');
const MIB = 1024 * 1024;

const effects = [{ role: 'student' }];
const rule = (id: string, when: unknown = { always: true }) => ({ id, name: id, when, effects });
const policy = (...rules: unknown[]) => ({ version: 1, id: 'p', rules });
const nested = (depth: number, inner: unknown): unknown =>
  depth === 0 ? inner : { [depth % 2 === 0 ? 'all' : 'any']: [nested(depth - 1, inner), { not: inner }] };
const matches = (value: string) => rule('r', { attr: 'a', op: 'matches', value });

/** What people and programs hand in by mistake or on purpose, and the sentence it gets. */
const corpus: [name: string, source: unknown, sentence: RegExp][] = [
  [
    'more rules than a policy may have',
    policy(...Array.from({ length: 501 }, (_, i) => rule(`r${i}`))),
    /^found 501 entries, expected at most 500$/,
  ],
  [
    'groups nine deep',
    policy(rule('r', nested(9, { attr: 'a', op: 'present' }))),
    /^groups are nested deeper than 8$/,
  ],
  ['a pattern with a back-reference', policy(matches('(a)\\1')), /^regular expression is not valid: /],
  [
    'a pattern that grows',
    policy(matches('(\\pL{100}){20}')),
    /^regular expression (needs \d+ steps|is not valid)/,
  ],
  [
    'a pattern of 300 characters',
    policy(matches('a'.repeat(300))),
    /^found 300 characters, expected at most 256$/,
  ],
  [
    'a value of 1 MiB',
    policy(rule('r', { attr: 'a', op: 'equals', value: 'x'.repeat(MIB) })),
    /^found 1048576 characters, expected at most 1024$/,
  ],
  [
    'a text of 1 MiB',
    JSON.stringify(policy(rule('x'.repeat(MIB)))),
    /^document has \d+ characters, at most 524288 are allowed$/,
  ],
  ['two rules of one id', policy(rule('r'), rule('r')), /^rule id "r" is already that of rules\[0\]$/],
  [
    'anchors and aliases that explode',
    `a: &a [x, x, x]\n${Array.from({ length: 20 }, (_, i) => `k${i}: &k${i} [*${i === 0 ? 'a' : `k${i - 1}`}, *a]`).join('\n')}\nrules: *k19\n`,
    /^found an anchor or alias, expected the values themselves$/,
  ],
  [
    'a tag',
    'version: 1\nid: !!js/function "x"\nrules: []\n',
    /^found tag .*js\/function.*, expected a plain value$/,
  ],
  ['a newer version', { version: 2, id: 'p', rules: [] }, /^found version number 2, expected 1$/],
  ['two documents', 'version: 1\n---\nversion: 1\n', /document/],
  [
    'a web page',
    '<!DOCTYPE html>\n<html><body>Sign in</body></html>',
    /^found "<!DOCTYPE html>.*, expected a policy$/s,
  ],
  ['a list', '- a\n- b\n', /^found a list, expected a policy$/],
  ['nothing', '', /^found nothing, expected a policy$/],
  ['bytes', '\u0000\u0001\u0002', /./],
  ['a Keystone mapping', { rules: [{ local: [], remote: [] }] }, /./],
];

describe('bad input', () => {
  for (const [name, source, sentence] of corpus) {
    it(`should have a sentence for ${name}`, () => {
      const result = compilePolicy(source, { now: NOW });
      expect(result.ok).toBe(false);
      if (result.ok) return;
      expect(result.faults.map(({ message }) => message)).toContainEqual(expect.stringMatching(sentence));
    });
  }

  it('should take five hundred rules, eight deep, and look for senseless ones within its bounds', () => {
    const inner = (i: number) => ({
      attr: `a${i % 7}`,
      op: 'oneOf',
      values: [`v${i}`, `v${i + 1}`],
      quantifier: 'every',
    });
    const rules = Array.from({ length: 500 }, (_, i) => rule(`r${i}`, nested(7, inner(i))));
    const compiled = compilePolicy(policy(...rules), { now: NOW });
    expect(compiled.ok).toBe(true);
    const wide = Array.from({ length: 60 }, (_, i) => ({
      any: [inner(i), { not: inner(i + 1) }, inner(i + 2)],
    }));
    const many = Array.from({ length: 50 }, (_, i) => rule(`r${i}`, { all: wide }));
    expect(compilePolicy(policy(...many), { now: NOW }).ok).toBe(true);
  });

  it('should answer a catastrophic pattern and a value of 1 MiB with a decision', () => {
    const compiled = compilePolicy(policy(matches('(a+)+b')));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
    const decided = (a: string[]) =>
      decide(compiled.table, { idp: { entityId: 'i' }, attributes: { a } }, NOW);
    expect(decided(['a'.repeat(1_024)]).refusal).toEqual({ code: 'no-rule' });
    expect(decided(['a'.repeat(MIB)]).refusal).toEqual({
      code: 'input-over-limit',
      reason: 'attributes.a has a value of 1048576 characters, at most 1024 are allowed',
    });
  });
});
