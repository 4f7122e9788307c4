const MINUTE = 60_000;

/** A moment as `2026-11-21T10:00`, on the clocks of a time zone; empty when it is none. */
export function toCampus(instant: string, timeZone: string): string {
  const moment = Date.parse(instant);
  return Number.isNaN(moment) ? '' : wall(moment, timeZone);
}

/**
 * The moment when the clocks of a time zone show `2026-11-21T10:00`, as ISO 8601 in UTC; the earlier one of the hour
 * that comes twice, and the moment after the gap of the hour that never comes. Undefined when the text is no time.
 */
export function fromCampus(local: string, timeZone: string): string | undefined {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return undefined;
  // Offsets never differ by more than a day's worth from one side of a change to the other.
  const offsets = [shown - 24 * 60 * MINUTE, shown + 24 * 60 * MINUTE].map((near) =>
    offsetAt(near, timeZone),
  );
  const candidates = offsets.map((offset) => shown - offset).sort((one, other) => one - other);
  const fits = candidates.find((moment) => moment + offsetAt(moment, timeZone) === shown);
  return new Date(fits ?? Math.max(...candidates)).toISOString();
}

/** Milliseconds that a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, timeZone: string): number {
  const minute = Math.floor(moment / MINUTE) * MINUTE;
  return Date.parse(`${wall(minute, timeZone)}Z`) - minute;
}

function wall(moment: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(new Date(moment));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}
