import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchEngines } from '../../database/testing/scratch-database';
import { UserEntity } from '../../identity/index';
import { newId } from '../../platform/index';
import { SEEN_WITHIN_MS } from './follow-run';
import type { MachineEntity } from '../machine.entity';
import { MachineRuns } from './machine-runs';
import { type Lab, openLab } from '../testing/lab';

type Step =
  | { do: 'pass'; ms: number }
  | { do: 'sweep' }
  | { do: 'find'; state: 'running' | 'paused' | 'stopping' | 'stopped' | 'absent' | 'crashed' }
  | { do: 'give'; to: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  // Most of the time somebody looks; now and then a host is silent for long.
  fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: SEEN_WITHIN_MS / 2 }) }),
  fc.record({
    do: fc.constant('pass' as const),
    ms: fc.integer({ min: SEEN_WITHIN_MS * 2, max: 5_000_000 }),
  }),
  fc.record({ do: fc.constant('sweep' as const) }),
  fc.record({
    do: fc.constant('find' as const),
    state: fc.constantFrom('running', 'paused', 'stopping', 'stopped', 'absent', 'crashed'),
  }),
  fc.record({ do: fc.constant('give' as const), to: fc.integer({ min: 0, max: 1 }) }),
);

describe.each(scratchEngines)('the account of runs on %s', (engine) => {
  let lab: Lab;
  let runs: MachineRuns;
  let people: string[];
  beforeAll(async () => {
    lab = await openLab(engine);
    runs = new MachineRuns(lab.source, lab.clock);
    const other = newId();
    await lab.source.getRepository(UserEntity).insert({
      ...{ id: other, displayName: 'Rui', createdAt: lab.clock.now(), lastSignInAt: null },
    });
    people = [lab.userId, other];
  });
  afterAll(() => lab.close());

  it('should add up to the time that a machine was seen to be on, person by person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 25 }), async (script) => {
        let machine = await lab.machine();
        const from = lab.clock.now();
        const model = new Map<string, number>();
        let lastSeen: Date | null = null;
        const count = (until: Date) => {
          const owner = machine.ownerId ?? '';
          if (lastSeen) model.set(owner, (model.get(owner) ?? 0) + until.getTime() - lastSeen.getTime());
        };
        const write = async (changes: Partial<MachineEntity>) => {
          machine = (await lab.rows.write(machine, changes, { health: 'ok', why: 'spec' }))!;
        };
        const wasSeenLately = (now: Date) =>
          lastSeen !== null && now.getTime() - lastSeen.getTime() <= SEEN_WITHIN_MS;
        for (const step of [...script, { do: 'find', state: 'stopped' } as const]) {
          const now = lab.clock.now();
          if (step.do === 'pass') lab.clock.advance(step.ms);
          if (step.do === 'sweep' && lastSeen) {
            await runs.seen('h1', [machine.id]);
            count(now);
            lastSeen = now;
          }
          if (step.do === 'find') {
            const isOn = ['running', 'paused', 'stopping'].includes(step.state);
            if (lastSeen && !isOn) {
              if (wasSeenLately(now)) count(now);
              lastSeen = null;
            }
            if (!lastSeen && isOn) lastSeen = now;
            await write({ observed: step.state });
          }
          if (step.do === 'give' && people[step.to] !== machine.ownerId) {
            if (lastSeen && wasSeenLately(now)) count(now);
            if (lastSeen) lastSeen = now;
            await write({ ownerId: people[step.to]! });
          }
        }
        const sums = await runs.sums({ from, to: new Date(lab.clock.now().getTime() + 1) }, 'person');
        const counted = new Map(sums.map(({ ref, milliseconds }) => [ref, milliseconds]));
        for (const person of people) expect(counted.get(person) ?? 0).toBe(model.get(person) ?? 0);
        for (const sum of sums) expect(sum.memoryMiBMilliseconds).toBe(sum.milliseconds * 64);
        await write({ ownerId: lab.userId });
        lab.clock.advance(10);
      }),
      { numRuns: 40 },
    );
  });

  it('should cut runs at the ends of the span, and count the classes that were asked for only', async () => {
    const from = lab.clock.now();
    let machine = await lab.machine();
    machine = (await lab.rows.write(machine, { observed: 'running' }, { health: 'ok', why: 'spec' }))!;
    lab.clock.advance(60_000);
    await runs.seen('h1', [machine.id]);
    const half = { from: new Date(from.getTime() + 15_000), to: new Date(from.getTime() + 45_000) };
    expect(await runs.sums(half, 'pool')).toEqual([
      {
        ...{ ref: 'cs101-linux', runs: 1, machines: 1, milliseconds: 30_000 },
        ...{ memoryMiBMilliseconds: 30_000 * 64, vcpuMilliseconds: 30_000 },
      },
    ]);
    expect(await runs.sums(half, 'class')).toMatchObject([{ ref: null, milliseconds: 30_000 }]);
    expect(await runs.sums(half, 'class', ['cs101'])).toEqual([]);
    expect(await runs.sums(half, 'class', [])).toEqual([]);
    await lab.rows.write(machine, { observed: 'stopped' }, { health: 'ok', why: 'spec' });
  });
});
