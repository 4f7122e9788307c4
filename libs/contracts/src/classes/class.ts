import { z } from 'zod';
import { machineSchema } from '../machines/machine';

/** One person of a class and the machine they have for it, if any. */
export const classMemberSchema = z
  .object({
    person: z.object({ id: z.string(), displayName: z.string() }),
    as: z.enum(['learner', 'ta', 'teacher']),
    lastSeenAt: z.iso.datetime().optional(),
    signedIn: z.boolean().describe('has a session now'),
    machine: machineSchema.optional(),
  })
  .meta({ id: 'ClassMember' });
export type ClassMember = z.infer<typeof classMemberSchema>;

export const classViewSchema = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    pools: z.array(z.object({ id: z.string(), title: z.string() })),
    members: z.array(classMemberSchema),
  })
  .meta({ id: 'ClassView' });
export type ClassView = z.infer<typeof classViewSchema>;
