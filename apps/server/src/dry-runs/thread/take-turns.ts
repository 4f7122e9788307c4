import { setImmediate as nextTurn } from 'node:timers/promises';

/** Others who ask the thread something wait no longer than this for their turn. */
const A_TURN_MS = 20;

/** Lets the thread take in messages and serve others when this one had it to itself for long enough. */
export class TakeTurns {
  private began = performance.now();

  /** True when others had their turn. */
  async run(): Promise<boolean> {
    if (performance.now() - this.began < A_TURN_MS) return false;
    await nextTurn();
    this.began = performance.now();
    return true;
  }
}
