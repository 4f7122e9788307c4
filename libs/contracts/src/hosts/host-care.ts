import { z } from 'zod';

/** A host that is going to be drained. */
export const plannedDrainSchema = z
  .object({
    hostId: z.string(),
    at: z.iso.datetime(),
    by: z.string().describe('who planned it, by name'),
  })
  .meta({ id: 'PlannedDrain' });
export type PlannedDrain = z.infer<typeof plannedDrainSchema>;

/** GET /api/host-drains. */
export const plannedDrainsSchema = z
  .object({ drains: z.array(plannedDrainSchema).describe('the next one first') })
  .meta({ id: 'PlannedDrains' });
export type PlannedDrains = z.infer<typeof plannedDrainsSchema>;

/** Body of PUT /api/hosts/{id}/drain. */
export const planDrainSchema = z
  .strictObject({ at: z.iso.datetime().describe('in the future, at most a year ahead') })
  .meta({ id: 'PlanDrain' });
export type PlanDrain = z.infer<typeof planDrainSchema>;

/** GET /api/hosts/{id}/leftovers: what is on a host and belongs to no machine. */
export const hostLeftoversSchema = z
  .object({
    lookedAt: z.iso.datetime(),
    isBraked: z
      .boolean()
      .describe(
        'nothing is cleared: most of what is there is unknown, as when the database is the wrong one',
      ),
    leftovers: z.array(
      z.object({
        kind: z.enum(['domain', 'volume', 'network']),
        name: z.string().describe('as the host calls it'),
        since: z.iso.datetime().describe('since when it is known to be there'),
        isOurs: z
          .boolean()
          .describe('it carries the mark of this installation; what does not is never touched'),
        clearsAt: z.iso.datetime().optional().describe('not before; absent when it stays'),
      }),
    ),
  })
  .meta({ id: 'HostLeftovers' });
export type HostLeftovers = z.infer<typeof hostLeftoversSchema>;
