import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LookAgain, WorkQueue } from './work-queue';

/** Work that ends when told. */
function manualWork() {
  const open = new Map<string, (again: LookAgain) => void>();
  const begun: string[] = [];
  return {
    begun,
    work: (id: string) => {
      begun.push(id);
      return new Promise<LookAgain>((resolve) => open.set(id, resolve));
    },
    async end(id: string, again: LookAgain = null): Promise<void> {
      open.get(id)?.(again);
      open.delete(id);
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

describe('WorkQueue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should work on an id once at a time, and once more when it was asked for meanwhile', async () => {
    const { begun, work, end } = manualWork();
    const queue = new WorkQueue(work, 4);
    for (let times = 0; times < 5; times++) queue.add('h', 'm');
    expect(begun).toEqual(['m']);
    await end('m');
    expect(begun).toEqual(['m', 'm']);
    await end('m');
    expect(begun).toEqual(['m', 'm']);
  });

  it('should keep to its number of places in a lane, and not let one lane hold up another', async () => {
    const { begun, work, end } = manualWork();
    const queue = new WorkQueue(work, 2);
    for (const id of ['a', 'b', 'c']) queue.add('slow', id);
    queue.add('other', 'd');
    expect(begun).toEqual(['a', 'b', 'd']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'd', 'c']);
  });

  it('should look again after the time that a run has asked for, sooner when there is news', async () => {
    const { begun, work, end } = manualWork();
    const queue = new WorkQueue(work, 2);
    queue.add('h', 'm');
    await end('m', 1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(begun).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(begun).toHaveLength(2);
    await end('m', 1_000);
    queue.add('h', 'm');
    expect(begun).toHaveLength(3);
    await end('m');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(begun).toHaveLength(3);
  });

  it('should wait for what is under way when it is stopped, and begin nothing more', async () => {
    const { begun, work, end } = manualWork();
    const queue = new WorkQueue(work, 1);
    queue.add('h', 'a');
    queue.add('h', 'b');
    const stopped = queue.stop();
    queue.add('h', 'c');
    await end('a', 10);
    await stopped;
    await vi.advanceTimersByTimeAsync(100);
    expect(begun).toEqual(['a']);
  });
});
