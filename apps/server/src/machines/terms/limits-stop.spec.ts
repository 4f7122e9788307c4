import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PoolSettings, USUAL_POOL_SETTINGS } from '@virlab/contracts';
import { SettableClock } from '../../testing/settable-clock';
import { leaseFrom, removalOf, renewalOf } from './lease-terms';
import { DueStops } from './limits-due';
import { ANNOUNCED_MS, pushOf, stopOf } from './limits-stop';

const ZONE = 'Europe/Lisbon';
const START = new Date('2026-11-23T09:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const after = (milliseconds: number) => new Date(START.getTime() + milliseconds);
const settings = (changes: Partial<PoolSettings>): PoolSettings => ({ ...USUAL_POOL_SETTINGS, ...changes });

type Row = Parameters<typeof stopOf>[0];
const machine = (changes: Partial<Row> = {}): Row => ({
  ...{ stages: [{ stage: 'power', at: START.toISOString(), seconds: 1 }], wantedAt: START, takenAt: null },
  ...{ lastInputAt: null, pushedUntil: null, leaseUntil: null, stopsAt: null, stopsBecause: null },
  ownerId: 'ana',
  ...changes,
});

describe('the announced end of a machine', () => {
  const idle = settings({ idleMinutes: 60 });

  it('should be told ten minutes ahead, and withdrawn by input', () => {
    expect(stopOf(machine(), idle, after(49 * MINUTE), ZONE)).toBeNull();
    expect(stopOf(machine(), idle, after(50 * MINUTE), ZONE)).toEqual({ at: after(HOUR), because: 'idle' });
    const announced = machine({ stopsAt: after(HOUR), stopsBecause: 'idle' });
    expect(stopOf(announced, idle, after(59 * MINUTE), ZONE)?.at).toEqual(after(HOUR));
    const touched = { ...announced, lastInputAt: after(55 * MINUTE) };
    expect(stopOf(touched, idle, after(56 * MINUTE), ZONE)).toBeNull();
  });

  it('should never come sooner than ten minutes after a limit was set', () => {
    const late = after(5 * HOUR);
    expect(stopOf(machine(), idle, late, ZONE)).toEqual({
      at: new Date(late.getTime() + ANNOUNCED_MS),
      because: 'idle',
    });
  });

  it('should count from when somebody got what ran already', () => {
    const spare = machine({ takenAt: after(3 * HOUR) });
    const limit = settings({ limitMinutes: 60 });
    expect(stopOf(spare, limit, after(3 * HOUR + 49 * MINUTE), ZONE)).toBeNull();
    expect(stopOf({ ...spare, ownerId: null }, limit, after(9 * HOUR), ZONE)).toBeNull();
  });

  it('should come at closing and at the end of the lease, and leave what others announced', () => {
    const hours = settings({ opens: [{ days: ['mon'], from: '08:00', to: '12:00' }] });
    expect(stopOf(machine(), hours, after(170 * MINUTE), ZONE)).toEqual({
      at: after(3 * HOUR),
      because: 'closing',
    });
    const leased = machine({ leaseUntil: after(65 * MINUTE) });
    expect(stopOf(leased, settings({}), after(HOUR), ZONE)?.because).toBe('lease');
    const drained = machine({ stopsAt: after(HOUR), stopsBecause: 'drain' });
    expect(stopOf(drained, settings({}), after(1 * MINUTE), ZONE)?.because).toBe('drain');
  });

  it('should be put off by "not yet" within what comes next', () => {
    const given = { zone: ZONE, rightUntil: null };
    const now = after(55 * MINUTE);
    const announced = machine({ stopsAt: after(HOUR), stopsBecause: 'idle' });
    expect(pushOf(announced, idle, now, given)).toEqual({ until: after(115 * MINUTE) });
    const closing = settings({ idleMinutes: 60, opens: [{ days: ['mon'], from: '08:00', to: '10:30' }] });
    expect(pushOf(announced, closing, now, given)).toEqual({ until: after(90 * MINUTE) });
    const right = { zone: ZONE, rightUntil: after(70 * MINUTE) };
    expect(pushOf(announced, idle, now, right)).toEqual({ until: after(70 * MINUTE) });

    const limit = settings({ limitMinutes: 60 });
    const first = machine({ stopsAt: after(HOUR), stopsBecause: 'time-limit' });
    expect(pushOf(first, limit, now, given)).toEqual({ until: after(90 * MINUTE) });
    const last = machine({
      stopsAt: after(2 * HOUR),
      stopsBecause: 'time-limit',
      pushedUntil: after(2 * HOUR),
    });
    expect(pushOf(last, limit, after(115 * MINUTE), given)).toEqual({ refused: 'stop-is-fixed' });
    expect(pushOf(machine(), idle, now, given)).toEqual({ refused: 'not-announced' });
    const drained = machine({ stopsAt: after(HOUR), stopsBecause: 'drain' });
    expect(pushOf(drained, idle, now, given)).toEqual({ refused: 'stop-is-fixed' });
  });

  it('should leave whoever clicks "not yet" the time that was offered', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 300 }),
        fc.integer({ min: 15, max: 300 }),
        fc.integer({ min: 0, max: 600 }),
        (idleMinutes, limitMinutes, minute) => {
          const pool = settings({ idleMinutes, limitMinutes });
          const now = after(minute * MINUTE);
          const stop = stopOf(machine(), pool, now, ZONE);
          if (!stop) return;
          expect(stop.at.getTime() - now.getTime()).toBe(ANNOUNCED_MS);
          const announced = machine({ stopsAt: stop.at, stopsBecause: stop.because });
          const offer = pushOf(announced, pool, now, { zone: ZONE, rightUntil: null });
          if ('refused' in offer) return;
          const pushed = { ...announced, stopsAt: null, stopsBecause: null, pushedUntil: offer.until };
          const next = stopOf(pushed, pool, new Date(now.getTime() + 1), ZONE);
          expect(next === null || next.at >= offer.until).toBe(true);
        },
      ),
    );
  });
});

describe('the coming of an announced end', () => {
  const row = { id: 'm1', stopsAt: after(ANNOUNCED_MS) };

  it('should come when the ten minutes have passed', () => {
    const clock = new SettableClock(START);
    const dues = new DueStops(clock);
    expect(dues.of(row)).toEqual({ due: false });
    clock.advance(ANNOUNCED_MS - 1);
    expect(dues.of(row)).toEqual({ due: false });
    clock.advance(1);
    expect(dues.of(row)).toEqual({ due: true });
  });

  it('should not come because the clock jumped forward', () => {
    const clock = new SettableClock(START);
    const dues = new DueStops(clock);
    dues.of(row);
    clock.advance(2 * MINUTE);
    clock.set(after(30 * 24 * HOUR));
    const told = dues.of(row);
    expect(told).toEqual({ anew: after(30 * 24 * HOUR + 8 * MINUTE) });
    const anew = { ...row, stopsAt: after(30 * 24 * HOUR + 8 * MINUTE) };
    clock.advance(8 * MINUTE - 1);
    expect(dues.of(anew)).toEqual({ due: false });
    clock.advance(1);
    expect(dues.of(anew)).toEqual({ due: true });
  });

  it('should announce anew what was over before this process saw it', () => {
    const clock = new SettableClock(after(HOUR));
    const dues = new DueStops(clock);
    expect(dues.of(row)).toEqual({ anew: after(HOUR + ANNOUNCED_MS) });
    // What was not written, because somebody else wrote first, is announced again.
    expect(dues.of({ ...row, stopsAt: after(HOUR + ANNOUNCED_MS) })).toEqual({ due: false });
  });
});

describe('the lease of a machine', () => {
  const pool = settings({ lease: { hours: 24, renewals: 2 } });

  it('should end with the right at the latest', () => {
    expect(leaseFrom(pool, START, null)).toEqual(after(24 * HOUR));
    expect(leaseFrom(pool, START, after(HOUR))).toEqual(after(HOUR));
    expect(leaseFrom(settings({}), START, after(HOUR))).toBeNull();
  });

  it('should be renewed so often, and say why not', () => {
    const leased = { leaseUntil: after(HOUR), renewals: 1 };
    expect(renewalOf(leased, pool, START, null)).toEqual({ until: after(24 * HOUR) });
    expect(renewalOf({ ...leased, renewals: 2 }, pool, START, null)).toEqual({ refused: 'no-renewals-left' });
    expect(renewalOf(leased, pool, START, after(HOUR))).toEqual({ refused: 'right-ends' });
    expect(renewalOf({ leaseUntil: null, renewals: 0 }, pool, START, null)).toEqual({
      refused: 'not-leased',
    });
  });

  it('should keep the disk for so many days after lease or right', () => {
    const leased = { leaseUntil: after(-HOUR), diskSince: START, ownerId: 'ana' };
    const kept = { ...pool, kind: 'personal' as const };
    const days = (count: number) => count * 24 * HOUR;
    expect(removalOf(leased, kept, START, null)).toEqual({ at: after(days(14) - HOUR), because: 'lease' });
    const right = { graceUntil: after(-days(3)) };
    expect(removalOf(leased, kept, START, right)).toEqual({ at: after(days(11)), because: 'right' });
    expect(removalOf({ ...leased, leaseUntil: after(1) }, kept, START, null)).toBeNull();
    expect(removalOf(leased, { ...kept, keepDays: null }, START, right)).toBeNull();
    expect(removalOf({ ...leased, diskSince: null }, kept, START, null)).toBeNull();
    expect(removalOf({ ...leased, diskSince: null }, kept, START, right)?.at).toEqual(right.graceUntil);
  });
});
