import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScratchDatabase, scratchEngines } from '../database/testing/scratch-database';
import { entities } from '../entities';
import { newId } from '../platform/index';
import type { JobItemEntity } from './job-item.entity';
import type { JobEntity } from './job.entity';
import { ItemGone, JobStore } from './job-store';

const AT = new Date('2026-11-22T10:00:00Z');
const MACHINES = 4;

/** What may happen to a job, from whichever server, at once. */
const happening = fc.oneof(
  fc.record({ do: fc.constant('take' as const), nth: fc.nat(MACHINES - 1) }),
  fc.record({ do: fc.constant('done' as const), nth: fc.nat(MACHINES - 1) }),
  fc.record({ do: fc.constant('failed' as const), nth: fc.nat(MACHINES - 1) }),
  fc.record({ do: fc.constant('cancel' as const), nth: fc.constant(0) }),
  fc.record({ do: fc.constant('retry' as const), nth: fc.constant(0) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

describe.each(scratchEngines)('the tables of jobs on %s', (engine) => {
  let database: Awaited<ReturnType<typeof openScratchDatabase>>;
  let store: JobStore;
  beforeAll(async () => {
    database = await openScratchDatabase(engine, entities);
    store = new JobStore(database.source);
  });
  afterAll(() => database.drop());

  const newJob = async () => {
    const job: JobEntity = {
      ...{ id: newId(), action: 'start', classId: null, byId: newId(), byName: 'Tiago' },
      ...{ sessionId: newId(), createdAt: AT, cancelledAt: null, endedAt: null },
    };
    const items: JobItemEntity[] = Array.from({ length: MACHINES }, (_, position) => ({
      ...{ id: newId(), jobId: job.id, position, machineId: newId(), name: 'Ana', state: 'waiting' },
      ...{ code: null, reason: null, orderedAt: null },
    }));
    await database.source.transaction((manager) => store.add(job, items, manager));
    return { job, items };
  };

  /** Does it as the server does, and answers what it found true. */
  async function happen(jobId: string, items: readonly JobItemEntity[], { do: what, nth }: Happening) {
    const item = items[nth]!;
    if (what === 'cancel') {
      return `cancelled ${await database.source.transaction((manager) => store.cancel(jobId, AT, manager))}`;
    }
    if (what === 'retry') {
      return `retried ${await database.source.transaction((manager) => store.retry(jobId, newId(), manager))}`;
    }
    if (what === 'take') {
      return store.take(item.id, AT).then(
        () => `took ${nth}`,
        (error: unknown) => {
          if (error instanceof ItemGone) return 'gone';
          throw error;
        },
      );
    }
    return String(await store.settle({ id: item.id, state: 'under-way' }, { state: what }));
  }

  it('should lose nothing whatever happens in whatever order, and take nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(happening, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        async (rounds) => {
          const { job, items } = await newJob();
          for (const round of rounds) {
            const before = new Map((await store.itemsOf([job.id])).map(({ id, state }) => [id, state]));
            const found = await Promise.all(round.map((one) => happen(job.id, items, one)));
            for (let nth = 0; nth < MACHINES; nth++) {
              const isRetried = round.some((one) => one.do === 'retry');
              if (!isRetried)
                expect(found.filter((text) => text === `took ${nth}`).length).toBeLessThanOrEqual(1);
            }
            const now = await store.itemsOf([job.id]);
            const counts = (await store.counts([job.id])).get(job.id)!;
            expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(MACHINES);
            for (const { id, state } of now) {
              if (before.get(id) === 'done' || before.get(id) === 'cancelled')
                expect(state).toBe(before.get(id));
            }
          }
          const isOver = (await store.itemsOf([job.id])).every(
            ({ state }) => !['waiting', 'under-way'].includes(state),
          );
          expect(await store.end(job.id, AT)).toBe(isOver);
        },
      ),
      { numRuns: engine === 'SQLite' ? 60 : 15 },
    );
  });
});
