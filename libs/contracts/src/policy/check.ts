import { z } from 'zod';

/** One thing wrong or doubtful in a draft, with its place and the next step. */
export const policyFindingSchema = z
  .object({
    code: z.string().describe('finding code of libs/policy'),
    severity: z.enum(['error', 'warning']),
    path: z.string(),
    ruleId: z.string().optional(),
    line: z.number().int().optional(),
    column: z.number().int().optional(),
    message: z.string(),
    help: z.string().optional(),
    didYouMean: z.string().optional(),
    people: z.number().int().optional().describe('known people that it is about'),
  })
  .meta({ id: 'PolicyFinding' });
export type PolicyFinding = z.infer<typeof policyFindingSchema>;

/** What came of one test case. */
export const policyCaseResultSchema = z
  .object({
    name: z.string(),
    passed: z.boolean(),
    differences: z.array(z.object({ path: z.string(), expected: z.string(), actual: z.string() })),
  })
  .meta({ id: 'PolicyCaseResult' });
export type PolicyCaseResult = z.infer<typeof policyCaseResultSchema>;

/** Everything that is known to be wrong with a draft, at once. */
export const policyCheckSchema = z
  .object({
    passes: z.boolean().describe('true when nothing keeps it from being published: no error, no failed case'),
    findings: z.array(policyFindingSchema),
    cases: z.array(policyCaseResultSchema),
  })
  .meta({ id: 'PolicyCheck' });
export type PolicyCheck = z.infer<typeof policyCheckSchema>;
