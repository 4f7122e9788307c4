import { z } from 'zod';

/** Query of GET /api/capacity. */
export const capacityQuerySchema = z
  .object({ days: z.coerce.number().int().min(1).max(14).default(3) })
  .meta({ id: 'CapacityQuery' });
export type CapacityQuery = z.infer<typeof capacityQuerySchema>;

export const CAPACITY_RESOURCES = ['memory', 'cpu'] as const;
export type CapacityResource = (typeof CAPACITY_RESOURCES)[number];

/** What is drawn over the days: disk too, of which only the most that is possible is known, so that nothing is found. */
export const CAPACITY_SERIES = [...CAPACITY_RESOURCES, 'disk'] as const;
export type CapacitySeries = (typeof CAPACITY_SERIES)[number];

const amountSchema = z.object({ memoryMiB: z.number().int(), vcpus: z.number().int() });
const amountWithDiskSchema = amountSchema.extend({ diskMiB: z.number().int().optional() });

/** One lesson and what its machines need together. */
export const plannedLessonSchema = amountSchema
  .extend({
    id: z.string(),
    classId: z.string(),
    code: z.string().describe('what the block in the chart is called'),
    title: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    machines: z.number().int(),
    diskMiB: z
      .number()
      .int()
      .optional()
      .describe('most that the disks of its machines may grow to; absent while the size of one is unknown'),
  })
  .meta({ id: 'PlannedLesson' });
export type PlannedLesson = z.infer<typeof plannedLessonSchema>;

/** Between two moments nothing changes: what is needed, what there is, and what is missing. */
export const capacityStepSchema = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  lessonIds: z.array(z.string()),
  need: amountWithDiskSchema.describe('`diskMiB`: at most, of the lessons that tell'),
  have: amountWithDiskSchema.describe('`diskMiB`: of file systems with disks; absent where no host can tell'),
  short: amountWithDiskSchema.describe('need - have, never below 0'),
});
export type CapacityStep = z.infer<typeof capacityStepSchema>;

/** Where the schedule needs more than there is: when, how much, which lessons, and what would mend it. */
export const capacityFindingSchema = z.object({
  resource: z.enum(CAPACITY_RESOURCES),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  short: z.number().int().describe('at the worst moment: MiB of memory, or processors'),
  lessonIds: z.array(z.string()).describe('those of the worst moment'),
  add: z.number().int().describe('what a further host would have to offer'),
  move: z
    .object({ lessonId: z.string(), to: z.iso.datetime() })
    .optional()
    .describe('a lesson without which it fits, and a beginning within the days where it fits too'),
  putBack: z
    .array(z.object({ id: z.string(), title: z.string() }))
    .describe('drained hosts that would make up for it'),
});
export type CapacityFinding = z.infer<typeof capacityFindingSchema>;

export const capacitySchema = z
  .object({
    now: z.iso.datetime(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    days: z.array(z.object({ date: z.iso.date(), from: z.iso.datetime(), to: z.iso.datetime() })),
    timeZone: z.string().describe('of the campus'),
    lessons: z.array(plannedLessonSchema),
    steps: z.array(capacityStepSchema),
    findings: z.array(capacityFindingSchema),
    hosts: z.object({
      unknown: z.array(z.string()).describe('ids of hosts that never told what they have'),
      away: z.array(z.object({ id: z.string(), title: z.string(), ...amountSchema.shape })),
    }),
  })
  .meta({ id: 'Capacity' });
export type Capacity = z.infer<typeof capacitySchema>;
