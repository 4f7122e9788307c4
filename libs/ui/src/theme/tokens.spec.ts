import { describe, expect, it } from 'vitest';
import { contrast } from './contrast';
import { TOKENS, tokenVariables, type TokenName } from './tokens';

/** Text that stands on a background somewhere in the product: 4.5:1 (WCAG 1.4.3). */
const TEXT: Record<string, TokenName[]> = {
  ink: [
    'bg',
    'sunk',
    'surface',
    'raised',
    'hover',
    'accent-soft',
    'ok-soft',
    'busy-soft',
    'hold-soft',
    'bad-soft',
    'off-soft',
    'chart-1',
    'chart-2',
    'chart-3',
  ],
  'ink-2': ['bg', 'sunk', 'surface', 'raised', 'hover', 'accent-soft', 'off-soft'],
  'ink-3': ['bg', 'sunk', 'surface', 'raised', 'hover'],
  'on-accent': ['accent', 'accent-hover'],
  'accent-text': ['bg', 'sunk', 'surface', 'raised', 'hover', 'accent-soft'],
  'ok-text': ['bg', 'surface', 'sunk', 'hover', 'ok-soft'],
  'busy-text': ['bg', 'surface', 'sunk', 'hover', 'busy-soft'],
  'hold-text': ['bg', 'surface', 'sunk', 'hover', 'hold-soft'],
  'bad-text': ['bg', 'surface', 'sunk', 'raised', 'hover', 'bad-soft'],
  'off-text': ['bg', 'surface', 'sunk', 'hover', 'off-soft'],
  'stage-ink': ['stage'],
  'stage-ink-2': ['stage'],
  'stage-ink-3': ['stage'],
  'stage-bright': ['stage'],
};

/** Shapes, borders of fields and the focus ring: 3:1 (WCAG 1.4.11). */
const SHAPES: Record<string, TokenName[]> = {
  'line-strong': ['bg', 'surface', 'sunk', 'raised'],
  'accent-text': ['bg', 'surface', 'raised', 'sunk'],
  accent: ['bg', 'surface'],
  ok: ['bg', 'surface', 'hover'],
  busy: ['bg', 'surface', 'hover'],
  hold: ['bg', 'surface', 'hover'],
  bad: ['bg', 'surface', 'hover'],
  off: ['bg', 'surface', 'hover'],
  'stage-ok': ['stage'],
  'stage-busy': ['stage'],
};

const pairs = (table: Record<string, TokenName[]>) =>
  Object.entries(table).flatMap(([front, backs]) => backs.map((back) => [front as TokenName, back] as const));

describe.each(['light', 'dark'] as const)('the %s tokens', (scheme) => {
  it.each(pairs(TEXT))('should keep %s readable on %s', (front, back) => {
    expect(contrast(TOKENS[front][scheme], TOKENS[back][scheme])).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(SHAPES))('should keep %s visible on %s', (front, back) => {
    expect(contrast(TOKENS[front][scheme], TOKENS[back][scheme])).toBeGreaterThanOrEqual(3);
  });

  it('should become one CSS variable each', () => {
    expect(tokenVariables(scheme)['--vl-bg']).toBe(TOKENS.bg[scheme]);
    expect(Object.keys(tokenVariables(scheme))).toHaveLength(Object.keys(TOKENS).length);
  });
});

describe('contrast', () => {
  it('should be 21 for black on white', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  });
});
