import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterCommit } from './after-commit';
import { openScratchDatabase, type ScratchDatabase, scratchEngines } from './testing/scratch-database';

describe.each(scratchEngines)('afterCommit on %s', (engine) => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await openScratchDatabase(engine, []);
  });
  afterAll(() => database.drop());

  it('should wait for the commit', async () => {
    const told: string[] = [];
    await database.source.transaction(async (manager) => {
      afterCommit(manager, () => told.push('first'));
      afterCommit(manager, () => told.push('second'));
      expect(told).toEqual([]);
    });
    expect(told).toEqual(['first', 'second']);
  });

  it('should tell nothing of a transaction that was undone, then or later', async () => {
    const told: string[] = [];
    const undone = database.source.transaction(async (manager) => {
      afterCommit(manager, () => told.push('undone'));
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await database.source.transaction(async () => undefined);
    expect(told).toEqual([]);
  });

  it('should keep transactions at the same time apart', async () => {
    const told: number[] = [];
    const undone = await Promise.allSettled(
      [1, 2, 3, 4].map((index) =>
        database.source.transaction(async (manager) => {
          afterCommit(manager, () => told.push(index));
          if (index % 2 === 0) throw new Error('undone');
        }),
      ),
    );
    expect(undone.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(told.sort()).toEqual([1, 3]);
  });

  it('should not wait where there is no transaction', () => {
    const told: string[] = [];
    afterCommit(database.source.manager, () => told.push('at once'));
    expect(told).toEqual(['at once']);
  });
});
