import { setImmediate } from 'node:timers/promises';

/** Longer work in one piece would be felt in consoles. */
const SLICE_MS = 5;

/** Runs stepwise work to its end, letting everything else go on after every few milliseconds. */
export async function runInSlices<T>(steps: Generator<void, T, void>): Promise<T> {
  let from = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - from < SLICE_MS) continue;
    await setImmediate();
    from = performance.now();
  }
}
