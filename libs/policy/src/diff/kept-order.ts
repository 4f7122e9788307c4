/**
 * The largest set of places that still stand in their old order; whatever is not among them was moved. For a list of
 * old places in the new order: the longest growing row.
 */
export function keptOrder(places: readonly number[]): Set<number> {
  // `ends[n]` is where the best row of n + 1 ends: the one that ends lowest, so that most can follow.
  const ends: number[] = [];
  const previous = new Map<number, number>();
  for (const place of places) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    const before = ends[low - 1];
    if (before !== undefined) previous.set(place, before);
    ends[low] = place;
  }
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous.get(at)) kept.add(at);
  return kept;
}
