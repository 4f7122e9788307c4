import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { GRACE_MS, RENEW_AFTER_MS } from './session-secrets';
import { SessionWorld } from './testing/session-world';

/** The slowest request and answer that an honest browser is allowed here; together less than the pause between two children. */
const SLOWEST_REQUEST_MS = GRACE_MS - 1;
const SLOWEST_ANSWER_MS = 60_000;
const MINUTE_MS = 60_000;
/** Sequences of one property; MariaDB takes some milliseconds for each step. */
const RUNS = { SQLite: 60, MariaDB: 15 };

/** One request of one tab: after a pause, with the times it and its answer take, and whether the answer is lost. */
interface Ask {
  pause: number;
  way: number;
  back: number;
  lost: boolean;
  /** An event stream or a console: it shows the secret and carries no new one. */
  stays: boolean;
}

const ask = fc.record<Ask>({
  pause: fc.oneof(
    fc.integer({ min: 0, max: 500 }),
    fc.integer({ min: 0, max: 40_000 }),
    fc.integer({ min: 0, max: 15 * MINUTE_MS }),
  ),
  way: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: SLOWEST_REQUEST_MS })),
  back: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: SLOWEST_ANSWER_MS })),
  lost: fc.boolean(),
  stays: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
});

/** What happens at a moment; of two at one moment the earlier planned comes first. */
type Happening = { at: number; run: () => Promise<void> };

/** A browser with one jar of cookies for all its tabs, on a line that is slow and loses answers. */
class Browser {
  readonly refusals: string[] = [];

  constructor(
    private readonly world: SessionWorld,
    public jar: string,
  ) {}

  /** Plans each tab's requests and lets everything happen in order of time. */
  async live(tabs: readonly (readonly Ask[])[]): Promise<void> {
    const begin = this.world.clock.now().getTime();
    const plan: Happening[] = [];
    for (const tab of tabs) {
      let time = begin;
      for (const one of tab) {
        time += one.pause;
        plan.push({ at: time, run: () => this.send(one, plan) });
      }
    }
    while (plan.length > 0) {
      const next = plan.reduce((first, other) => (other.at < first.at ? other : first));
      plan.splice(plan.indexOf(next), 1);
      const now = this.world.clock.now().getTime();
      if (next.at > now) this.world.clock.advance(next.at - now);
      await next.run();
    }
  }

  private async send(one: Ask, plan: Happening[]): Promise<void> {
    // The cookie is that of the moment of sending; the server sees it when it arrives.
    const secret = this.jar;
    const arrival = this.world.clock.now().getTime() + one.way;
    plan.push({
      at: arrival,
      run: async () => {
        if (one.stays) return this.note(await this.world.show(secret));
        const { refused, next } = await this.world.ask(secret);
        this.note(refused);
        if (!next || one.lost) return;
        plan.push({ at: arrival + one.back, run: () => Promise.resolve(void (this.jar = next)) });
      },
    });
  }

  private note(refused: string | undefined): void {
    if (refused) this.refusals.push(refused);
  }
}

describe.each(scratchEngines)('the rotation of sessions on %s', (engine) => {
  let scratch: ScratchDatabase;
  beforeAll(async () => (scratch = await openScratchDatabase(engine, entities)), 30_000);
  afterAll(() => scratch.drop());

  it('should never trip an honest browser, whatever its tabs ask and its line loses', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(ask, { maxLength: 14 }), { minLength: 1, maxLength: 3 }),
        async (tabs) => {
          const world = new SessionWorld(scratch);
          const { secret } = await world.open();
          const browser = new Browser(world, secret);
          await browser.live(tabs);
          // A session may end by its own limits meanwhile; what may never be said is that it was stolen.
          expect(browser.refusals.filter((code) => code !== 'session-ended')).toEqual([]);
        },
      ),
      { numRuns: RUNS[engine] },
    );
  });

  it('should always find out a thief, once thief and owner have both gone on', async () => {
    const step = fc.record({
      who: fc.constantFrom<'owner' | 'thief'>('owner', 'thief'),
      pause: fc.integer({ min: 0, max: 12 * MINUTE_MS }),
      lost: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ask, { maxLength: 8 }),
        fc.array(step, { maxLength: 16 }),
        fc.constantFrom('owner' as const, 'thief' as const),
        async (before, after, last) => {
          const world = new SessionWorld(scratch);
          const { session, secret } = await world.open();
          const owner = new Browser(world, secret);
          await owner.live([before]);
          const jars = { owner: owner.jar, thief: owner.jar };
          const use = async (who: 'owner' | 'thief', lost = false) => {
            const { next } = await world.ask(jars[who]);
            if (next && !lost) jars[who] = next;
          };
          for (const { who, pause, lost } of after) {
            world.clock.advance(pause);
            await use(who, lost);
          }
          // Both go on: each asks twice after the time of a renewal, so that whoever got a new secret shows it, and once
          // more when the grace of what that retired is over.
          const order = last === 'owner' ? (['thief', 'owner'] as const) : (['owner', 'thief'] as const);
          for (const who of order) {
            world.clock.advance(RENEW_AFTER_MS);
            await use(who);
            await use(who);
          }
          world.clock.advance(GRACE_MS);
          for (const who of order) await use(who);
          const found = await world.sessions.get(session.id);
          const isOver = found?.endCode === 'reused' || !(found && world.sessions.isAlive(found));
          expect({ isOver, jarsDiffer: jars.owner !== jars.thief }).toEqual({
            isOver: true,
            jarsDiffer: true,
          });
        },
      ),
      { numRuns: RUNS[engine] },
    );
  });
});
