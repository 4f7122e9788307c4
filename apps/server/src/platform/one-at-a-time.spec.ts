import { describe, expect, it } from 'vitest';
import { OneAtATime } from './one-at-a-time';

/** Copies what is there at its beginning, and ends when it is told to. */
function furnish() {
  const there: string[] = [];
  const copies: string[][] = [];
  const ends: { done: () => void; fail: (error: Error) => void }[] = [];
  const work = new OneAtATime(() => {
    copies.push([...there]);
    return new Promise<void>((done, fail) => ends.push({ done, fail }));
  });
  return { there, copies, ends, work };
}

describe('OneAtATime', () => {
  it('should run at once when nothing runs', async () => {
    const { copies, ends, work } = furnish();
    const run = work.run();
    expect(copies).toHaveLength(1);
    ends[0]?.done();
    await run;
  });

  it('should give all who ask meanwhile one run that begins after they asked', async () => {
    const { there, copies, ends, work } = furnish();
    const first = work.run();
    there.push('a');
    const second = work.run();
    there.push('b');
    expect(work.run()).toBe(second);
    expect(copies).toEqual([[]]);
    ends[0]?.done();
    await first;
    await Promise.resolve();
    expect(copies).toEqual([[], ['a', 'b']]);
    ends[1]?.done();
    await second;
  });

  it('should lose no wish that comes in the very moment in which a run ends', async () => {
    const { there, copies, ends, work } = furnish();
    const first = work.run();
    ends[0]?.done();
    // Every turn until the end is known everywhere, and some more.
    for (let turn = 0; turn < 8; turn++) {
      there.push(String(turn));
      void work.run();
      ends.at(-1)?.done();
      await Promise.resolve();
    }
    await first;
    for (let turn = 0; turn < 8; turn++) {
      ends.at(-1)?.done();
      await Promise.resolve();
    }
    await work.settled();
    expect(copies.at(-1)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('should fail for those who asked for that run alone', async () => {
    const { ends, work } = furnish();
    const first = work.run();
    const second = work.run();
    ends[0]?.fail(new Error('database gone'));
    await expect(first).rejects.toThrow('database gone');
    await Promise.resolve();
    ends[1]?.done();
    await expect(second).resolves.toBeUndefined();
  });

  it('should be settled when the last that was asked for has ended, well or not', async () => {
    const { ends, work } = furnish();
    await work.settled();
    const first = work.run();
    const second = work.run();
    let isSettled = false;
    const settled = work.settled().then(() => (isSettled = true));
    ends[0]?.done();
    await first;
    expect(isSettled).toBe(false);
    ends[1]?.fail(new Error('disk full'));
    await expect(second).rejects.toThrow('disk full');
    await settled;
  });
});
