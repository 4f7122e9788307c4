/** Runs a stepwise work to its end without a pause. */
export function runAll<T>(steps: Generator<void, T, void>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
