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

/**
 * How many slips (a letter put in, left out, changed, or two swapped) lie between what was typed and the nearest start
 * of a word; `most + 1` when more than `most`. Optimal string alignment, in a band around the diagonal.
 */
export function slipsToStart(typed: string, word: string, most: number): number {
  const tooMany = most + 1;
  if (word.length < typed.length - most) return tooMany;
  const width = Math.min(word.length, typed.length + most);
  let before: number[] = [];
  let above: number[] = Array.from({ length: width + 1 }, (_, column) => Math.min(column, tooMany));
  for (let row = 1; row <= typed.length; row++) {
    const current: number[] = new Array<number>(width + 1).fill(tooMany);
    if (row <= most) current[0] = row;
    let least = current[0] ?? tooMany;
    const last = Math.min(width, row + most);
    for (let column = Math.max(1, row - most); column <= last; column++) {
      const isSame = typed.charCodeAt(row - 1) === word.charCodeAt(column - 1);
      let cost = (above[column - 1] ?? tooMany) + (isSame ? 0 : 1);
      cost = Math.min(cost, (above[column] ?? tooMany) + 1, (current[column - 1] ?? tooMany) + 1);
      if (isSwap(typed, word, row, column)) cost = Math.min(cost, (before[column - 2] ?? tooMany) + 1);
      current[column] = Math.min(cost, tooMany);
      if (cost < least) least = cost;
    }
    if (least > most) return tooMany;
    before = above;
    above = current;
  }
  return Math.min(...above);
}

function isSwap(typed: string, word: string, row: number, column: number): boolean {
  return (
    row > 1 &&
    column > 1 &&
    typed.charCodeAt(row - 1) === word.charCodeAt(column - 2) &&
    typed.charCodeAt(row - 2) === word.charCodeAt(column - 1)
  );
}
