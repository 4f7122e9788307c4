/** An entry that fits, and how well. */
export interface Fit {
  /** Number of the entry; lower comes first among equals. */
  readonly entry: number;
  /** Lower is better. */
  readonly rank: number;
  /** Number of the name that fits; undefined when something else does. */
  readonly form: number | undefined;
}

/** The best few of many, in order. */
export class BestFits {
  private readonly fits: Fit[] = [];
  private readonly seen: Uint8Array;

  /** @param count - how many entries there are */
  constructor(
    private readonly limit: number,
    count: number,
  ) {
    this.seen = new Uint8Array(count);
  }

  /** True when nothing of a worse rank than the present ones can come in. */
  get isFull(): boolean {
    return this.fits.length >= this.limit;
  }

  get inOrder(): readonly Fit[] {
    return this.fits;
  }

  /** True when the entry was offered before, by a better reason. */
  has(entry: number): boolean {
    return this.seen[entry] === 1;
  }

  /** Takes a fit when it is among the best; each entry is to be offered once. */
  offer(fit: Fit): void {
    this.seen[fit.entry] = 1;
    const last = this.fits.at(-1);
    if (this.isFull && last && compare(last, fit) <= 0) return;
    const at = this.fits.findIndex((other) => compare(fit, other) < 0);
    this.fits.splice(at < 0 ? this.fits.length : at, 0, fit);
    if (this.fits.length > this.limit) this.fits.pop();
  }
}

function compare(one: Fit, other: Fit): number {
  return one.rank - other.rank || one.entry - other.entry;
}
