import { compilePolicy, decide } from '@virlab/policy';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accessXml, mayAccess, type Access } from '../testing/shibboleth-access';
import { importAccessControl } from './import-access-control';

const NOW = new Date('2026-11-22T10:00:00Z');
const TARGETS = { access: 'role:guest' };

function imported(xml: string, targets: Record<string, string> = TARGETS, caseless: string[] = []) {
  const result = importAccessControl(xml, targets, new Set(caseless));
  if (!result.ok) throw new Error(result.fault.message);
  return result;
}

const control = (inside: string) => `<AccessControl>\n${inside}\n</AccessControl>`;
const when = (inside: string, caseless: string[] = []) =>
  imported(control(inside), TARGETS, caseless).rules[0]?.when;
const codes = (inside: string) =>
  imported(control(inside)).notes.map(({ fate, code, place }) => `${fate} ${code} ${place}`);

describe('importAccessControl', () => {
  it('should keep lists, single texts, presence and letter case', () => {
    expect(when('<Rule require="a">x  y</Rule>')).toEqual({ attr: 'a', op: 'oneOf', values: ['x', 'y'] });
    expect(when('<Rule require="a" list="false">x y</Rule>')).toEqual({
      attr: 'a',
      op: 'equals',
      value: 'x y',
    });
    expect(when('<Rule require="a"/>')).toEqual({ attr: 'a', op: 'present' });
    expect(when('<Rule require="valid-user"/>')).toEqual({ always: true });
    expect(when('<Rule require="authnContextClassRef">urn:x</Rule>')).toMatchObject({
      attr: 'authn.context',
    });
    expect(when('<Rule require="affiliation">student@x</Rule>', ['eduPersonScopedAffiliation'])).toEqual({
      attr: 'eduPersonScopedAffiliation',
      op: 'equals',
      value: 'student@x',
      ci: true,
    });
    expect(when('<RuleRegex require="a" caseSensitive="false">x.+</RuleRegex>')).toEqual({
      attr: 'a',
      op: 'matches',
      value: 'x.+',
      ci: true,
    });
  });

  it('should keep that NOT holds for what was not released, and say so', () => {
    expect(when('<NOT><Rule require="a">x</Rule></NOT>')).toEqual({
      any: [{ attr: 'a', op: 'absent' }, { not: { attr: 'a', op: 'equals', value: 'x' } }],
    });
    expect(when('<NOT><OR><Rule require="a"/><Rule require="b"/></OR></NOT>')).toEqual({
      all: [
        { attr: 'a', op: 'absent' },
        { attr: 'b', op: 'absent' },
      ],
    });
    expect(codes('<NOT><Rule require="a">x</Rule><Rule require="b"/></NOT>')).toEqual([
      'lost no-counterpart line 2',
      'kept not-released-kept line 2',
      'kept rule-kept line 1',
    ]);
  });

  it('should let nobody in by what it cannot read, under NOT neither, with the line', () => {
    for (const inside of [
      '<Rule require="user">alice</Rule>',
      '<NOT><Rule require="user">alice</Rule></NOT>',
      '<NOT><RuleRegex require="a">[a-z-[aeiou]]</RuleRegex></NOT>',
      '<NOT><AND></AND></NOT>',
      '<NOT></NOT>',
      '<Rule>x</Rule>',
      '<NOT><AccessControlProvider/></NOT>',
    ]) {
      expect(when(inside), inside).toEqual({ not: { always: true } });
      expect(codes(inside)[0], inside).toMatch(/^lost .* line 2$/);
    }
  });

  it('should find access controls in a request map, by their place', () => {
    const xml = `<RequestMapper xmlns="urn:x"><RequestMap><Host name="lab.example"><Path name="secure">
      <AccessControl><Rule require="a">x</Rule></AccessControl></Path></Host></RequestMap></RequestMapper>`;
    expect(imported(xml).unmapped).toEqual(['access:lab.example/secure']);
    const { rules } = imported(xml, { 'access:lab.example/secure': 'pool:linux' });
    expect(rules).toMatchObject([{ id: 'access-control-1', effects: [{ pool: 'linux' }] }]);
  });

  it('should refuse what is something else, and entities', () => {
    for (const xml of [
      '',
      '<a>',
      '<a/>',
      '{}',
      '<!DOCTYPE a [<!ENTITY x "y">]><AccessControl/>',
      '<a>'.repeat(70),
    ])
      expect(importAccessControl(xml).ok, xml.slice(0, 40)).toBe(false);
    expect(imported('<AccessControl/>').notes).toMatchObject([{ code: 'malformed' }]);
  });

  it('should tell of patterns that another engine reads a little otherwise', () => {
    expect(codes('<RuleRegex require="a">^x\\d$</RuleRegex>')).toContain('changed regex-dialect line 2');
    expect(when('<RuleRegex require="a">\\i\\c*</RuleRegex>')).toMatchObject({
      value: '[\\p{L}_:][\\p{L}\\p{N}\\-._:]*',
    });
  });
});

const require = fc.constantFrom('a', 'b');
const value = fc.constantFrom('x', 'y', 'z');
const access = fc.letrec<{ access: Access }>((tie) => ({
  access: fc.oneof(
    { maxDepth: 4 },
    fc.record({ kind: fc.constant('Rule' as const), require, values: fc.array(value, { maxLength: 2 }) }),
    fc.record({
      kind: fc.constant('RuleRegex' as const),
      require,
      pattern: fc.constantFrom('x|y', '.', 'z+', '[xy]'),
    }),
    fc.record({
      kind: fc.constantFrom('AND' as const, 'OR' as const),
      children: fc.array(tie('access'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('NOT' as const), children: fc.tuple(tie('access')) }),
  ),
})).access;
const released = fc.record(
  { a: fc.array(value, { maxLength: 2 }), b: fc.array(value, { maxLength: 2 }) },
  { requiredKeys: [] },
);

describe('an imported access control', () => {
  it('should let in whom Shibboleth lets in, for every tree and everybody', () => {
    fc.assert(
      fc.property(access, fc.array(released, { minLength: 4, maxLength: 4 }), (tree, people) => {
        const { rules, notes } = imported(accessXml(tree));
        expect(notes.filter(({ fate }) => fate === 'lost')).toEqual([]);
        const compiled = compilePolicy({ version: 1, id: 'p', rules });
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
        for (const attributes of people) {
          const { outcome } = decide(compiled.table, { idp: { entityId: 'i' }, attributes }, NOW);
          expect(outcome === 'admitted').toBe(mayAccess(tree, attributes));
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
