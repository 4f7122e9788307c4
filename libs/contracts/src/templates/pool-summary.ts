import { z } from 'zod';
import { poolKindSchema } from '../pools/pool';

/** One pool of the list of pools. */
export const poolSummarySchema = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: poolKindSchema,
    templates: z
      .array(z.object({ id: z.string(), title: z.string(), version: z.int() }))
      .describe('with the current version of each; several where a lab has several parts'),
    class: z.object({ id: z.string(), title: z.string() }).optional(),
    machines: z.object({ known: z.int(), on: z.int() }),
  })
  .meta({ id: 'PoolSummary' });
export type PoolSummary = z.infer<typeof poolSummarySchema>;

/** GET /api/pools. */
export const poolSummariesSchema = z
  .object({ pools: z.array(poolSummarySchema).describe('in order of title') })
  .meta({ id: 'PoolSummaries' });
export type PoolSummaries = z.infer<typeof poolSummariesSchema>;
