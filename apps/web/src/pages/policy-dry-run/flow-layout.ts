import type { DryRun, FlowMove, FlowRight } from '@virlab/contracts';

/** Width of the picture in its own units. */
export const FLOW_WIDTH = 820;
/** Where the bars at the left end and those at the right begin. */
export const LEFT_EDGE = 206;
export const RIGHT_EDGE = 614;

/** Rights a side, at most; the rest is one band. */
const MOST_RIGHTS = 12;
/** What moves is never thinner than this. */
const LEAST_BAND = 5;
/** What stays is seen, however few it is. */
const LEAST_SAME = 1;
/** Room that the bands of a side share out. */
const ROOM = 290;
/** A name and a count need this much beside a bar. */
const LABEL = 38;
const GAP = 10;
const TOP = 12;

/** The bar of a right with its place. */
export interface FlowNode extends FlowRight {
  y: number;
  height: number;
  /** Middle of its label. */
  labelY: number;
}

/** People who move between two rights, with the places of both ends. */
export interface FlowBand extends FlowMove {
  thickness: number;
  leftY: number;
  rightY: number;
  /** Outline, for SVG. */
  path: string;
}

export interface FlowLayout {
  height: number;
  before: FlowNode[];
  after: FlowNode[];
  /** What stays first, so that what moves is drawn over it. */
  bands: FlowBand[];
}

/**
 * Where every bar and band of the flow is drawn, in units of a picture {@link FLOW_WIDTH} wide. Bands are as thick as
 * many people they stand for, and what moves is at least 5 units thick; both ends of a band are equally thick.
 */
export function layOutFlow(flow: DryRun['flow']): FlowLayout {
  const { before, after, moves } = foldOther(flow);
  const thicknesses = thicken(moves);
  const left = placeNodes(before, (ref) => sumOf(moves, thicknesses, 'from', ref));
  const right = placeNodes(after, (ref) => sumOf(moves, thicknesses, 'to', ref));
  const leftEnds = endsOf(moves, thicknesses, left.nodes, 'from', right.nodes);
  const rightEnds = endsOf(moves, thicknesses, right.nodes, 'to', left.nodes);
  const bands = moves.flatMap((move, index): FlowBand[] => {
    const leftY = leftEnds.get(move);
    const rightY = rightEnds.get(move);
    const thickness = thicknesses[index];
    if (leftY === undefined || rightY === undefined || thickness === undefined) return [];
    return [{ ...move, thickness, leftY, rightY, path: pathOf(leftY, rightY, thickness) }];
  });
  return {
    height: Math.max(left.bottom, right.bottom) + TOP,
    before: left.nodes,
    after: right.nodes,
    bands: bands.sort((one, other) => Number(one.what !== 'same') - Number(other.what !== 'same')),
  };
}

/** Puts rights beyond the twelfth of a side together, what nobody moves from or to first. */
function foldOther({ before, after, moves }: DryRun['flow']): DryRun['flow'] {
  const isPlain = (ref: string) => ref !== 'none' && ref !== 'other';
  const refs = [...new Set([...before, ...after].map(({ ref }) => ref))].filter(isPlain);
  if (refs.length <= MOST_RIGHTS) return { before, after, moves };
  const moving = new Set(moves.filter(({ what }) => what !== 'same').flatMap(({ from, to }) => [from, to]));
  const ranked = [...refs.filter((ref) => moving.has(ref)), ...refs.filter((ref) => !moving.has(ref))];
  const kept = new Set(ranked.slice(0, MOST_RIGHTS));
  const nameOf = (ref: string) => (kept.has(ref) || !isPlain(ref) ? ref : 'other');
  const merged = new Map<string, FlowMove>();
  for (const { from, to, people, what } of moves) {
    const move = { from: nameOf(from), to: nameOf(to), what };
    const key = `${move.from} ${move.to} ${what}`;
    merged.set(key, { ...move, people: people + (merged.get(key)?.people ?? 0) });
  }
  return {
    before: foldRights(before, nameOf),
    after: foldRights(after, nameOf),
    moves: [...merged.values()],
  };
}

function foldRights(rights: readonly FlowRight[], nameOf: (ref: string) => string): FlowRight[] {
  const folded = new Map<string, FlowRight>();
  for (const right of rights) {
    const ref = nameOf(right.ref);
    const known = folded.get(ref);
    folded.set(ref, {
      ref,
      title: ref === right.ref ? right.title : ref,
      people: right.people + (known?.people ?? 0),
      delta: right.delta + (known?.delta ?? 0),
      changed: right.changed + (known?.changed ?? 0),
    });
  }
  const last = (ref: string) => (ref === 'none' ? 2 : ref === 'other' ? 1 : 0);
  return [...folded.values()].sort((one, other) => last(one.ref) - last(other.ref));
}

function thicken(moves: readonly FlowMove[]): number[] {
  const all = moves.reduce((sum, { people }) => sum + people, 0);
  return moves.map(({ people, what }) =>
    Math.max(what === 'same' ? LEAST_SAME : LEAST_BAND, all === 0 ? 0 : (people / all) * ROOM),
  );
}

function sumOf(
  moves: readonly FlowMove[],
  thicknesses: readonly number[],
  side: 'from' | 'to',
  ref: string,
): number {
  return moves.reduce((sum, move, index) => (move[side] === ref ? sum + (thicknesses[index] ?? 0) : sum), 0);
}

/** One under the other, each with room for its label. */
function placeNodes(rights: readonly FlowRight[], heightOf: (ref: string) => number) {
  const nodes: FlowNode[] = [];
  let y = TOP;
  for (const right of rights) {
    const height = heightOf(right.ref);
    const room = Math.max(height, LABEL);
    nodes.push({ ...right, y: y + (room - height) / 2, height, labelY: y + room / 2 });
    y += room + GAP;
  }
  return { nodes, bottom: y - GAP };
}

/** Where bands begin at one side: in the order of their other ends, so that they cross as little as can be. */
function endsOf(
  moves: readonly FlowMove[],
  thicknesses: readonly number[],
  nodes: readonly FlowNode[],
  side: 'from' | 'to',
  others: readonly FlowNode[],
): Map<FlowMove, number> {
  const otherSide = side === 'from' ? 'to' : 'from';
  const placeOf = new Map(others.map(({ ref }, place) => [ref, place]));
  const ends = new Map<FlowMove, number>();
  for (const { ref, y } of nodes) {
    const own = moves
      .map((move, index) => ({ move, thickness: thicknesses[index] ?? 0 }))
      .filter(({ move }) => move[side] === ref)
      .sort(
        (one, other) =>
          (placeOf.get(one.move[otherSide]) ?? 0) - (placeOf.get(other.move[otherSide]) ?? 0) ||
          Number(one.move.what !== 'same') - Number(other.move.what !== 'same'),
      );
    let next = y;
    for (const { move, thickness } of own) {
      ends.set(move, next);
      next += thickness;
    }
  }
  return ends;
}

function pathOf(leftY: number, rightY: number, thickness: number): string {
  const middle = (LEFT_EDGE + RIGHT_EDGE) / 2;
  const n = (value: number) => String(Math.round(value * 10) / 10);
  const [a, b, c, d] = [leftY, rightY, rightY + thickness, leftY + thickness].map(n);
  const there = `M${LEFT_EDGE} ${a}C${middle} ${a} ${middle} ${b} ${RIGHT_EDGE} ${b}`;
  const back = `V${c}C${middle} ${c} ${middle} ${d} ${LEFT_EDGE} ${d}Z`;
  return there + back;
}
