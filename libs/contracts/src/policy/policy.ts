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
    has: z.boolean(),
    answer: z.object({ key: z.string(), params: z.record(z.string(), z.string()) }),
    ways: z.array(
      z.object({
        ruleId: z.string(),
        ruleName: z.string(),
        outcome: ruleOutcomeSchema,
        tree: explanationNodeSchema.optional(),
      }),
    ),
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
