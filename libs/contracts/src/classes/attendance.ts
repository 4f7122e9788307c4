import { z } from 'zod';
import { lessonOccurrenceSchema } from './lesson';

/** Who was there in one lesson. */
export const attendeeSchema = z
  .object({
    person: z.object({ id: z.string(), displayName: z.string() }),
    signedInFrom: z.iso.datetime().optional().describe('within the lesson; absent for who was not signed in'),
    signedInTo: z.iso.datetime().optional(),
    machineMinutes: z.int().describe('for which machines of the class were on'),
  })
  .meta({ id: 'Attendee' });
export type Attendee = z.infer<typeof attendeeSchema>;

/** GET /api/classes/{id}/attendance. */
export const attendanceSchema = z
  .object({
    lesson: lessonOccurrenceSchema.optional().describe('absent when none began yet'),
    mayExport: z.boolean().describe('who teaches the class may'),
    attendees: z.array(attendeeSchema),
  })
  .meta({ id: 'Attendance' });
export type Attendance = z.infer<typeof attendanceSchema>;

/** POST /api/classes/{id}/attendance/export, as CSV. The reason is kept in the trail. */
export const exportAttendanceSchema = z
  .object({
    lesson: z.string().max(36),
    from: z.iso.datetime(),
    reason: z.string().trim().min(3, 'expected a reason of at least 3 characters').max(256),
  })
  .meta({ id: 'ExportAttendance' });
export type ExportAttendance = z.infer<typeof exportAttendanceSchema>;
