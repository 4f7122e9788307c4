import { z } from 'zod';

/** Who is in by break-glass now; shown on every page of every admin until it ends. */
export const breakGlassSchema = z
  .object({
    active: z.array(
      z.object({
        id: z.string(),
        account: z.string(),
        reason: z.string(),
        startedAt: z.iso.datetime(),
        endsAt: z.iso.datetime(),
        isDrill: z.boolean(),
        isOwn: z.boolean().describe('the one who asks'),
      }),
    ),
    lastDrillAt: z.iso.datetime().optional().describe('the last drill that went well'),
    drillFailedAt: z.iso.datetime().optional().describe('the last drill, when it did not go well'),
    accounts: z.number().int().describe('break-glass accounts that exist'),
  })
  .meta({ id: 'BreakGlass' });
export type BreakGlass = z.infer<typeof breakGlassSchema>;

/** POST /api/break-glass/sessions: signs in by a secret that the operators keep sealed. */
export const openBreakGlassSchema = z
  .object({
    account: z.string().trim().min(1).max(64),
    secret: z.string().min(1).max(200),
    reason: z.string().trim().min(10).max(500),
  })
  .meta({ id: 'OpenBreakGlass' });
export type OpenBreakGlass = z.infer<typeof openBreakGlassSchema>;
