import { z } from 'zod';
import { machineSchema } from '../machines/machine';
import { lessonOccurrenceSchema } from './lesson';

/** One person of a class and the machine they have for it, if any. */
export const classMemberSchema = z
  .object({
    person: z.object({ id: z.string(), displayName: z.string() }),
    as: z.enum(['learner', 'ta', 'teacher']),
    lastSeenAt: z.iso.datetime().optional(),
    signedIn: z.boolean().describe('has a session now'),
    machine: machineSchema.optional(),
    host: z.string().optional().describe('title of the machine’s host'),
    lastInputAt: z.iso.datetime().optional().describe('when somebody last typed or pointed on its console'),
    endsAt: z.iso.datetime().optional().describe('when the machine is going to be off, or access to it over'),
    consoles: z.int().optional().describe('open on the machine, as far as this server knows'),
  })
  .meta({ id: 'ClassMember' });
export type ClassMember = z.infer<typeof classMemberSchema>;

export const classViewSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    viewerIs: z.enum(['ta', 'teacher']).optional().describe('the part of who asks'),
    lesson: lessonOccurrenceSchema
      .optional()
      .describe('that is on, or over and not shut down yet; else the next one within a day'),
    pools: z.array(z.object({ id: z.string(), title: z.string() })),
    members: z.array(classMemberSchema),
  })
  .meta({ id: 'ClassView' });
export type ClassView = z.infer<typeof classViewSchema>;
