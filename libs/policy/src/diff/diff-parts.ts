/** What became of one piece: it stands in both, was taken out, or was put in. */
export type Fate = 'same' | 'gone' | 'new';

/** One piece of two merged rows. */
export interface MergedPart<T> {
  fate: Fate;
  part: T;
}

/** Cells of the table that finds the longest common row: 500 rules of hundreds of pieces stay well under a second. */
const MAX_CELLS = 1_000_000;

/**
 * Merges two rows so that as much as possible stays: by the longest row of pieces that both have in the same order. In
 * each gap what went stands before what came. A pair of rows too long to compare is told as all gone and all new.
 *
 * @param isSame - whether two pieces are one; a piece that stayed is given as the second row has it
 */
export function diffParts<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean,
): MergedPart<T>[] {
  const shorter = Math.min(before.length, after.length);
  const sameAt = (i: number, j: number) => isSame(before[i] as T, after[j] as T);
  let head = 0;
  while (head < shorter && sameAt(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && sameAt(before.length - 1 - tail, after.length - 1 - tail)) tail++;
  return [
    ...after.slice(0, head).map(kept),
    ...mergeMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail), isSame),
    ...after.slice(after.length - tail).map(kept),
  ];
}

function kept<T>(part: T): MergedPart<T> {
  return { fate: 'same', part };
}

function mergeMiddle<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean,
): MergedPart<T>[] {
  const rest = (i: number, j: number): MergedPart<T>[] => [
    ...before.slice(i).map((part) => ({ fate: 'gone' as const, part })),
    ...after.slice(j).map((part) => ({ fate: 'new' as const, part })),
  ];
  if (before.length === 0 || after.length === 0 || before.length * after.length > MAX_CELLS)
    return rest(0, 0);
  const width = after.length + 1;
  // Length of the longest common row of what follows each pair of places.
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      common[i * width + j] = isSame(before[i] as T, after[j] as T)
        ? (common[(i + 1) * width + j + 1] ?? 0) + 1
        : Math.max(common[(i + 1) * width + j] ?? 0, common[i * width + j + 1] ?? 0);
    }
  }
  const merged: MergedPart<T>[] = [];
  let came: MergedPart<T>[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (isSame(before[i] as T, after[j] as T)) {
      merged.push(...came, kept(after[j] as T));
      came = [];
      i++;
      j++;
    } else if ((common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0)) {
      merged.push({ fate: 'gone', part: before[i] as T });
      i++;
    } else {
      came.push({ fate: 'new', part: after[j] as T });
      j++;
    }
  }
  const left = rest(i, j);
  return [
    ...merged,
    ...left.filter(({ fate }) => fate === 'gone'),
    ...came,
    ...left.filter(({ fate }) => fate === 'new'),
  ];
}
