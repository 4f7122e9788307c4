/** A day on which the clocks of a zone are changed, within a year from some moment. */
export interface ClockChange {
  /** `2026-10-25` */
  date: string;
  /** The hour that comes twice, or the one that is left out. */
  kind: 'repeated' | 'skipped';
  /** Minutes since midnight on the wall between which it happens. */
  from: number;
  to: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The days in the next year on which the clocks of a zone change; none for a zone without summer time. */
export function clockChanges(timeZone: string, now: number): ClockChange[] {
  const offset = offsetOf(timeZone);
  const changes: ClockChange[] = [];
  for (let day = 0; day < 366; day++) {
    let low = now + day * DAY;
    let high = low + DAY;
    const before = offset(low);
    const after = offset(high);
    if (before === after) continue;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE;
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    const wall = (minutes: number) => new Date(high + minutes * MINUTE);
    const [earlier, later] = [Math.min(before, after), Math.max(before, after)];
    const minutes = (at: Date) => at.getUTCHours() * 60 + at.getUTCMinutes();
    changes.push({
      date: wall(after).toISOString().slice(0, 10),
      kind: after < before ? 'repeated' : 'skipped',
      from: minutes(wall(earlier)),
      to: minutes(wall(later)),
    });
  }
  return changes;
}

/** Minutes that a zone is ahead of UTC at a moment. */
function offsetOf(timeZone: string): (moment: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  return (moment) => {
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(moment)) parts[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
    return Math.round((Date.UTC(year, month - 1, day, hour, minute) - moment) / MINUTE);
  };
}

/** True for a window of the wall clock that takes in some of an hour; a window over midnight does so on both sides. */
export function touches(from: string | undefined, to: string | undefined, change: ClockChange): boolean {
  const start = minutesOf(from ?? '00:00');
  const end = minutesOf(to ?? '24:00');
  const meets = (low: number, high: number) => low < change.to && change.from < high;
  return start < end ? meets(start, end) : meets(start, 24 * 60) || meets(0, end);
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
