import { z } from 'zod';

/** What machine time is added up by. */
export const usageBySchema = z.enum(['class', 'pool', 'person']);
export type UsageBy = z.infer<typeof usageBySchema>;

/** The longest span that one question may be about: two academic years. */
export const LONGEST_USAGE_DAYS = 732;

/** Query of GET /api/usage and GET /api/usage.csv. */
export const usageQuerySchema = z
  .object({
    from: z.iso.datetime().describe('UTC'),
    to: z.iso.datetime().describe('UTC, later than from'),
    by: usageBySchema.default('class'),
  })
  .meta({ id: 'UsageQuery' });
export type UsageQuery = z.infer<typeof usageQuerySchema>;

/** Machine time of one class, pool or person. */
export const usageRowSchema = z
  .object({
    ref: z.string().nullable().describe('id; null for what belongs to none: spares, pools without a class'),
    title: z.string().nullable().describe('its name; null where ref is, and for what is gone'),
    runs: z.int().describe('how many runs touch the span'),
    machines: z.int().describe('of how many machines'),
    machineHours: z.number(),
    memoryGiBHours: z.number(),
    vcpuHours: z.number(),
  })
  .meta({ id: 'UsageRow' });
export type UsageRow = z.infer<typeof usageRowSchema>;

/** Machine time in a span, the most first. A machine that is on counts up to when it was last seen. */
export const usageSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    by: usageBySchema,
    of: z.enum(['all', 'own-classes']).describe('own-classes for who teaches and operates nothing'),
    total: z.object({
      runs: z.int(),
      machineHours: z.number(),
      memoryGiBHours: z.number(),
      vcpuHours: z.number(),
    }),
    rows: z.array(usageRowSchema),
  })
  .meta({ id: 'Usage' });
export type Usage = z.infer<typeof usageSchema>;
