const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** What a clock on the wall of one zone shows. */
export interface WallTime {
  /** `2026-11-14` */
  date: string;
  /** Minutes since midnight, 0 to 1439. */
  minutes: number;
}

const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/;

/** Tells whether the runtime knows this zone of the IANA database; offsets such as `+01:00` are not zones. */
export function isTimezone(name: string): boolean {
  if (!ZONE_NAME.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** Makes the clock of one zone, right over changes of daylight saving because it asks the runtime's zone database. */
export function wallClock(timezone: string): (instant: Date) => WallTime {
  const format = formatOf(timezone);
  return (instant) => {
    const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
    for (const { type, value } of format.formatToParts(instant)) found[type] = value;
    const { year = '0', month = '0', day = '0', hour = '0', minute = '0' } = found;
    return {
      date: `${year.padStart(4, '0')}-${month}-${day}`,
      minutes: Number(hour) * 60 + Number(minute),
    };
  };
}

/** Formats are dear to make; there are as many as the zone database has names. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timezone: string): Intl.DateTimeFormat {
  let format = formats.get(timezone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formats.set(timezone, format);
  }
  return format;
}

/** Day of the week of a calendar day. */
export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sun';
}

/** The calendar day before. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The calendar day after. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** Tells whether a text of the form `2026-11-14` is a day that exists. */
export function isCalendarDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === date;
}

/** The first instant of a calendar day in a zone, in milliseconds; found by search, so days without a midnight work. */
export function startOfDay(date: string, timezone: string): number {
  const clock = wallClock(timezone);
  const MINUTE = 60_000;
  // No zone is further from UTC than 14 hours; the day starts somewhere in these 30.
  let low = Date.parse(`${date}T00:00:00Z`) - 15 * 60 * MINUTE;
  let high = low + 30 * 60 * MINUTE;
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
    if (clock(new Date(middle)).date >= date) high = middle;
    else low = middle;
  }
  return high;
}
