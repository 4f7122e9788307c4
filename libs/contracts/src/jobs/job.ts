import { z } from 'zod';
import { refusalReasonSchema } from '../machines/machine';

/**
 * What can be asked of many machines at once: what has an end that can be seen. `prepare`: whatever brings a machine to
 * run, for who has none also the machine.
 */
export const JOB_ACTIONS = [
  'start',
  'shutdown',
  'force-off',
  'restart',
  'revert',
  'extend',
  'prepare',
] as const;
export const jobActionSchema = z.enum(JOB_ACTIONS);
export type JobAction = z.infer<typeof jobActionSchema>;

/** How many machines one job may be about; one that prepares a class is about all of it, however large. */
export const MOST_MACHINES_A_JOB = 400;

const idSchema = z.string().min(1).max(128);

/**
 * POST /api/jobs. Machines by id, or those of a class: of some of its people, or of all its learners when neither is named.
 * Somebody who has no machine in the class is counted as failed, with that cause.
 */
export const newJobSchema = z
  .object({
    action: jobActionSchema,
    classId: idSchema.optional(),
    machineIds: z.array(idSchema).min(1).max(MOST_MACHINES_A_JOB).optional(),
    people: z
      .array(idSchema)
      .min(1)
      .max(MOST_MACHINES_A_JOB)
      .optional()
      .describe('people of the class: every machine that they have in it'),
  })
  .refine(({ classId, machineIds }) => classId !== undefined || machineIds !== undefined, {
    error: 'expected a class or machines',
    path: ['classId'],
  })
  .refine(({ classId, people }) => people === undefined || classId !== undefined, {
    error: 'expected the class of the people',
    path: ['classId'],
  })
  .meta({ id: 'NewJob' });
export type NewJob = z.infer<typeof newJobSchema>;

/**
 * `waiting`: nothing was asked of the machine yet. `under-way`: it was ordered, and is not there yet. `done`: the machine
 * was seen in the state that was asked for. What is done, failed or cancelled stays so.
 */
export const JOB_ITEM_STATES = ['waiting', 'under-way', 'done', 'failed', 'cancelled'] as const;
export const jobItemStateSchema = z.enum(JOB_ITEM_STATES);
export type JobItemState = z.infer<typeof jobItemStateSchema>;

/** What somebody can do about a machine that failed: a stable key for which the page has a sentence in each language. */
export const JOB_NEXT_STEPS = [
  'retry',
  'wait-and-retry',
  'force-off',
  'shut-down-first',
  'ask-operator',
  'see-why',
  'none',
] as const;
export const jobNextStepSchema = z.enum(JOB_NEXT_STEPS);
export type JobNextStep = z.infer<typeof jobNextStepSchema>;

/** One machine of a job. */
export const jobItemSchema = z
  .object({
    id: z.string(),
    machineId: z.string().optional().describe('absent for somebody who has no machine'),
    name: z.string().describe('whose machine, for people'),
    state: jobItemStateSchema,
    code: z
      .string()
      .optional()
      .describe(
        'why it failed: a code of a problem, of a machine’s failure, or `no-machine`, `no-free-machine`, `overtaken`, `took-too-long`',
      ),
    reason: refusalReasonSchema.optional().describe('why the machine refused it'),
    nextStep: jobNextStepSchema.optional(),
  })
  .meta({ id: 'JobItem' });
export type JobItem = z.infer<typeof jobItemSchema>;

/** Something that was asked of many machines. `total` is the sum of the other five counts, always. */
export const jobSchema = z
  .object({
    id: z.string(),
    action: jobActionSchema,
    class: z.string().optional().describe('the id of its class'),
    by: z.object({ id: z.string(), displayName: z.string() }),
    createdAt: z.iso.datetime(),
    cancelledAt: z.iso.datetime().optional(),
    endedAt: z.iso.datetime().optional().describe('when nothing waited or was under way any more'),
    counts: z.object({
      total: z.int(),
      waiting: z.int(),
      underWay: z.int(),
      done: z.int(),
      failed: z.int(),
      cancelled: z.int(),
    }),
    failures: z.array(jobItemSchema).describe('the machines that failed, in the order of the job'),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof jobSchema>;

/** GET /api/jobs/{id}: with every machine. */
export const jobDetailSchema = jobSchema.extend({ items: z.array(jobItemSchema) }).meta({ id: 'JobDetail' });
export type JobDetail = z.infer<typeof jobDetailSchema>;

/** GET /api/jobs?class=…: what is not over, and what ended within a day; the latest first, at most 20. */
export const jobsSchema = z.object({ jobs: z.array(jobSchema) }).meta({ id: 'Jobs' });
export type Jobs = z.infer<typeof jobsSchema>;

export const jobsQuerySchema = z.object({ class: idSchema.optional() }).meta({ id: 'JobsQuery' });
export type JobsQuery = z.infer<typeof jobsQuerySchema>;
