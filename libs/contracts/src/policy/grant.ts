import { z } from 'zod';
import { policyAuthorSchema } from './draft';
import { policyTargetSchema } from './policy';

/** A right given by hand to a person or a class, apart from the rules; a deny of the policy still beats it. */
export const manualGrantSchema = z
  .object({
    id: z.string(),
    to: z.object({ kind: z.enum(['person', 'class']), id: z.string(), title: z.string() }),
    target: policyTargetSchema,
    as: z.enum(['learner', 'ta', 'teacher']).optional(),
    vms: z.number().int().optional(),
    reason: z.string(),
    grantedBy: policyAuthorSchema,
    grantedAt: z.iso.datetime(),
    validUntil: z.iso.datetime(),
    state: z.enum(['valid', 'ended', 'revoked']),
    heldBack: z.number().int().describe('people of whom a deny keeps it'),
    heldBackBy: z
      .object({ ruleId: z.string(), ruleName: z.string(), reason: z.string() })
      .optional()
      .describe('the rule that keeps it from the first of them'),
    people: z.number().int().describe('people that it is about'),
    revokedBy: policyAuthorSchema.optional(),
    revokedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'ManualGrant' });
export type ManualGrant = z.infer<typeof manualGrantSchema>;

export const manualGrantsSchema = z
  .object({ grants: z.array(manualGrantSchema), longestDays: z.number().int() })
  .meta({ id: 'ManualGrants' });
export type ManualGrants = z.infer<typeof manualGrantsSchema>;

/** POST /api/policy/grants. */
export const newManualGrantSchema = z
  .object({
    to: z.object({ kind: z.enum(['person', 'class']), id: z.string().max(128) }),
    target: z.string().max(200).describe('such as pool:linux-shell'),
    as: z.enum(['learner', 'ta', 'teacher']).optional(),
    vms: z.number().int().min(1).max(100).optional(),
    reason: z.string().trim().min(3).max(500),
    validUntil: z.iso.datetime(),
  })
  .meta({ id: 'NewManualGrant' });
export type NewManualGrant = z.infer<typeof newManualGrantSchema>;
