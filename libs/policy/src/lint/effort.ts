/** Steps of looking for senseless rules in one policy: a fraction of a second at worst, far more than people write. */
const MAX_STEPS = 200_000;

/** What may still be spent on looking. When it is used up nothing more is found, and nothing false is said. */
export class Effort {
  private left = MAX_STEPS;

  /** Takes so many steps; false when there are none left. */
  spend(steps: number): boolean {
    this.left -= steps + 1;
    return this.left >= 0;
  }
}
