/** The quick choices of an end. */
export const END_CHOICES = ['lesson', 'today', 'week', 'other'] as const;
export type EndChoice = (typeof END_CHOICES)[number];

const LESSON_MS = 90 * 60_000;
const WEEK_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

/**
 * The end that a choice means: milliseconds since 1970; NaN while a time of one's own cannot be read.
 *
 * @param typed - campus time as a field of day and time has it, `2026-11-23T18:00`
 * @param timeZone - of the campus, IANA name
 */
export function endOf(choice: EndChoice, typed: string, now: number, timeZone: string): number {
  switch (choice) {
    case 'lesson':
      return now + LESSON_MS;
    case 'today':
      return nextMidnight(now, timeZone);
    case 'week':
      return now + WEEK_MS;
    case 'other':
      return campusInstant(typed, timeZone);
  }
}

/** A moment as a field of day and time has it, in campus time. */
export function campusText(moment: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(moment);
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}

/** The moment of a campus time; of an hour that comes twice the first, of one that is left out the one after. */
export function campusInstant(text: string, timeZone: string): number {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const offsets = [asUtc - DAY_MS, asUtc + DAY_MS].map((near) => offsetAt(near, timeZone));
  const candidates = offsets.map((offset) => asUtc - offset);
  const exact = candidates.filter((moment) => campusText(moment, timeZone) === text);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

/** The next day is found from noon, so that no change of clocks is in the way. */
function nextMidnight(now: number, timeZone: string): number {
  const noon = campusInstant(`${dayOf(now, timeZone)}T12:00`, timeZone);
  return campusInstant(`${dayOf(noon + DAY_MS, timeZone)}T00:00`, timeZone);
}

function offsetAt(moment: number, timeZone: string): number {
  return Date.parse(`${campusText(moment, timeZone)}Z`) - Math.floor(moment / 60_000) * 60_000;
}

function dayOf(moment: number, timeZone: string): string {
  return campusText(moment, timeZone).slice(0, 10);
}
