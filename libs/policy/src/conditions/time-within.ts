import { z } from 'zod';
import { dateField, timeOfDayField, timezoneField } from '../language/fields';
import { defineCondition, type OperandFault } from './condition-kind';
import { truthOf } from './judge-values';
import { opField } from './text-condition';
import { dayBefore, isCalendarDay, isTimezone, wallClock, weekdayOf } from './zoned-time';

const windowSchema = z.strictObject({
  /** Days of the week; every day when absent. */
  days: z
    .array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']))
    .min(1)
    .max(7)
    .optional(),
  /** From this time of day; past midnight when later than `to`. */
  from: timeOfDayField.optional(),
  /** Until, and not including, this time of day. */
  to: timeOfDayField.optional(),
  /** First day. */
  firstDay: dateField.optional(),
  /** Last day, included. */
  lastDay: dateField.optional(),
  /** IANA zone; that of the policy's defaults when absent. */
  timezone: timezoneField.optional(),
});

/** Days and hours on the wall clock of one zone. */
export type TimeWindow = z.output<typeof windowSchema>;

/**
 * `timeWithin`: now lies inside the window on the wall clock of a zone. A window over midnight belongs to the day on
 * which it begins. An hour that the change to winter time repeats counts both times; one that the change to summer
 * time skips never comes.
 */
export const timeWithin = defineCondition({
  op: 'timeWithin',
  doc: 'true when the wall clock of a zone is inside the window; asks no attribute',
  schema: z.strictObject({ op: opField('timeWithin'), window: windowSchema }),
  prepare(test, setting) {
    const { window } = test;
    const timezone = window.timezone ?? setting.timezone;
    const faults = windowFaults(window);
    if (faults.length > 0) return faults;
    const clock = wallClock(timezone);
    const from = minutesOf(window.from ?? '00:00');
    const to = minutesOf(window.to ?? '24:00');
    const days = new Set<string>(window.days);
    const isDay = (date: string) =>
      (days.size === 0 || days.has(weekdayOf(date))) &&
      (window.firstDay === undefined || window.firstDay <= date) &&
      (window.lastDay === undefined || date <= window.lastDay);
    return {
      expected: expectedTexts(window, timezone),
      manner: {},
      captures: [],
      costly: false,
      needs: 'nothing',
      evaluate({ now }) {
        const { date, minutes } = clock(now);
        const inside =
          from < to
            ? from <= minutes && minutes < to && isDay(date)
            : (from <= minutes && isDay(date)) || (minutes < to && isDay(dayBefore(date)));
        const seen = `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        return { result: truthOf(inside), seen: [seen], matched: [] };
      },
    };
  },
});

function windowFaults(window: TimeWindow): OperandFault[] {
  const faults: OperandFault[] = [];
  const add = (code: OperandFault['code'], at: string[], message: string, help?: string) =>
    faults.push({ code, at: ['window', ...at], message, help });
  const { days, from, to, firstDay, lastDay, timezone } = window;
  if (
    days === undefined &&
    from === undefined &&
    to === undefined &&
    firstDay === undefined &&
    lastDay === undefined
  ) {
    add(
      'empty-window',
      [],
      'window names no days and no hours',
      'name days, from and to, or firstDay and lastDay',
    );
  }
  if (from !== undefined && from === to) add('empty-window', ['to'], `window begins and ends at ${from}`);
  if (from === '24:00')
    add('wrong-value', ['from'], 'found 24:00, expected a time before the end of the day');
  for (const [name, day] of Object.entries({ firstDay, lastDay })) {
    if (day !== undefined && !isCalendarDay(day))
      add('wrong-value', [name], `${day} is not a day of the calendar`);
  }
  if (firstDay !== undefined && lastDay !== undefined && lastDay < firstDay) {
    add('empty-window', ['lastDay'], `lastDay ${lastDay} is before firstDay ${firstDay}`);
  }
  if (timezone !== undefined && !isTimezone(timezone)) {
    add(
      'unknown-timezone',
      ['timezone'],
      `no time zone is called "${timezone}"`,
      'use a name such as Europe/Lisbon',
    );
  }
  return faults;
}

function expectedTexts(window: TimeWindow, timezone: string): string[] {
  const texts = window.days === undefined ? [] : [window.days.join(' ')];
  if (window.firstDay !== undefined || window.lastDay !== undefined) {
    texts.push(`${window.firstDay ?? '…'} – ${window.lastDay ?? '…'}`);
  }
  if (window.from !== undefined || window.to !== undefined) {
    texts.push(`${window.from ?? '00:00'}–${window.to ?? '24:00'}`);
  }
  return [...texts, timezone];
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
