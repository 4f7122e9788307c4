import type { FlowMove, FlowRight } from '@virlab/contracts';
import { describe, expect, it } from 'vitest';
import { aDryRun } from '../../testing/a-dry-run';
import { layOutFlow } from './flow-layout';

const right = (ref: string, people: number): FlowRight => ({ ref, title: ref, people, delta: 0, changed: 0 });

describe('the places of the flow', () => {
  const { flow } = aDryRun();

  it('should draw what moves at least 5 units thick, and the rest as thick as it is many', () => {
    const { bands } = layOutFlow(flow);
    const of = (from: string, to: string, what: string) =>
      bands.find((band) => band.from === from && band.to === to && band.what === what)?.thickness ?? 0;
    expect(of('pool:phys', 'none', 'lose')).toBe(5);
    expect(of('pool:linux', 'pool:linux', 'same') / of('pool:net', 'pool:net', 'same')).toBeCloseTo(
      214 / 120,
    );
    for (const { what, thickness } of bands) if (what !== 'same') expect(thickness).toBeGreaterThanOrEqual(5);
  });

  it('should fill every bar with its bands, without gaps and without one over the other', () => {
    const { before, after, bands } = layOutFlow(flow);
    for (const [nodes, side, end] of [
      [before, 'from', 'leftY'],
      [after, 'to', 'rightY'],
    ] as const) {
      for (const { ref, y, height } of nodes) {
        const own = bands.filter((band) => band[side] === ref).sort((a, b) => a[end] - b[end]);
        let next = y;
        for (const band of own) {
          expect(band[end]).toBeCloseTo(next);
          next += band.thickness;
        }
        expect(next).toBeCloseTo(y + height);
      }
    }
  });

  it('should leave every label its room', () => {
    const { before, after } = layOutFlow(flow);
    for (const nodes of [before, after]) {
      nodes.slice(1).forEach(({ labelY }, index) => {
        expect(labelY - (nodes[index]?.labelY ?? 0)).toBeGreaterThanOrEqual(38);
      });
    }
  });

  it('should draw what moves over what stays', () => {
    const moves = layOutFlow(flow).bands.map(({ what }) => what !== 'same');
    expect(moves).toEqual([...moves].sort((one, other) => Number(one) - Number(other)));
  });

  it('should put the rights after the twelfth together and lose nobody', () => {
    const names = Array.from({ length: 20 }, (_, index) => `pool:p${index}`);
    const moves: FlowMove[] = names.map((ref) => ({ from: ref, to: ref, people: 10, what: 'same' }));
    moves.push({ from: 'pool:p19', to: 'none', people: 3, what: 'lose' });
    const rights = [...names.map((ref) => right(ref, 10)), right('none', 0)];
    const { before, after, bands } = layOutFlow({ before: rights, after: rights, moves });
    for (const nodes of [before, after]) {
      expect(nodes).toHaveLength(14);
      expect(nodes.map(({ ref }) => ref).slice(-2)).toEqual(['other', 'none']);
      expect(nodes.reduce((sum, { people }) => sum + people, 0)).toBe(200);
    }
    expect(before.map(({ ref }) => ref)).toContain('pool:p19');
    expect(bands.reduce((sum, { people }) => sum + people, 0)).toBe(203);
  });

  it('should draw nothing for nobody', () => {
    expect(layOutFlow({ before: [], after: [], moves: [] })).toMatchObject({ bands: [], before: [] });
  });
});
