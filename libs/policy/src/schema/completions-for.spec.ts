import { describe, expect, it } from 'vitest';
import { completionsFor } from './completions-for';

const fields = (...args: Parameters<typeof completionsFor>) =>
  completionsFor(...args).fields.map(({ label }) => label);
const values = (...args: Parameters<typeof completionsFor>) =>
  completionsFor(...args).values.map(({ label }) => label);

describe('completionsFor', () => {
  it('should offer the fields of a rule that are not written yet', () => {
    const offered = fields([], { id: 'r', name: 'R' });
    expect(offered).toEqual(expect.arrayContaining(['when', 'effects', 'idps', 'priority', 'validUntil']));
    expect(offered).not.toContain('id');
    expect(fields([], undefined, 'policy')).toEqual(expect.arrayContaining(['version', 'rules', 'defaults']));
    expect(fields(['rules', 0], {}, 'policy')).toContain('when');
  });

  it('should offer groups and tests for a condition, at any depth', () => {
    const offered = fields(['when'], { when: {} });
    expect(offered).toEqual(expect.arrayContaining(['all', 'any', 'not', 'always', 'attr', 'op']));
    const deep = { when: { all: [{ not: { any: [{}] } }] } };
    expect(fields(['when', 'all', 0, 'not', 'any', 0], deep)).toContain('attr');
    expect(fields(['when', 'all', 1], deep)).toContain('op');
  });

  it('should offer what the op allows beside it', () => {
    const rule = { when: { attr: 'year', op: 'numGte' } };
    expect(fields(['when'], rule).sort()).toEqual(['extract', 'part', 'quantifier', 'value']);
    expect(fields(['when'], { when: { attr: 'a', op: 'oneOf', values: ['x'] } }).sort()).toEqual([
      'ci',
      'part',
      'quantifier',
    ]);
  });

  it('should offer ops with their meaning, and fixed words', () => {
    const { values: offered } = completionsFor(['when', 'op'], { when: { attr: 'a' } });
    expect(offered).toHaveLength(16);
    expect(offered.find(({ label }) => label === 'equals')?.doc).toMatch(/^true when/);
    expect(values(['when', 'part'], { when: { attr: 'a', op: 'equals' } })).toEqual([
      'value',
      'scope',
      'whole',
    ]);
    expect(values(['when', 'ci'], { when: { attr: 'a', op: 'equals' } })).toEqual(['true', 'false']);
    expect(values(['when', 'window', 'days', 0], { when: { op: 'timeWithin' } })).toContain('mon');
    expect(values(['enabled'], {})).toEqual(['true', 'false']);
  });

  it('should offer the fields of an effect by its kind', () => {
    expect(fields(['effects', 0], { effects: [{}] })).toEqual(
      expect.arrayContaining(['role', 'class', 'pool', 'limit', 'deny']),
    );
    expect(fields(['effects', 0], { effects: [{ pool: 'linux' }] }).sort()).toEqual([
      'graceDays',
      'leaseDays',
      'quota',
    ]);
    expect(values(['effects', 0, 'as'], { effects: [{ class: { ref: 'x' } }] })).toEqual([
      'learner',
      'ta',
      'teacher',
    ]);
    expect(values(['effects', 0, 'deny'], { effects: [{}] })).toEqual(['login']);
  });

  it('should tell what a value names', () => {
    const rule = {
      when: {
        all: [
          { attr: 'a', op: 'oneOf', values: ['x'] },
          { attr: 'b', op: 'hasScope', value: 's' },
        ],
      },
      effects: [{ pool: 'linux' }, { class: { ref: 'cs101' }, as: 'learner' }, { deny: { class: 'x' } }],
    };
    expect(completionsFor(['when', 'all', 0, 'attr'], rule)).toMatchObject({ wants: 'attribute' });
    expect(completionsFor(['when', 'all', 0, 'values', 0], rule)).toMatchObject({
      wants: 'attribute-value',
      attr: 'a',
    });
    expect(completionsFor(['when', 'all', 1, 'value'], rule)).toMatchObject({ wants: 'scope', attr: 'b' });
    expect(completionsFor(['effects', 0, 'pool'], rule)).toMatchObject({ wants: 'pool' });
    expect(completionsFor(['effects', 1, 'class', 'ref'], rule)).toMatchObject({ wants: 'class' });
    expect(completionsFor(['effects', 2, 'deny', 'class'], rule)).toMatchObject({ wants: 'class' });
    expect(completionsFor(['idps', 0], { idps: [] })).toMatchObject({ wants: 'provider' });
  });

  it('should stay silent at places that are not part of the language', () => {
    expect(completionsFor(['when', 'nonsense', 3, 'x'], { when: 5 })).toEqual({ fields: [], values: [] });
    expect(completionsFor(['__proto__'], null)).toEqual({ fields: [], values: [] });
  });
});
