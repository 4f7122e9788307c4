import { dayAfter, isCalendarDay, startOfDay } from '../conditions/zoned-time';

/**
 * Milliseconds of a written day or instant, or undefined when there is no such day.
 *
 * @param edge - a plain day means its first instant in the zone (`first`), or that of the day after (`last`), so that
 *   a rule valid until a day holds on that day
 */
export function instantOf(written: string, edge: 'first' | 'last', timezone: string): number | undefined {
  const day = written.slice(0, 10);
  if (!isCalendarDay(day)) return undefined;
  if (written.length === 10) return startOfDay(edge === 'first' ? day : dayAfter(day), timezone);
  const time = Date.parse(written);
  return Number.isNaN(time) ? undefined : time;
}
