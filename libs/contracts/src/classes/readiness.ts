import { z } from 'zod';
import { machineStateSchema } from '../machines/states';
import { lessonOccurrenceSchema } from './lesson';

/** How far somebody's machine is: what cannot be ready by starting it is told apart from what failed. */
export const readinessGroupSchema = z.enum(['ready', 'under-way', 'off', 'failed', 'cannot']);
export type ReadinessGroup = z.infer<typeof readinessGroupSchema>;

/**
 * Why somebody is not ready: a stable key for which the page has a sentence in each language. Of a shared pool as many are ready as
 * free machines run; the others take one when they come (`takes-one`), or find none (`no-free-machine`).
 */
export const READINESS_CAUSES = [
  'off',
  'queued',
  'no-room',
  'starting',
  'stopping',
  'reverting',
  'paused',
  'failed',
  'not-ready-line',
  'host-silent',
  'never-signed-in',
  'no-machine',
  'access-ended',
  'takes-one',
  'no-free-machine',
] as const;
export const readinessCauseSchema = z.enum(READINESS_CAUSES);
export type ReadinessCause = z.infer<typeof readinessCauseSchema>;

/** Who can change it: the reader, the person's university, an operator, or nobody since Virlab is at it. */
export const readinessTurnSchema = z.enum(['you', 'university', 'operator', 'virlab']);
export type ReadinessTurn = z.infer<typeof readinessTurnSchema>;

/** The one step that helps: start, resume, or retry the machine; see why there is no access. */
export const readinessStepSchema = z.enum(['start', 'resume', 'retry', 'see-why']);

/** Somebody whose machine is not ready. */
export const notReadySchema = z
  .object({
    person: z.object({ id: z.string(), displayName: z.string() }),
    machineId: z.string().optional(),
    state: machineStateSchema.optional(),
    group: readinessGroupSchema.exclude(['ready']),
    cause: readinessCauseSchema,
    detail: z.string().optional().describe('code of the failure, or the stage of the start'),
    since: z.iso.datetime().optional(),
    expectedAt: z.iso.datetime().optional().describe('when it is expected to be ready, as it usually goes'),
    turn: readinessTurnSchema,
    step: readinessStepSchema.optional(),
  })
  .meta({ id: 'NotReady' });
export type NotReady = z.infer<typeof notReadySchema>;

/** GET /api/classes/{id}/readiness: the next lesson, or the one that `lesson` and `from` choose. */
export const readinessSchema = z
  .object({
    at: z.iso.datetime(),
    lesson: lessonOccurrenceSchema.optional().describe('absent when none is planned'),
    counts: z.object({
      all: z.int().describe('learners of the class'),
      ready: z.int(),
      underWay: z.int(),
      off: z.int(),
      failed: z.int(),
      cannot: z.int(),
    }),
    notReady: z.array(notReadySchema),
    readySince: z.array(z.iso.datetime()).describe('when each of those that are ready became so, in order'),
    expectedReady: z.array(z.iso.datetime()).describe('when those under way are expected, in order'),
    prestartAt: z.iso.datetime().optional().describe('when Virlab begins by itself'),
    begunAt: z.iso.datetime().optional().describe('when the machines were begun to be prepared'),
    usualSeconds: z.number().optional().describe('how long a start of these pools usually takes'),
    room: z
      .object({
        fits: z.boolean(),
        seats: z.int().describe('machines that are still to be started'),
        seatsFit: z.int().describe('how many of them the hosts have room for'),
        hosts: z.int().describe('that may take them now'),
        freeMemoryMiB: z.int(),
        neededMemoryMiB: z.int(),
        freeVcpus: z.int(),
        neededVcpus: z.int(),
        lacks: z.enum(['memory', 'vcpus', 'host']).optional().describe('what is short'),
      })
      .optional(),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readinessSchema>;

export const readinessQuerySchema = z
  .object({ lesson: z.string().max(36).optional(), from: z.iso.datetime().optional() })
  .meta({ id: 'ReadinessQuery' });
export type ReadinessQuery = z.infer<typeof readinessQuerySchema>;
