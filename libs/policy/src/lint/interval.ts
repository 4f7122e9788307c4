import type { Test } from '../conditions';

/** Numbers between two bounds, each of which may belong to them or not. */
export interface Interval {
  /** How the number is read from a value: only numbers read alike can be compared. */
  reads: string;
  low: number;
  lowIsOpen: boolean;
  high: number;
  highIsOpen: boolean;
}

/** The numbers that a test fits (or, `negated`, does not); undefined when they are no single stretch. */
export function intervalOf(test: Test, negated: boolean): Interval | undefined {
  if (!('attr' in test)) return undefined;
  const reads = JSON.stringify([
    'extract' in test ? test.extract : undefined,
    'part' in test ? (test.part ?? 'whole') : 'whole',
  ]);
  const from = (low: number, lowIsOpen: boolean): Interval => ({
    reads,
    low,
    lowIsOpen,
    high: Number.POSITIVE_INFINITY,
    highIsOpen: true,
  });
  const upTo = (high: number, highIsOpen: boolean): Interval => ({
    reads,
    low: Number.NEGATIVE_INFINITY,
    lowIsOpen: true,
    high,
    highIsOpen,
  });
  switch (test.op) {
    case 'numLt':
      return negated ? from(test.value, false) : upTo(test.value, true);
    case 'numLte':
      return negated ? from(test.value, true) : upTo(test.value, false);
    case 'numGt':
      return negated ? upTo(test.value, false) : from(test.value, true);
    case 'numGte':
      return negated ? upTo(test.value, true) : from(test.value, false);
    case 'numEq':
      return negated ? undefined : { ...from(test.value, false), high: test.value, highIsOpen: false };
    case 'numBetween': {
      const [low = Number.NaN, high = Number.NaN] = test.values;
      return negated ? undefined : { ...from(low, false), high, highIsOpen: false };
    }
    default:
      return undefined;
  }
}

/** Tells that no number lies in all of these. */
export function emptyInterval(intervals: readonly Interval[]): boolean {
  let [low, lowIsOpen] = [Number.NEGATIVE_INFINITY, true];
  let [high, highIsOpen] = [Number.POSITIVE_INFINITY, true];
  for (const one of intervals) {
    if (one.low > low || (one.low === low && one.lowIsOpen)) [low, lowIsOpen] = [one.low, one.lowIsOpen];
    if (one.high < high || (one.high === high && one.highIsOpen))
      [high, highIsOpen] = [one.high, one.highIsOpen];
  }
  return low > high || (low === high && (lowIsOpen || highIsOpen));
}
