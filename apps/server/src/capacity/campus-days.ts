/** One day of the campus calendar: 23 to 25 hours, as the clocks there go. */
export interface CampusDay {
  /** `2026-11-24` */
  date: string;
  from: Date;
  to: Date;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The day of a campus on which `now` is, and those that follow it. Pure. */
export function campusDays(now: Date, count: number, timeZone: string): CampusDay[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
  const wallOf = (at: number) => {
    const found = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const date = `${found.year}-${found.month}-${found.day}`;
    return { date, minutes: Number(found.hour) * 60 + Number(found.minute) };
  };
  const beginning = (at: number): number => {
    const whole = at - (at % MINUTE_MS);
    const { date, minutes } = wallOf(whole);
    let begin = whole - minutes * MINUTE_MS;
    // The clocks may have been changed since midnight, by at most three hours anywhere.
    const there = wallOf(begin);
    if (there.date < date) begin += (24 * 60 - there.minutes) * MINUTE_MS;
    else if (there.minutes > 0) begin -= there.minutes * MINUTE_MS;
    return begin;
  };
  const days: CampusDay[] = [];
  let from = beginning(now.getTime());
  for (let day = 0; day < count; day++) {
    // A day and a half later it is tomorrow, whatever the clocks do.
    const to = beginning(from + 1.5 * DAY_MS);
    days.push({ date: wallOf(from).date, from: new Date(from), to: new Date(to) });
    from = to;
  }
  return days;
}
