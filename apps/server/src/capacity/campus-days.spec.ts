import { describe, expect, it } from 'vitest';
import { campusDays } from './campus-days';

const told = (now: string, count: number, zone: string) =>
  campusDays(new Date(now), count, zone).map(({ date, from, to }) => [
    date,
    from.toISOString(),
    to.toISOString(),
  ]);

describe('days of a campus', () => {
  it('should begin at midnight there', () => {
    expect(told('2026-11-24T23:30:00Z', 2, 'Europe/Berlin')).toEqual([
      ['2026-11-25', '2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z'],
      ['2026-11-26', '2026-11-25T23:00:00.000Z', '2026-11-26T23:00:00.000Z'],
    ]);
  });

  it('should be 23 and 25 hours long when the clocks are changed', () => {
    expect(told('2026-03-29T12:00:00Z', 1, 'Europe/Lisbon')).toEqual([
      ['2026-03-29', '2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z'],
    ]);
    expect(told('2026-10-25T12:00:00Z', 2, 'Europe/Lisbon')).toEqual([
      ['2026-10-25', '2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z'],
      ['2026-10-26', '2026-10-26T00:00:00.000Z', '2026-10-27T00:00:00.000Z'],
    ]);
  });
});
