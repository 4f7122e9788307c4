import { z } from 'zod';

/** A test case saved with the policy. `document` is a SuiteCase of libs/policy, without its name. */
export const policyCaseSchema = z
  .object({
    name: z.string().min(1).max(200),
    base: z.string().describe('hash, to be sent back with a change'),
    document: z.unknown().describe('note, now, input, expect: SuiteCase of libs/policy'),
    change: z.enum(['same', 'added', 'changed']),
  })
  .meta({ id: 'PolicyCase' });
export type PolicyCase = z.infer<typeof policyCaseSchema>;

/** PUT /api/policy/draft/cases: `previous` names the case that it replaces; absent for a new one. */
export const savePolicyCaseSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    document: z.unknown(),
    previous: z.object({ name: z.string().max(200), base: z.string().max(64) }).optional(),
  })
  .meta({ id: 'SavePolicyCase' });
export type SavePolicyCase = z.infer<typeof savePolicyCaseSchema>;

/** DELETE /api/policy/draft/cases?name=…&base=… */
export const removePolicyCaseQuerySchema = z
  .object({ name: z.string().max(200), base: z.string().max(64) })
  .meta({ id: 'RemovePolicyCaseQuery' });

/** POST /api/policy/draft/cases/propose: a case made from a real person or sign-in, with everything that tells who it was replaced. Not saved. */
export const proposePolicyCaseSchema = z
  .union([
    z.object({ person: z.string().max(64) }).describe('id of a known person: what was released last'),
    z.object({ signIn: z.string().max(64) }).describe('id of a recorded sign-in'),
  ])
  .meta({ id: 'ProposePolicyCase' });
export type ProposePolicyCase = z.infer<typeof proposePolicyCaseSchema>;

export const proposedPolicyCaseSchema = z
  .object({
    name: z.string(),
    document: z.unknown().describe('as in PolicyCase'),
    replaced: z.array(z.string()).describe('ids of attributes whose values were made up'),
  })
  .meta({ id: 'ProposedPolicyCase' });
export type ProposedPolicyCase = z.infer<typeof proposedPolicyCaseSchema>;
