import { z } from 'zod';

/** One piece of a rule written as a sentence; the page has the words, the engine the values (libs/policy describeRule). */
export const sentencePartSchema = z.object({
  key: z.string().describe('text key'),
  values: z.array(z.string()).default([]),
  children: z.array(z.unknown()).optional().describe('nested parts of the same shape'),
});

export const policyRuleSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    enabled: z.boolean(),
    priority: z.number().int(),
    owner: z.string().optional(),
    note: z.string().optional(),
    sentence: z.unknown().describe('RuleSentence of libs/policy'),
    yaml: z.string(),
    people: z.number().int().describe('known people whose latest attributes match now'),
  })
  .meta({ id: 'PolicyRule' });
export type PolicyRule = z.infer<typeof policyRuleSchema>;

export const publishedPolicySchema = z
  .object({
    version: z.number().int(),
    publishedAt: z.iso.datetime(),
    author: z.string(),
    comment: z.string().optional(),
    timeZone: z.string(),
    rules: z.array(policyRuleSchema),
    warnings: z.array(
      z.object({ code: z.string(), path: z.string(), message: z.string(), help: z.string().optional() }),
    ),
    yaml: z.string(),
  })
  .meta({ id: 'PublishedPolicy' });
export type PublishedPolicy = z.infer<typeof publishedPolicySchema>;

/** A thing that a rule can give: `pool:linux-shell`, `class:cs101`, `role:teacher`. */
export const policyTargetSchema = z
  .object({ kind: z.enum(['role', 'class', 'pool']), ref: z.string(), title: z.string() })
  .meta({ id: 'PolicyTarget' });
export type PolicyTarget = z.infer<typeof policyTargetSchema>;

export const policyTargetsSchema = z
  .object({ targets: z.array(policyTargetSchema) })
  .meta({ id: 'PolicyTargets' });
export type PolicyTargets = z.infer<typeof policyTargetsSchema>;

/** One node of a decision, drawn as a tree. `notAsked` was never evaluated; `missing` means not released. */
export interface ExplanationNode {
  path: string;
  kind: 'all' | 'any' | 'not' | 'test' | 'always';
  op?: string;
  attr?: string;
  expected?: string;
  seen?: string[];
  result: 'true' | 'false' | 'missing' | 'notAsked';
  decided: boolean;
  children?: ExplanationNode[];
}
export const explanationNodeSchema: z.ZodType<ExplanationNode> = z
  .object({
    path: z.string(),
    kind: z.enum(['all', 'any', 'not', 'test', 'always']),
    op: z.string().optional(),
    attr: z.string().optional(),
    expected: z.string().optional(),
    seen: z.array(z.string()).optional(),
    result: z.enum(['true', 'false', 'missing', 'notAsked']),
    decided: z.boolean(),
    get children() {
      return z.array(explanationNodeSchema).optional();
    },
  })
  .meta({ id: 'ExplanationNode' });

export const ruleOutcomeSchema = z.enum([
  'matched',
  'notMatched',
  'missing',
  'disabled',
  'outOfWindow',
  'otherIdp',
]);
export type RuleOutcome = z.infer<typeof ruleOutcomeSchema>;

/** The answer to "why does this person (not) have this?". */
export const whySchema = z
  .object({
    person: z.object({ id: z.string(), displayName: z.string(), university: z.string() }),
    target: policyTargetSchema,
    policyVersion: z.number().int(),
    decidedAt: z.iso.datetime().describe('when the attributes were released'),
    stale: z
      .boolean()
      .optional()
      .describe('true when they are older than is believed, so that nothing rests on them any more'),
    has: z.boolean(),
    answer: z.object({ key: z.string(), params: z.record(z.string(), z.string()) }),
    ways: z.array(
      z.object({
        ruleId: z.string(),
        ruleName: z.string(),
        outcome: ruleOutcomeSchema,
        tree: explanationNodeSchema.optional(),
        byHand: z
          .object({
            id: z.string(),
            reason: z.string(),
            validUntil: z.iso.datetime(),
            outcome: z.enum(['given', 'denied', 'over', 'no-such-class']),
          })
          .optional()
          .describe('somebody gave it by hand: there is no rule'),
      }),
    ),
    denials: z
      .array(z.object({ ruleId: z.string(), ruleName: z.string(), reason: z.string(), target: z.string() }))
      .optional()
      .describe('rules that deny it, or signing in as a whole'),
    asOf: z
      .object({
        kind: z.enum(['now', 'version', 'moment']),
        at: z.iso.datetime().describe('for which the answer holds'),
        decision: z.string().optional().describe('id of the kept decision'),
        audit: z.number().int().optional().describe('the event of the trail that was asked about'),
        madeAnew: z
          .boolean()
          .describe('true when the trace of that moment is not kept and was made anew from the same input'),
      })
      .optional(),
    moments: z
      .array(z.object({ decision: z.string(), at: z.iso.datetime(), policyVersion: z.number().int() }))
      .optional()
      .describe('decisions about the person that are kept, newest first; at most 20'),
    conflicts: z.array(
      z.object({ target: z.string(), winner: z.string(), loser: z.string(), why: z.string() }),
    ),
    dropped: z.array(z.object({ attr: z.string(), value: z.string(), why: z.string() })),
    wouldHaveToBeTrue: z.array(z.object({ attr: z.string(), op: z.string(), expected: z.string() })),
    sameWay: z.number().int().describe('how many known people have the target'),
    turn: z.enum(['person', 'university', 'instructor', 'operator', 'identity-admin', 'nobody']),
    askText: z.string().optional().describe('ready to send to whose turn it is'),
  })
  .meta({ id: 'Why' });
export type Why = z.infer<typeof whySchema>;

/** GET /api/policy/why/holders?target=pool:linux: who has it and by which rules, without asking about a person. */
export const targetHoldersSchema = z
  .object({
    target: policyTargetSchema,
    policyVersion: z.number().int(),
    people: z.number().int(),
    rules: z
      .array(
        z.object({
          ruleId: z.string(),
          ruleName: z.string(),
          byHand: z.boolean(),
          enabled: z.boolean(),
          people: z.number().int(),
        }),
      )
      .describe('everything that could give it, also what gives it to nobody now'),
    denies: z.array(z.object({ ruleId: z.string(), ruleName: z.string(), reason: z.string() })),
    holders: z
      .array(z.object({ id: z.string(), displayName: z.string(), ruleId: z.string() }))
      .optional()
      .describe('at most 100; absent for who may not see people'),
  })
  .meta({ id: 'TargetHolders' });
export type TargetHolders = z.infer<typeof targetHoldersSchema>;
