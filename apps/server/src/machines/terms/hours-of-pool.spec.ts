import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type OpenHours, WEEKDAYS } from '@virlab/contracts';
import { closesNext, isOpen, opensNext } from './hours-of-pool';

const ZONE = 'Europe/Lisbon';
const at = (text: string) => new Date(text);
const weekdays: OpenHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '20:00' };

describe('the hours of a pool', () => {
  it('should be always open without hours', () => {
    expect(isOpen([], at('2026-11-22T03:00:00Z'), ZONE)).toBe(true);
    expect(opensNext([], at('2026-11-22T03:00:00Z'), ZONE)).toBeNull();
    expect(closesNext([], at('2026-11-22T03:00:00Z'), ZONE)).toBeNull();
  });

  it('should say when it opens next, over the weekend', () => {
    const sunday = at('2026-11-22T12:00:30Z');
    expect(opensNext([weekdays], sunday, ZONE)).toEqual(at('2026-11-23T08:00:00Z'));
    expect(closesNext([weekdays], at('2026-11-23T08:00:00Z'), ZONE)).toEqual(at('2026-11-23T20:00:00Z'));
  });

  it('should go by the campus clock when it is put forward and back', () => {
    const early: OpenHours = { days: [...WEEKDAYS], from: '01:30', to: '06:00' };
    // On 2026-03-29 Lisbon goes from 01:00 to 02:00 (UTC+1): 01:30 does not exist, so it opens at once at 02:00.
    expect(opensNext([early], at('2026-03-29T00:10:00Z'), ZONE)).toEqual(at('2026-03-29T01:00:00Z'));
    expect(closesNext([early], at('2026-03-29T01:00:00Z'), ZONE)).toEqual(at('2026-03-29T05:00:00Z'));
    // On 2026-10-25 it goes from 02:00 back to 01:00: what is open to 01:30 has that half hour twice.
    const night: OpenHours = { days: ['sun'], from: '01:00', to: '01:30' };
    expect(closesNext([night], at('2026-10-25T00:00:00Z'), ZONE)).toEqual(at('2026-10-25T00:30:00Z'));
    expect(opensNext([night], at('2026-10-25T00:30:00Z'), ZONE)).toEqual(at('2026-10-25T01:00:00Z'));
  });

  it('should join hours that touch, also over midnight, and never close what has no gap', () => {
    const evening: OpenHours = { days: ['mon'], from: '20:00', to: '24:00' };
    const morning: OpenHours = { days: ['tue'], from: '00:00', to: '02:00' };
    expect(closesNext([evening, morning], at('2026-11-23T21:00:00Z'), ZONE)).toEqual(
      at('2026-11-24T02:00:00Z'),
    );
    const always: OpenHours = { days: [...WEEKDAYS], from: '00:00', to: '24:00' };
    expect(closesNext([always], at('2026-11-23T21:00:00Z'), ZONE)).toBeNull();
  });

  const minute = fc.integer({ min: 0, max: 1_440 });
  const time = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const hours = fc
    .tuple(fc.subarray([...WEEKDAYS], { minLength: 1 }), minute, minute)
    .filter(([, one, other]) => one !== other)
    .map(([days, one, other]) => ({
      days,
      from: time(Math.min(one, other)),
      to: time(Math.max(one, other)),
    }));
  const moment = fc.date({
    min: at('2026-01-01T00:00:00Z'),
    max: at('2027-01-01T00:00:00Z'),
    noInvalidDate: true,
  });
  const zone = fc.constantFrom(ZONE, 'UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/New_York');

  it('should change at the moment it says, and at none before', () => {
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 4 }), moment, zone, (opens, now, where) => {
        const isNow = isOpen(opens, now, where);
        const change = isNow ? closesNext(opens, now, where) : opensNext(opens, now, where);
        const end = change?.getTime() ?? now.getTime() + 7 * 86_400_000;
        expect(end).toBeGreaterThan(now.getTime());
        if (change) expect(isOpen(opens, change, where)).toBe(!isNow);
        // Looked at in steps that miss no boundary for long, from the end backwards as well as from the beginning.
        for (let step = 0; step < 60; step++) {
          const between = now.getTime() + ((end - 1 - now.getTime()) * step) / 59;
          expect(isOpen(opens, new Date(between), where)).toBe(isNow);
        }
      }),
      { numRuns: 150 },
    );
  });
});
