const DAY_MS = 86_400_000;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a clock of that zone shows, as milliseconds of a UTC clock that shows the same. */
function shownAt(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    });
    clocks.set(timeZone, clock);
  }
  const found = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = found;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moment at which the clocks of a zone show a time of a day. A time that they show twice means the first of the two;
 * one that they skip means as much later as they are put forward. Pure.
 *
 * @param date - `2026-11-24`
 * @param time - `08:30`; `24:00` is the midnight that ends the day
 * @param timeZone - an IANA name
 */
export function momentOf(date: string, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const wanted = Date.parse(`${date}T00:00:00Z`) + (hours * 60 + minutes) * 60_000;
  // No clock is further from UTC than a day, and none is changed twice within two.
  const offsets = [wanted - DAY_MS, wanted + DAY_MS].map((at) => shownAt(at, timeZone) - at);
  const candidates = offsets.map((offset) => wanted - offset).toSorted((a, b) => a - b);
  const shown = candidates.find((at) => shownAt(at, timeZone) === wanted);
  return new Date(shown ?? wanted - (offsets[0] ?? 0));
}

/** The day that the clocks of a zone show at a moment, such as `2026-11-24`. Pure. */
export function dayOf(at: Date, timeZone: string): string {
  return new Date(shownAt(at.getTime() - (at.getTime() % 1000), timeZone)).toISOString().slice(0, 10);
}

/** The day so many days later on the calendar. Pure. */
export function laterDay(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
