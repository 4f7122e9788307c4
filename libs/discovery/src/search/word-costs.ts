const NOT_THERE = 255;

/** Adds up, entry by entry, what each word of a question costs; an entry without one of the words is out. */
export class WordCosts {
  private readonly totals: Uint8Array;

  constructor(private readonly count: number) {
    this.totals = new Uint8Array(count);
  }

  /** Keeps only entries that `find` adds, each at its least cost (0 to 254). */
  require(find: (add: (entries: readonly number[], cost: number) => void) => void): void {
    const { totals, count } = this;
    const costs = new Uint8Array(count).fill(NOT_THERE);
    find((entries, cost) => {
      for (const entry of entries) if (cost < (costs[entry] as number)) costs[entry] = cost;
    });
    for (let entry = 0; entry < count; entry++) {
      // Stops at 255, which is out: no name is that far away and still worth showing.
      totals[entry] = Math.min(NOT_THERE, (totals[entry] as number) + (costs[entry] as number));
    }
  }

  /** The entries that have every word, in order. */
  fitting(): number[] {
    const entries: number[] = [];
    const { totals, count } = this;
    for (let entry = 0; entry < count; entry++) if (totals[entry] !== NOT_THERE) entries.push(entry);
    return entries;
  }

  /** True when an entry has every word. */
  has(entry: number): boolean {
    return this.totals[entry] !== NOT_THERE;
  }

  /** What an entry costs altogether. */
  of(entry: number): number {
    return this.totals[entry] ?? NOT_THERE;
  }
}
