import { describe, expect, it } from 'vitest';
import { createFormat } from './format';

const moment = '2026-12-18T10:31:07Z';
const english = createFormat('en', 'Europe/Lisbon', 'Europe/Lisbon');
const portuguese = createFormat('pt', 'Europe/Lisbon', 'Europe/Lisbon');

describe('times and figures', () => {
  it('should be written in the time of the campus', () => {
    expect(english.time(moment)).toBe('10:31');
    expect(english.timeExact(moment)).toBe('10:31:07');
    expect(createFormat('en', 'Europe/Helsinki', 'Europe/Helsinki').time(moment)).toBe('12:31');
  });

  it('should name the zone for who is elsewhere', () => {
    expect(createFormat('en', 'Europe/Lisbon', 'America/New_York').time(moment)).toMatch(/^10:31 \S+$/);
    expect(createFormat('en', 'Europe/Lisbon', 'Europe/London').time(moment)).toBe('10:31');
  });

  it('should write days in words in both languages', () => {
    expect(english.date(moment)).toBe('18 December 2026');
    expect(english.dayShort(moment)).toBe('18 Dec');
    expect(english.weekday(moment)).toBe('Friday 18 December');
    expect(portuguese.date(moment)).toBe('18 de dezembro de 2026');
    expect(portuguese.dayShort(moment)).toBe('18 dez.');
    expect(portuguese.weekday(moment)).toBe('sexta-feira, 18 de dezembro');
  });

  it('should leave out the year and the day where they are the present ones', () => {
    expect(english.day(moment, '2026-01-01T00:00:00Z')).toBe('18 December');
    expect(english.day(moment, '2027-01-01T00:00:00Z')).toBe('18 December 2026');
    expect(english.since(moment, '2026-12-18T20:00:00Z')).toBe('10:31');
    expect(english.since(moment, '2026-12-20T20:00:00Z')).toBe('Fri 18 Dec, 10:31');
  });

  it('should write durations without false precision', () => {
    const minute = 60_000;
    expect(english.duration(102 * minute)).toBe('1 h 42 min');
    expect(english.duration(120 * minute)).toBe('2 h');
    expect(english.duration(24 * 1440 * minute)).toBe('24 days');
    expect(portuguese.duration(24 * 1440 * minute)).toBe('24 dias');
    expect(english.duration(6_400)).toBe('6 s');
    expect(english.duration(-5)).toBe('0 s');
  });

  it('should show tenths only where they tell something', () => {
    expect(english.seconds(0.4)).toBe('0.4 s');
    expect(portuguese.seconds(0.4)).toBe('0,4 s');
    expect(english.seconds(13.7)).toBe('14 s');
  });
});
