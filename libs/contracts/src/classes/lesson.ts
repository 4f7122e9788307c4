import { z } from 'zod';
import { timeOfDaySchema } from '../pools/pool';

/** A day of the campus calendar, such as `2026-11-24`. */
export const campusDateSchema = z.iso.date();

const lessonFields = {
  title: z.string().trim().max(128).default('').describe('what it is about; empty for the class itself'),
  place: z.string().trim().max(128).default('').describe('where, in words: `room 2.14 and online`'),
  repeats: z.enum(['once', 'weekly']),
  date: campusDateSchema.describe('the day; of weekly lessons the first one'),
  lastDate: campusDateSchema
    .nullable()
    .default(null)
    .describe('of weekly lessons the last day; null for no end'),
  from: timeOfDaySchema.describe('the bell, on the campus clock'),
  to: timeOfDaySchema,
  readyMinutes: z.int().min(0).max(120).default(5).describe('minutes before the bell'),
  shutDownMinutes: z
    .int()
    .min(0)
    .max(720)
    .nullable()
    .default(null)
    .describe('minutes after the end at which its machines are shut down; null for never'),
};

/** POST /api/classes/{id}/lessons and PUT /api/classes/{id}/lessons/{lesson}. */
export const newLessonSchema = z
  .object(lessonFields)
  .refine(({ from, to }) => from < to, { error: 'expected an end after the beginning', path: ['to'] })
  .refine(({ date, lastDate }) => lastDate === null || lastDate >= date, {
    error: 'expected a last day that is not before the first one',
    path: ['lastDate'],
  })
  .meta({ id: 'NewLesson' });
export type NewLesson = z.output<typeof newLessonSchema>;

export const lessonSchema = z.object({ id: z.string(), ...lessonFields }).meta({ id: 'Lesson' });
export type Lesson = z.output<typeof lessonSchema>;

/** One time that a lesson takes place. */
export const lessonOccurrenceSchema = z
  .object({
    lessonId: z.string(),
    title: z.string(),
    place: z.string(),
    from: z.iso.datetime().describe('the bell'),
    to: z.iso.datetime(),
    readyBy: z.iso.datetime(),
    shutDownAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'LessonOccurrence' });
export type LessonOccurrence = z.infer<typeof lessonOccurrenceSchema>;

/** GET /api/classes/{id}/lessons. */
export const lessonsSchema = z
  .object({
    timeZone: z.string().describe('the campus clock, an IANA name'),
    mayEdit: z.boolean().describe('who teaches the class may; assistants see it'),
    lessons: z.array(lessonSchema),
    recent: z.array(lessonOccurrenceSchema).describe('that began, the latest first; at most 20, of 120 days'),
    coming: z
      .array(lessonOccurrenceSchema)
      .describe('that are not over, the next first; at most 20, of 60 days'),
  })
  .meta({ id: 'Lessons' });
export type Lessons = z.infer<typeof lessonsSchema>;
