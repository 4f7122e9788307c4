/** So many comparisons take well under a millisecond. */
const STEP = 500;

/** Sorts like `toSorted`, stably, with a pause to breathe after every few comparisons: each `yield` is one. */
export function* sortSteps<T>(
  items: readonly T[],
  compare: (one: T, other: T) => number,
): Generator<void, T[], void> {
  let sorted: T[] = [];
  for (let at = 0; at < items.length; at += STEP) {
    for (const item of items.slice(at, at + STEP).sort(compare)) sorted.push(item);
    yield;
  }
  for (let width = STEP; width < items.length; width *= 2) {
    const merged: T[] = [];
    for (let left = 0; left < items.length; left += 2 * width) {
      const middle = Math.min(left + width, items.length);
      yield* merge(sorted, left, middle, Math.min(middle + width, items.length), compare, merged);
    }
    sorted = merged;
  }
  return sorted;
}

function* merge<T>(
  from: T[],
  left: number,
  middle: number,
  end: number,
  compare: (one: T, other: T) => number,
  into: T[],
): Generator<void, void, void> {
  let one = left;
  let other = middle;
  while (one < middle || other < end) {
    const isFirst = other >= end || (one < middle && compare(from[one] as T, from[other] as T) <= 0);
    into.push(from[isFirst ? one++ : other++] as T);
    if (into.length % STEP === 0) yield;
  }
}
