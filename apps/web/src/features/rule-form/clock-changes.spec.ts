import { describe, expect, it } from 'vitest';
import { clockChanges, touches } from './clock-changes';

const NOVEMBER = Date.UTC(2026, 10, 22);

describe('changes of the clock', () => {
  it('should find the days of the next year on the wall of a zone', () => {
    expect(clockChanges('Europe/Lisbon', NOVEMBER)).toEqual([
      { date: '2027-03-28', kind: 'skipped', from: 60, to: 120 },
      { date: '2027-10-31', kind: 'repeated', from: 60, to: 120 },
    ]);
    expect(clockChanges('Europe/Berlin', NOVEMBER)[0]).toEqual({
      date: '2027-03-28',
      kind: 'skipped',
      from: 120,
      to: 180,
    });
    expect(clockChanges('Africa/Johannesburg', NOVEMBER)).toEqual([]);
  });

  it('should tell which windows take in the hour', () => {
    const [change] = clockChanges('Europe/Lisbon', NOVEMBER);
    if (!change) throw new Error('no change');
    expect(touches('09:00', '18:00', change)).toBe(false);
    expect(touches('01:30', '04:00', change)).toBe(true);
    expect(touches('22:00', '06:00', change)).toBe(true);
    expect(touches('22:00', '01:00', change)).toBe(false);
    expect(touches(undefined, undefined, change)).toBe(true);
  });
});
