import { describe, expect, it } from 'vitest';
import { isCalendarDay, isTimezone, startOfDay, wallClock } from './zoned-time';

describe('startOfDay', () => {
  it.each([
    ['2026-07-01', 'UTC', '2026-07-01T00:00:00.000Z'],
    ['2026-07-01', 'Europe/Lisbon', '2026-06-30T23:00:00.000Z'],
    ['2026-12-01', 'Europe/Lisbon', '2026-12-01T00:00:00.000Z'],
    ['2026-11-21', 'Pacific/Kiritimati', '2026-11-20T10:00:00.000Z'],
    ['2026-11-21', 'Pacific/Pago_Pago', '2026-11-21T11:00:00.000Z'],
    ['2026-11-21', 'Asia/Kathmandu', '2026-11-20T18:15:00.000Z'],
    // Clocks of Beirut skip midnight when summer time begins: the day starts at one o'clock.
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ])('should find the first instant of %s in %s', (date, zone, expected) => {
    expect(new Date(startOfDay(date, zone)).toISOString()).toBe(expected);
  });
});

describe('wallClock', () => {
  it('should show midnight as the first minute of its day', () => {
    expect(wallClock('UTC')(new Date('2026-11-21T00:00:00Z'))).toEqual({ date: '2026-11-21', minutes: 0 });
  });
});

describe('isTimezone', () => {
  it.each([
    ['Europe/Lisbon', true],
    ['UTC', true],
    ['+01:00', false],
    ['Mars/Olympus', false],
    ['', false],
    ['Europe/Lisbon; x', false],
  ])('should judge %j', (name, expected) => expect(isTimezone(name)).toBe(expected));
});

describe('isCalendarDay', () => {
  it.each([
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
  ])('should judge %s', (date, expected) => expect(isCalendarDay(date)).toBe(expected));
});
