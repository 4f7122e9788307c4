import { z } from 'zod';
import { policyCaseResultSchema } from './check';

/** One published version. `rolledBackTo` is the version whose text it repeats. */
export const policyVersionSchema = z
  .object({
    version: z.number().int(),
    author: z.string(),
    approvedBy: z.string().optional(),
    comment: z.string().optional(),
    publishedAt: z.iso.datetime(),
    rules: z.number().int(),
    cases: z.number().int(),
    isInForce: z.boolean(),
    rolledBackTo: z.number().int().optional(),
    wasRolledBack: z.boolean().describe('true when a later version went back behind it'),
  })
  .meta({ id: 'PolicyVersion' });
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

export const policyVersionsSchema = z
  .object({ versions: z.array(policyVersionSchema).describe('newest first') })
  .meta({ id: 'PolicyVersions' });
export type PolicyVersions = z.infer<typeof policyVersionsSchema>;

/** GET /api/policy/compare?from=14&to=draft. */
export const comparePoliciesQuerySchema = z
  .object({ from: z.string().regex(/^(\d{1,9}|draft)$/), to: z.string().regex(/^(\d{1,9}|draft)$/) })
  .meta({ id: 'ComparePoliciesQuery' });

/** One rule that differs; `sentence` is the merged sentence, each part with what became of it (libs/policy diffPolicies). */
export const ruleChangeSchema = z.object({
  ruleId: z.string(),
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed', 'moved']),
  sentence: z.array(z.object({ fate: z.enum(['same', 'gone', 'new']), part: z.unknown() })),
  fields: z
    .array(z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() }))
    .describe('fields beside the sentence: name, enabled, priority, owner, note, description'),
  people: z.number().int().optional().describe('known people: more or fewer that match now'),
});
export type RuleChange = z.infer<typeof ruleChangeSchema>;

export const policyComparisonSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    rules: z.array(ruleChangeSchema),
    sameRules: z.number().int(),
    defaults: z.array(
      z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() }),
    ),
    cases: z.array(z.object({ name: z.string(), change: z.enum(['added', 'removed', 'changed']) })),
    sameCases: z.number().int(),
    yaml: z.array(z.object({ fate: z.enum(['same', 'gone', 'new']), line: z.string() })),
  })
  .meta({ id: 'PolicyComparison' });
export type PolicyComparison = z.infer<typeof policyComparisonSchema>;

/** POST /api/policy/versions/{version}/roll-back. */
export const rollBackSchema = z
  .object({
    comment: z.string().trim().min(1).max(1_000),
    inForce: z.number().int().describe('the version that the person saw in force'),
    confirmation: z.string().max(200).optional().describe('the word of the brake'),
  })
  .meta({ id: 'RollBack' });
export type RollBack = z.infer<typeof rollBackSchema>;

/** What a publication or a roll-back answers. Deciding anew about everybody goes on behind it. */
export const publicationSchema = z
  .object({
    version: z.number().int(),
    result: z.enum(['published', 'unchanged']),
    cases: z.array(policyCaseResultSchema),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof publicationSchema>;
