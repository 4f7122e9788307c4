/** Distance beyond which two words are not the same word misspelt. */
const MAX_DISTANCE = 3;

/** Words longer than this are not compared: nobody misspells 65 letters once. */
const MAX_WORD = 64;

/**
 * The candidate that somebody who wrote `word` most likely meant, or undefined when none is near.
 * Counts insertions, deletions, substitutions and swaps of neighbours; letter case is free.
 */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > MAX_WORD) return undefined;
  const lower = word.toLowerCase();
  const limit = Math.min(MAX_DISTANCE, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const found = distance(lower, candidate.toLowerCase());
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}

function distance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    [before, previous] = [previous, row];
  }
  return previous[b.length] ?? 0;
}

/** "did you mean" for one word, as the spread of a finding; nothing when no candidate is near. */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
): { help?: string; didYouMean?: string } {
  const near = nearestWord(word, candidates);
  return near === undefined ? {} : meant(near);
}

/** "did you mean" of a word that is known to be the one, as the spread of a finding. */
export function meant(word: string): { help: string; didYouMean: string } {
  return { help: `did you mean "${word}"?`, didYouMean: word };
}
