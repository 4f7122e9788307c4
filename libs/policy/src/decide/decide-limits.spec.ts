import { describe, expect, it } from 'vitest';
import { compilePolicy } from '../compile/compile-policy';
import type { RuleTable } from '../compile/rule-table';
import { decide } from './decide';
import type { DecisionInput } from './decision-input';

const NOW = new Date('2026-11-21T10:00:00Z');

function tableOf(policy: unknown): RuleTable {
  const compiled = compilePolicy(policy);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, null, 2));
  return compiled.table;
}

function personOf(attributes: Record<string, string[]>): DecisionInput {
  return { idp: { entityId: 'https://idp.example' }, attributes };
}

describe('limits (line 9)', () => {
  const table = tableOf({
    version: 1,
    id: 'p',
    rules: [
      { id: 'r', name: 'R', when: { attr: 'a', op: 'matches', value: '.*' }, effects: [{ role: 'x' }] },
    ],
  });
  const refusal = (input: unknown, now = NOW) => decide(table, input as DecisionInput, now).refusal;

  it('should refuse too many values of an attribute that a rule asks for, and leave others unread', () => {
    const many = Array.from({ length: 1001 }, (_, i) => `v${i}`);
    expect(refusal(personOf({ a: many }))).toMatchObject({ code: 'input-over-limit' });
    expect(refusal(personOf({ a: many.slice(1) }))).toBeUndefined();
    expect(refusal(personOf({ a: ['x'], photo: many }))).toBeUndefined();
  });

  it('should refuse a value that is too long', () => {
    expect(refusal(personOf({ a: ['x'.repeat(1025)] }))).toMatchObject({ code: 'input-over-limit' });
    expect(refusal(personOf({ a: ['x'.repeat(1024)] }))).toBeUndefined();
  });

  it('should refuse more work than a decision may take, by count and not by clock', () => {
    const test = { attr: 'a', op: 'matches', value: '.*b' };
    const rules = Array.from({ length: 9 }, (_, i) => ({
      id: `r${i}`,
      name: 'R',
      when: test,
      effects: [{ role: 'x' }],
    }));
    const costly = tableOf({ version: 1, id: 'p', rules });
    const a = Array.from({ length: 1000 }, () => 'x'.repeat(1024));
    expect(decide(costly, personOf({ a }), NOW)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'too-costly' },
    });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['no provider', { attributes: {} }],
    ['a provider without id', { idp: {}, attributes: {} }],
    ['no attributes', { idp: { entityId: 'x' } }],
    ['a list of attributes', { idp: { entityId: 'x' }, attributes: [] }],
    ['text instead of values', { idp: { entityId: 'x' }, attributes: { a: 'x' } }],
    ['numbers as values', { idp: { entityId: 'x' }, attributes: { a: [1] } }],
    ['dropped values in another form', { idp: { entityId: 'x' }, attributes: {}, dropped: [{}] }],
    ['a protocol that is no text', { idp: { entityId: 'x' }, attributes: {}, session: { protocol: 5 } }],
  ])('should refuse %s as malformed and not throw', (_name, input) => {
    expect(refusal(input)).toMatchObject({ code: 'input-malformed' });
  });

  it('should refuse a time that is none', () => {
    for (const time of [Number.NaN, 8.64e15, -1]) {
      expect(refusal(personOf({}), new Date(time))).toMatchObject({ code: 'input-malformed' });
    }
  });

  it('should take an own "__proto__" for an attribute and an inherited one for nothing', () => {
    const asking = tableOf({
      version: 1,
      id: 'p',
      rules: [
        {
          id: 'r',
          name: 'R',
          when: { attr: '__proto__', op: 'equals', value: 'x' },
          effects: [{ role: 'x' }],
        },
      ],
    });
    const own = JSON.parse('{"__proto__":["x"]}') as Record<string, string[]>;
    expect(decide(asking, personOf(own), NOW).outcome).toBe('admitted');
    expect(decide(asking, personOf({ __proto__: ['x'] } as never), NOW).outcome).toBe('refused');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
