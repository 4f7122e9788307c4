import { describe, expect, it } from 'vitest';
import { aCapacity } from '../../testing/a-host';
import { amountOf, chartOf, FRAME } from './chart-geometry';

describe('the chart of capacity', () => {
  it('should stand every lesson upon those below it, within the frame', () => {
    const capacity = aCapacity();
    const chart = chartOf(capacity, 'memory');
    expect(chart.days).toHaveLength(3);
    expect(chart.blocks).toHaveLength(capacity.lessons.length);
    for (const { path } of chart.blocks) {
      for (const [, x, y] of path.matchAll(/([\d.]+) ([\d.]+)/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(FRAME.left);
        expect(Number(x)).toBeLessThanOrEqual(FRAME.right);
        expect(Number(y)).toBeGreaterThanOrEqual(FRAME.top - 1);
        expect(Number(y)).toBeLessThanOrEqual(FRAME.bottom);
      }
    }
    const most = Math.max(...capacity.steps.map(({ need }) => amountOf(need, 'memory')));
    expect(chart.shortfalls).toEqual([
      expect.objectContaining({ y: chart.yOf(most), height: chart.yOf(256) - chart.yOf(most) }),
    ]);
    expect(chart.nowX).toBeGreaterThan(chart.days[0]?.x ?? 0);
  });

  it('should reach further than 08 to 20 when a lesson does', () => {
    const [first] = aCapacity().lessons;
    const late = { ...first!, from: '2026-11-24T19:00:00Z', to: '2026-11-24T22:30:00Z' };
    const hours = chartOf(aCapacity({ lessons: [late] }), 'memory').days[0]?.hours ?? [];
    expect(hours[0]?.hour).toBe(8);
    expect(hours.at(-1)?.x).toBeLessThan(FRAME.right);
    expect(hours.at(-1)?.hour).toBe(20);
  });

  it('should draw nothing that is not there', () => {
    const chart = chartOf(aCapacity({ lessons: [], steps: [], findings: [] }), 'cpu');
    expect(chart.blocks).toEqual([]);
    expect(chart.shortfalls).toEqual([]);
  });
});
