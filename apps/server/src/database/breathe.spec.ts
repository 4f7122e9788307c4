import { describe, expect, it } from 'vitest';
import { breathe } from './breathe';

/** Keeps the processor busy, as a query does. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

describe('breathe', () => {
  it('should let others have a turn after some milliseconds, however long the chain', async () => {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    for (let query = 0; query < 60; query += 1) {
      await breathe();
      work(1);
    }
    isOver = true;
    expect(turns).toBeGreaterThan(5);
  });
});
