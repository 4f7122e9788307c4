import { setImmediate as nextTurn } from 'node:timers/promises';

/** A console that waits this long for its turn is not noticed by anybody; with what one query takes it stays below 20. */
const LONGEST_STRETCH_MS = 4;

let turnBegan: number | undefined;

/**
 * Lets the event loop do what waits for it when queries had it to themselves for some milliseconds. SQLite answers at
 * once, so without this a chain of queries, and those of everybody who waits for the connection behind them, would be
 * one long stretch in which no console moves.
 */
export async function breathe(): Promise<void> {
  const now = performance.now();
  if (turnBegan === undefined) {
    turnBegan = now;
    setImmediate(() => (turnBegan = undefined));
  }
  if (now - turnBegan >= LONGEST_STRETCH_MS) await nextTurn();
}
