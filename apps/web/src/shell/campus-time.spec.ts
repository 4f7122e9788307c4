import { describe, expect, it } from 'vitest';
import { fromCampus, toCampus } from './campus-time';

const LISBON = 'Europe/Lisbon';

describe('campus time', () => {
  it('should go both ways in winter and in summer', () => {
    expect(fromCampus('2026-11-21T10:00', LISBON)).toBe('2026-11-21T10:00:00.000Z');
    expect(fromCampus('2026-07-21T10:00', LISBON)).toBe('2026-07-21T09:00:00.000Z');
    expect(toCampus('2026-07-21T09:00:00Z', LISBON)).toBe('2026-07-21T10:00');
    expect(toCampus('2026-07-21T10:00:00+02:00', LISBON)).toBe('2026-07-21T09:00');
  });

  it('should take the first of the hour that comes twice', () => {
    expect(fromCampus('2026-10-25T01:30', LISBON)).toBe('2026-10-25T00:30:00.000Z');
  });

  it('should take the moment after the gap of the hour that never comes', () => {
    expect(fromCampus('2026-03-29T01:30', LISBON)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('should say when a text is no time', () => {
    expect(fromCampus('', LISBON)).toBeUndefined();
    expect(toCampus('soon', LISBON)).toBe('');
  });
});
