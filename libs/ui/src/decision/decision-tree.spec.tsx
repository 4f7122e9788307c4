import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { type DecisionNode, DecisionTree } from './decision-tree';

const leaf = (id: string, more: Partial<DecisionNode> = {}): DecisionNode => ({
  id,
  verdict: 'true',
  title: id,
  result: 'true',
  onPath: false,
  lit: false,
  ...more,
});
const draw = (children: DecisionNode[]) => {
  const root = leaf('rule', { verdict: 'missing', result: 'no answer, so no', onPath: true, children });
  render(<DecisionTree root={root} label="How it was decided" />);
};
const branchOf = (title: string) => screen.getByText(title).closest('li');
const nodeOf = (title: string) => screen.getByText(title).closest('[data-verdict]');

describe('the decision tree', () => {
  afterEach(cleanup);

  it('should lead an accent line to what decided and no further', () => {
    draw([leaf('first'), leaf('second', { lit: true, verdict: 'missing' }), leaf('third')]);
    expect(branchOf('first')?.dataset['trunk']).toBe('through');
    expect(branchOf('second')?.dataset['trunk']).toBe('arrives');
    expect(branchOf('third')?.dataset['trunk']).toBe('plain');
    expect(branchOf('first')?.dataset['marked']).toBe('false');
    expect(branchOf('second')?.dataset['marked']).toBe('true');
  });

  it('should light several values that decided together, and lead the line to the last', () => {
    draw([leaf('first', { lit: true }), leaf('second'), leaf('third', { lit: true })]);
    expect(['first', 'second', 'third'].map((title) => branchOf(title)?.dataset['trunk'])).toEqual([
      'through',
      'through',
      'arrives',
    ]);
    expect(nodeOf('first')?.getAttribute('data-lit')).toBe('true');
    expect(nodeOf('second')?.getAttribute('data-lit')).toBe('false');
  });

  it('should draw what was not released as a ring, never as a cross, and say the result in words', () => {
    draw([leaf('asked', { verdict: 'missing', lit: true, result: 'this decided it' })]);
    expect(nodeOf('asked')?.querySelector('svg')?.dataset['verdict']).toBe('missing');
    expect(screen.getByText('this decided it')).toBeTruthy();
  });

  it('should be a named list of lists for screen readers', () => {
    draw([leaf('first'), leaf('second')]);
    const tree = screen.getByRole('list', { name: 'How it was decided' });
    expect(tree.querySelectorAll(':scope > li > ul > li')).toHaveLength(2);
  });
});
