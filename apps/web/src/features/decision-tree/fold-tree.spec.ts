import type { ExplanationNode } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { decidedConditions, foldTree } from './fold-tree';

const test = (attr: string, op: string, more: Partial<ExplanationNode> = {}): ExplanationNode => ({
  path: `when.${attr}.${op}`,
  kind: 'test',
  op,
  attr,
  expected: 'x',
  seen: [],
  result: 'missing',
  decided: false,
  ...more,
});
const group = (
  kind: ExplanationNode['kind'],
  children: ExplanationNode[],
  more: Partial<ExplanationNode> = {},
): ExplanationNode => ({ path: `when.${kind}`, kind, result: 'missing', decided: false, children, ...more });

describe('folding a tree into what a person would say', () => {
  it('should say "…or it was not released" with its condition, in either order', () => {
    const year = test('year', 'numGte', { expected: '2' });
    const absent = test('year', 'absent', { result: 'true' });
    for (const children of [
      [year, absent],
      [absent, year],
    ]) {
      const folded = foldTree(group('any', children, { result: 'true' }));
      expect(folded).toMatchObject({
        kind: 'test',
        op: 'numGte',
        expected: '2',
        orAbsent: true,
        result: 'true',
      });
      expect(folded.children).toEqual([]);
    }
  });

  it('should say "not" with its condition', () => {
    const folded = foldTree(
      group('not', [test('status', 'equals', { result: 'true' })], { result: 'false' }),
    );
    expect(folded).toMatchObject({ op: 'equals', negated: true, result: 'false' });
  });

  it('should say both at once', () => {
    const not = group('not', [test('status', 'equals')]);
    const folded = foldTree(
      group('any', [test('status', 'absent', { result: 'true' }), not], { result: 'true' }),
    );
    expect(folded).toMatchObject({ attr: 'status', negated: true, orAbsent: true, result: 'true' });
  });

  it('should leave alternatives about different attributes, and groups under a "not", as they are', () => {
    const any = foldTree(group('any', [test('year', 'numGte'), test('course', 'absent')]));
    expect(any.children).toHaveLength(2);
    const not = foldTree(group('not', [group('all', [test('a', 'present'), test('b', 'present')])]));
    expect(not).toMatchObject({ kind: 'not', negated: false });
    expect(not.children[0]?.children).toHaveLength(2);
  });

  it('should lose nothing that decided', () => {
    const tree = group(
      'all',
      [
        test('affiliation', 'equals', { result: 'true' }),
        test('course', 'matches', { decided: true }),
        group('any', [test('year', 'numGte', { result: 'false', decided: true }), test('year', 'absent')], {
          result: 'false',
          decided: true,
        }),
      ],
      { decided: true },
    );
    expect(decidedConditions(foldTree(tree)).map(({ attr }) => attr)).toEqual(['course', 'year']);
  });
});
