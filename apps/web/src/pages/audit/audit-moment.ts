import type { Format } from '../../texts/format';

/** `10:26:40.118`: the time of an event to the millisecond. */
export function auditMoment(at: string, format: Pick<Format, 'timeExact'>): string {
  const milliseconds = String(new Date(at).getUTCMilliseconds()).padStart(3, '0');
  return `${format.timeExact(at)}.${milliseconds}`;
}

/** The day of an event; nothing for today. */
export function auditDay(at: string, now: number, format: Pick<Format, 'day' | 'dayShort'>): string {
  return format.day(at, now) === format.day(now, now) ? '' : format.dayShort(at);
}
