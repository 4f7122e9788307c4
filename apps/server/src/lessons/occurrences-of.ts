import type { LessonEntity } from './lesson.entity';
import { dayOf, laterDay, momentOf } from './campus-time';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const WEEK = 7;

/** One time that a lesson takes place. */
export interface Occurrence {
  lessonId: string;
  classId: string;
  title: string;
  place: string;
  /** The bell. */
  from: Date;
  to: Date;
  /** When everything is to be ready. */
  readyBy: Date;
  /** When its machines are shut down; null for never. */
  shutDownAt: Date | null;
}

type Planned = Omit<LessonEntity, 'updatedAt' | 'class' | 'name'>;

/** The times that a lesson takes place at some moment of a range, the first one first. Pure. */
export function occurrencesOf(
  lesson: Planned,
  { from, to }: { from: Date; to: Date },
  timeZone: string,
): Occurrence[] {
  return datesOf(lesson, from, to, timeZone)
    .map((date) => occurrenceOn(lesson, date, timeZone))
    .filter((one) => one.from < to && one.to > from);
}

/** The days on which it may take place within a range, and some around it. */
function datesOf({ date, lastDate, repeats }: Planned, from: Date, to: Date, timeZone: string): string[] {
  if (repeats === 'once') return [date];
  const dates: string[] = [];
  const end = laterDay(dayOf(to, timeZone), 1);
  const last = lastDate !== null && lastDate < end ? lastDate : end;
  const days = Math.floor((Date.parse(dayOf(from, timeZone)) - Date.parse(date)) / DAY_MS);
  for (let week = Math.max(0, Math.floor(days / WEEK) - 1); ; week++) {
    const day = laterDay(date, week * WEEK);
    if (day > last) return dates;
    dates.push(day);
  }
}

function occurrenceOn(lesson: Planned, date: string, timeZone: string): Occurrence {
  const { id: lessonId, classId, title, place, readyMinutes, shutDownMinutes } = lesson;
  const from = momentOf(date, lesson.from, timeZone);
  const to = momentOf(date, lesson.to, timeZone);
  return {
    ...{ lessonId, classId, title, place, from },
    // Where clocks are put forward within it, a lesson may end as it begins.
    to: to > from ? to : new Date(from.getTime() + MINUTE_MS),
    readyBy: new Date(from.getTime() - readyMinutes * MINUTE_MS),
    shutDownAt: shutDownMinutes === null ? null : new Date(to.getTime() + shutDownMinutes * MINUTE_MS),
  };
}
