import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, laterDay, momentOf } from './campus-time';
import { occurrencesOf } from './occurrences-of';

const ZONES = [
  'Europe/Lisbon',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'UTC',
];
const zone = fc.constantFrom(...ZONES);
const date = fc.integer({ min: 0, max: 3_000 }).map((days) => laterDay('2022-01-01', days));
const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const shown = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);

const lesson = {
  ...{ id: 'l1', classId: 'cs101', title: '', place: '', repeats: 'weekly' as const, date: '2026-03-22' },
  ...{ lastDate: null, from: '10:00', to: '12:00', readyMinutes: 5, shutDownMinutes: 10 },
};

describe('the campus clock', () => {
  it('should find the moment at which the clocks show a time, or skip it', () => {
    fc.assert(
      fc.property(date, minute, zone, (day, at, timeZone) => {
        const moment = momentOf(day, clock(at), timeZone);
        const told = shown(moment, timeZone);
        if (told === `${day} ${clock(at)}`) {
          // The first one of two: an hour before they did not show it.
          expect(shown(new Date(moment.getTime() - 3_600_000), timeZone)).not.toBe(told);
        } else {
          // Skipped: later on the clock than what was asked, and no clock skips more than a day.
          expect(told > `${day} ${clock(at)}`).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('should take the first of two, and go past what is skipped', () => {
    expect(momentOf('2026-10-25', '01:30', 'Europe/Lisbon').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(momentOf('2026-03-29', '01:30', 'Europe/Lisbon').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    expect(momentOf('2026-11-24', '24:00', 'Europe/Lisbon').toISOString()).toBe('2026-11-25T00:00:00.000Z');
    expect(dayOf(new Date('2026-11-24T23:59:59.999Z'), 'Asia/Kathmandu')).toBe('2026-11-25');
  });
});

describe('the times of a lesson', () => {
  it('should keep the hour of the wall when the clocks change', () => {
    const range = { from: new Date('2026-03-20T00:00:00Z'), to: new Date('2026-04-06T00:00:00Z') };
    const found = occurrencesOf(lesson, range, 'Europe/Lisbon');
    expect(found.map(({ from }) => from.toISOString())).toEqual([
      '2026-03-22T10:00:00.000Z',
      '2026-03-29T09:00:00.000Z',
      '2026-04-05T09:00:00.000Z',
    ]);
    expect(found[1]).toMatchObject({
      readyBy: new Date('2026-03-29T08:55:00Z'),
      shutDownAt: new Date('2026-03-29T11:10:00Z'),
    });
  });

  it('should find the same in a range and in its parts, within the days that are planned', () => {
    const start = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(
        date,
        fc.option(fc.integer({ min: 0, max: 60 })),
        start,
        zone,
        (day, days, hours, timeZone) => {
          const one = { ...lesson, date: day, lastDate: days === null ? null : laterDay(day, days) };
          const at = (hour: number) => new Date(Date.parse('2025-01-01T00:00:00Z') + hour * 3_600_000);
          const whole = occurrencesOf(one, { from: at(hours), to: at(hours + 500) }, timeZone);
          const parts = [0, 250].flatMap((part) =>
            occurrencesOf(one, { from: at(hours + part), to: at(hours + part + 250) }, timeZone),
          );
          const times = (list: typeof whole) => [...new Set(list.map(({ from }) => from.getTime()))];
          expect(times(parts)).toEqual(times(whole));
          for (const { from, to } of whole) {
            expect(from < to).toBe(true);
            expect(shown(from, timeZone).endsWith('10:00')).toBe(true);
            expect(
              dayOf(from, timeZone) >= day &&
                (one.lastDate === null || dayOf(from, timeZone) <= one.lastDate),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
