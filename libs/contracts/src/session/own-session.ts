import { z } from 'zod';

/** One browser in which somebody is signed in, as they themselves may see it. */
export const ownSessionSchema = z
  .object({
    ref: z.string().describe('names the session; good for ending it and for nothing else'),
    startedAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().describe('the end if nothing more is done'),
    address: z.string().describe('the address it was opened from'),
    device: z
      .object({ browser: z.string(), system: z.string() })
      .optional()
      .describe('in words, as far as the browser says'),
    university: z.object({ entityId: z.string(), title: z.string() }),
    current: z.boolean().describe('true for the one that asks'),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof ownSessionSchema>;

export const ownSessionsSchema = z
  .object({ sessions: z.array(ownSessionSchema) })
  .meta({ id: 'OwnSessions' });
export type OwnSessions = z.infer<typeof ownSessionsSchema>;

/** How many sessions were ended. */
export const endedSessionsSchema = z.object({ ended: z.number().int() }).meta({ id: 'EndedSessions' });
export type EndedSessions = z.infer<typeof endedSessionsSchema>;

const flag = z.enum(['true', 'false']).default('false');

/** What somebody who signs out wishes. */
export const signOutQuerySchema = z
  .object({
    everywhere: flag.describe('also in every other browser'),
    atUniversity: flag.describe('also at the university; the answer then says where to continue'),
  })
  .meta({ id: 'SignOutQuery' });
export type SignOutQuery = z.infer<typeof signOutQuerySchema>;
