import { wallClock, weekdayOf, type WallTime } from '@virlab/policy';
import type { OpenHours } from '@virlab/contracts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** No zone changes its clock twice within this. */
const CHUNK_MS = 6 * 60 * MINUTE_MS;
/** A week's hours come round within a week; the eighth day is for a week in which the clock is changed. */
const LOOK_AHEAD_MS = 8 * DAY_MINUTES * MINUTE_MS;

/** Whether a pool is open at a moment, by the clock on the campus wall; one without hours always is. */
export function isOpen(opens: readonly OpenHours[], at: Date, zone: string): boolean {
  return opens.length === 0 || isOpenAt(opens, wallClock(zone)(at));
}

/** When a pool that is closed opens next; null when it is open. */
export function opensNext(opens: readonly OpenHours[], at: Date, zone: string): Date | null {
  return isOpen(opens, at, zone) ? null : nextChange(opens, at, zone);
}

/** When a pool that is open closes next; null when it is closed, or never closes. */
export function closesNext(opens: readonly OpenHours[], at: Date, zone: string): Date | null {
  return opens.length > 0 && isOpen(opens, at, zone) ? nextChange(opens, at, zone) : null;
}

function isOpenAt(opens: readonly OpenHours[], { date, minutes }: WallTime): boolean {
  const day = weekdayOf(date);
  return opens.some(
    ({ days, from, to }) => days.includes(day) && minutesOf(from) <= minutes && minutes < minutesOf(to),
  );
}

/**
 * The first whole minute after `at` at which the pool is not as it is then. Goes through the days by arithmetic, and minute by
 * minute only through the hours in which the clock is changed.
 */
function nextChange(opens: readonly OpenHours[], at: Date, zone: string): Date | null {
  const clock = wallClock(zone);
  const isNow = isOpenAt(opens, clock(at));
  const first = Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const boundaries = boundariesOf(opens);
  for (let from = first; from < first + LOOK_AHEAD_MS; from += CHUNK_MS) {
    const moments = momentsOf(from, from + CHUNK_MS, clock, boundaries);
    const found = moments.find((moment) => isOpenAt(opens, clock(new Date(moment))) !== isNow);
    if (found !== undefined) return new Date(found);
  }
  return null;
}

/** Minutes of the day at which something may change, midnight among them: the next day has hours of its own. */
function boundariesOf(opens: readonly OpenHours[]): number[] {
  const minutes = opens.flatMap(({ from, to }) => [minutesOf(from), minutesOf(to) % DAY_MINUTES]);
  return [...new Set([0, ...minutes])].sort((a, b) => a - b);
}

/** The moments from `from` to before `until` at which something may change, in order. */
function momentsOf(
  from: number,
  until: number,
  clock: (instant: Date) => WallTime,
  boundaries: readonly number[],
): number[] {
  const offset = offsetAt(from, clock);
  if (offset !== offsetAt(until, clock)) {
    return Array.from({ length: (until - from) / MINUTE_MS }, (_, minute) => from + minute * MINUTE_MS);
  }
  const dayMs = DAY_MINUTES * MINUTE_MS;
  const midnight = Math.floor((from + offset) / dayMs) * dayMs - offset;
  return [midnight, midnight + dayMs]
    .flatMap((start) => boundaries.map((minutes) => start + minutes * MINUTE_MS))
    .filter((moment) => moment >= from && moment < until);
}

/** How far the wall is ahead of UTC, in milliseconds. */
function offsetAt(moment: number, clock: (instant: Date) => WallTime): number {
  const { date, minutes } = clock(new Date(moment));
  return Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE_MS - moment;
}

function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}
