import { describe, expect, it } from 'vitest';
import { campusInstant, campusText, endOf } from './grant-ends';

const LISBON = 'Europe/Lisbon';
const at = (text: string) => Date.parse(text);
const iso = (moment: number) => new Date(moment).toISOString();

describe('the end of a grant by hand', () => {
  it.each([
    ['in winter', '2026-11-23T09:00:00Z', '2026-11-24T00:00:00.000Z'],
    ['in summer', '2026-07-01T09:00:00Z', '2026-07-01T23:00:00.000Z'],
    ['just before midnight', '2026-07-01T22:59:00Z', '2026-07-01T23:00:00.000Z'],
    ['on the day with an hour more', '2026-10-24T23:30:00Z', '2026-10-26T00:00:00.000Z'],
    ['on the day with an hour less', '2026-03-29T00:30:00Z', '2026-03-29T23:00:00.000Z'],
  ])('should be midnight on campus for today, %s', (_, now, end) => {
    expect(iso(endOf('today', '', at(now), LISBON))).toBe(end);
  });

  it('should be a lesson or a week from now', () => {
    const now = at('2026-11-23T09:00:00Z');
    expect(iso(endOf('lesson', '', now, LISBON))).toBe('2026-11-23T10:30:00.000Z');
    expect(iso(endOf('week', '', now, LISBON))).toBe('2026-11-30T09:00:00.000Z');
  });

  it('should read a time of one’s own as campus time', () => {
    expect(iso(campusInstant('2026-07-01T18:00', LISBON))).toBe('2026-07-01T17:00:00.000Z');
    expect(iso(campusInstant('2026-11-23T18:00', LISBON))).toBe('2026-11-23T18:00:00.000Z');
    expect(iso(campusInstant('2026-10-25T01:30', LISBON))).toBe('2026-10-25T00:30:00.000Z');
    expect(iso(campusInstant('2026-03-29T01:30', LISBON))).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(campusInstant('2026-11-23T18:00', 'America/New_York'))).toBe('2026-11-23T23:00:00.000Z');
    expect(endOf('other', '', 0, LISBON)).toBeNaN();
  });

  it('should write and read the same', () => {
    const moment = at('2026-08-09T10:11:00Z');
    expect(campusInstant(campusText(moment, LISBON), LISBON)).toBe(moment);
  });
});
