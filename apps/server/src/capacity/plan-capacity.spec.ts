import type { PlannedLesson } from '@virlab/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HostRoom, planCapacity } from './plan-capacity';

const GIB = 1024;
const HOUR_MS = 3_600_000;
const start = Date.parse('2026-11-24T00:00:00Z');
const days = [0, 1, 2].map((day) => ({
  from: new Date(start + day * 24 * HOUR_MS),
  to: new Date(start + (day + 1) * 24 * HOUR_MS),
}));
const now = new Date(start + 9 * HOUR_MS);
const at = (hours: number) => new Date(start + hours * HOUR_MS).toISOString();
const lesson = (id: string, from: number, to: number, gib: number): PlannedLesson => ({
  ...{ id, classId: id, code: id.toUpperCase(), title: id, machines: gib, vcpus: gib },
  ...{ from: at(from), to: at(to), memoryMiB: gib * GIB },
});
const host = (id: string, gib: number, isAway = false): HostRoom => ({
  ...{ id, title: id, memoryMiB: gib * GIB, vcpus: 1_000, isAway },
});

describe('the capacity of coming days', () => {
  it('should find when the schedule needs more than there is, how much, and what would mend it', () => {
    const lessons = [
      lesson('win2', 49 + 8, 49 + 11, 128),
      lesson('stat2', 49 + 8, 49 + 10, 104),
      lesson('cs101', 49 + 9, 49 + 10, 68),
    ];
    const hosts = [host('lab-01', 128), host('lab-02', 128), host('lab-03', 64, true)];
    const { findings } = planCapacity(lessons, hosts, days, now);
    expect(findings).toEqual([
      {
        ...{ resource: 'memory', from: at(58), to: at(59), short: 44 * GIB, add: 48 * GIB },
        lessonIds: ['win2', 'stat2', 'cs101'],
        // Today at that hour is still to come.
        move: { lessonId: 'cs101', to: at(10) },
        putBack: [{ id: 'lab-03', title: 'lab-03' }],
      },
    ]);
  });

  it('should not propose a day on which it does not fit either, nor what is over', () => {
    const lessons = [lesson('a', 34, 36, 60), lesson('b', 34, 36, 60), lesson('c', 58, 60, 60)];
    const [finding] = planCapacity(
      lessons,
      [host('lab-01', 100)],
      days,
      new Date(start + 12 * HOUR_MS),
    ).findings;
    expect(finding).toMatchObject({ short: 20 * GIB, putBack: [] });
    expect(finding?.move).toBeUndefined();
    const over = planCapacity([lesson('x', 1, 2, 200)], [host('lab-01', 100)], days, now);
    expect(over.findings).toEqual([]);
  });

  it('should say of every moment what is needed, what there is and what is missing', () => {
    const anyLesson = fc
      .record({
        from: fc.integer({ min: -20, max: 80 }),
        hours: fc.integer({ min: 0, max: 30 }),
        gib: fc.nat(200),
      })
      .map(({ from, hours, gib }) => ({ from, to: from + hours, gib }));
    const anyHost = fc.record({ gib: fc.nat(300), isAway: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(anyLesson, { maxLength: 12 }),
        fc.array(anyHost, { maxLength: 5 }),
        (given, rooms) => {
          const lessons = given.map(({ from, to, gib }, index) => lesson(`l${index}`, from, to, gib));
          const hosts = rooms.map(({ gib, isAway }, index) => host(`h${index}`, gib, isAway));
          const { steps, findings } = planCapacity(lessons, hosts, days, now);
          const have = rooms.reduce((all, { gib, isAway }) => all + (isAway ? 0 : gib), 0) * GIB;
          expect(steps[0]?.from).toBe(at(0));
          expect(steps.at(-1)?.to).toBe(at(72));
          for (const [index, step] of steps.entries()) {
            if (index > 0) expect(step.from).toBe(steps[index - 1]?.to);
            expect(step.from < step.to).toBe(true);
            const middle = (Date.parse(step.from) + Date.parse(step.to)) / 2;
            const running = lessons.filter(
              ({ from, to }) => Date.parse(from) <= middle && Date.parse(to) > middle,
            );
            expect(step.need.memoryMiB).toBe(running.reduce((all, { memoryMiB }) => all + memoryMiB, 0));
            expect(step.need.memoryMiB).toBeGreaterThanOrEqual(0);
            expect(step.have.memoryMiB).toBe(have);
            expect(step.short.memoryMiB).toBe(Math.max(0, step.need.memoryMiB - have));
          }
          for (const { resource, short, add, move, from, to } of findings) {
            if (resource !== 'memory') continue;
            const meant = steps.filter((step) => step.from >= from && step.to <= to);
            expect(short).toBe(Math.max(...meant.map((step) => step.short.memoryMiB)));
            expect(add).toBeGreaterThanOrEqual(short);
            if (!move) continue;
            const moved = lessons.map((one) => {
              if (one.id !== move.lessonId) return one;
              const length = Date.parse(one.to) - Date.parse(one.from);
              return { ...one, from: move.to, to: new Date(Date.parse(move.to) + length).toISOString() };
            });
            const after = planCapacity(moved, hosts, days, now).steps;
            const left = after.filter((step) => step.from < to && step.to > from);
            for (const step of left) expect(step.short.memoryMiB).toBe(0);
          }
        },
      ),
    );
  });
});
