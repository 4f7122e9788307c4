/** A bit for each letter (some share one): what `mayBeClose` compares. */
export function letterMask(word: string): number {
  let mask = 0;
  for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
  return mask;
}

/** False when more letters of the first are missing in the second than slips could account for; cheap. */
export function mayBeClose(mask: number, other: number, most: number): boolean {
  let missing = mask & ~other;
  for (let left = most; missing !== 0; left--) {
    if (left === 0) return false;
    missing &= missing - 1;
  }
  return true;
}

/** Longer words than any in a name are not compared. */
const LONGEST = 200;
/** Three rows of the table of distances, used again for each word: a search compares thousands. */
const rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)] as const;

/**
 * How many slips (a letter put in, left out, changed, or two swapped) lie between what was typed and the nearest start
 * of a word; `most + 1` when more than `most`. Optimal string alignment, in a band around the diagonal.
 */
export function slipsToStart(typed: string, word: string, most: number): number {
  const tooMany = most + 1;
  const width = Math.min(word.length, typed.length + most);
  if (word.length < typed.length - most || width > LONGEST) return tooMany;
  let [before, above, current]: readonly Uint8Array[] = rows;
  for (let column = 0; column <= width; column++) above[column] = Math.min(column, tooMany);
  for (let row = 1; row <= typed.length; row++) {
    const first = Math.max(1, row - most);
    const last = Math.min(width, row + most);
    // Only the band is read again: its edges are out of reach.
    current[first - 1] = first === 1 ? Math.min(row, tooMany) : tooMany;
    if (last < width) current[last + 1] = tooMany;
    let least = current[first - 1] as number;
    for (let column = first; column <= last; column++) {
      const isSame = typed.charCodeAt(row - 1) === word.charCodeAt(column - 1);
      let cost = (above[column - 1] as number) + (isSame ? 0 : 1);
      cost = Math.min(cost, (above[column] as number) + 1, (current[column - 1] as number) + 1);
      if (isSwap(typed, word, row, column)) cost = Math.min(cost, (before[column - 2] as number) + 1);
      current[column] = Math.min(cost, tooMany);
      if (cost < least) least = cost;
    }
    if (least > most) return tooMany;
    [before, above, current] = [above, current, before];
  }
  let least = tooMany;
  const from = Math.max(0, typed.length - most);
  for (let column = from; column <= width; column++) least = Math.min(least, above[column] as number);
  return least;
}

function isSwap(typed: string, word: string, row: number, column: number): boolean {
  return (
    row > 1 &&
    column > 1 &&
    typed.charCodeAt(row - 1) === word.charCodeAt(column - 2) &&
    typed.charCodeAt(row - 2) === word.charCodeAt(column - 1)
  );
}
