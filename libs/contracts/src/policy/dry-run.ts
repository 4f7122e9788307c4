import { z } from 'zod';
import { explanationNodeSchema, policyTargetSchema, ruleOutcomeSchema } from './policy';

/** What moves for a person: a right gained, lost, or kept with another quota or lease. */
export const rightMoveSchema = z.enum(['gain', 'lose', 'change']);
export type RightMove = z.infer<typeof rightMoveSchema>;

/** POST /api/policy/dry-runs: the draft as it stands, or an old version that somebody thinks of going back to. */
export const newDryRunSchema = z
  .object({ of: z.union([z.literal('draft'), z.number().int().min(1)]) })
  .meta({ id: 'NewDryRun' });
export type NewDryRun = z.infer<typeof newDryRunSchema>;

/** A right at one side of the flow; `ref` is `pool:linux-shell`, `none` or `other`. */
export const flowRightSchema = z.object({
  ref: z.string(),
  title: z.string(),
  people: z.number().int(),
  delta: z.number().int().describe('against the other side; 0 at the left'),
  changed: z.number().int().describe('people who keep it with another quota or lease'),
});
export type FlowRight = z.infer<typeof flowRightSchema>;

/** People who move between two rights. */
export const flowMoveSchema = z.object({
  from: z.string(),
  to: z.string(),
  people: z.number().int(),
  what: z.enum(['same', 'gain', 'lose', 'change']),
});
export type FlowMove = z.infer<typeof flowMoveSchema>;

/** Why publishing needs a typed word: a class, or everybody, would lose more than the set share. */
export const brakeSchema = z.object({
  about: z.enum(['class', 'everybody']),
  ref: z.string().optional().describe('class id'),
  title: z.string(),
  word: z.string().describe('what has to be typed'),
  lose: z.number().int(),
  of: z.number().int(),
  percent: z.number(),
  limitPercent: z.number(),
  cause: z
    .object({
      attr: z.string(),
      kind: z.enum(['notReleased', 'otherValue', 'dropped', 'ruleGone', 'denied', 'other']),
      people: z.number().int(),
      university: z.string().optional().describe('when all of them come from one'),
      ruleId: z.string().optional(),
      path: z.string().optional().describe('the test to which "or it was not released" could be added'),
    })
    .optional()
    .describe('the one cause that most of them have'),
});
export type Brake = z.infer<typeof brakeSchema>;

/** A dry run: what publishing would do. Nothing is changed by it. */
export const dryRunSchema = z
  .object({
    id: z.string(),
    of: z.union([z.literal('draft'), z.number().int()]),
    draftRevision: z.number().int().optional(),
    against: z.number().int().describe('the version in force when it began'),
    startedBy: z.string(),
    startedAt: z.iso.datetime(),
    state: z.enum(['running', 'done', 'cancelled', 'failed']),
    code: z.string().optional().describe('why it failed'),
    isCurrent: z
      .boolean()
      .describe('true while the draft, the version in force and the known people are the same'),
    done: z.number().int(),
    total: z.number().int(),
    tookMs: z.number().int().describe('until now, or until its end'),
    figures: z.object({
      gain: z.number().int(),
      lose: z.number().int(),
      change: z.number().int(),
      same: z.number().int(),
    }),
    flow: z.object({
      before: z.array(flowRightSchema),
      after: z.array(flowRightSchema),
      moves: z.array(flowMoveSchema),
    }),
    touches: z.object({
      runningMachines: z.number().int(),
      openConsoles: z.number().int(),
      newPeople: z.number().int().describe('people who see a new machine without signing in again'),
      graceDays: z.array(z.number().int()).describe('the different graces that running machines get'),
    }),
    brakes: z.array(brakeSchema),
    missing: z
      .number()
      .int()
      .describe('people of whom no released attributes are kept any more: they are not in the figures'),
  })
  .meta({ id: 'DryRun' });
export type DryRun = z.infer<typeof dryRunSchema>;

/** GET /api/policy/dry-runs/{id}/people. */
export const dryRunPeopleQuerySchema = z
  .object({
    what: rightMoveSchema.optional(),
    from: z.string().max(200).optional().describe('band of the flow'),
    to: z.string().max(200).optional(),
    search: z.string().max(200).optional(),
    page: z.coerce.number().int().min(1).default(1),
  })
  .meta({ id: 'DryRunPeopleQuery' });
export type DryRunPeopleQuery = z.infer<typeof dryRunPeopleQuerySchema>;

/** A right before or after; texts are made by the page. */
export const rightStateSchema = z.object({
  as: z.string().optional(),
  vms: z.number().int().optional(),
  vcpu: z.number().int().optional(),
  memoryMiB: z.number().int().optional(),
  hours: z.number().int().optional(),
  leaseDays: z.number().int().optional(),
  validUntil: z.iso.datetime().optional(),
  ruleId: z.string(),
  ruleName: z.string(),
});
export type RightState = z.infer<typeof rightStateSchema>;

/** One right of one person that moves. */
export const dryRunRowSchema = z
  .object({
    person: z.object({
      ref: z.string().describe('for the traces of this dry run'),
      id: z.string().optional().describe('absent when the viewer may not see people'),
      displayName: z.string().describe('a pseudonym when the viewer may not see people'),
      hidden: z.boolean(),
    }),
    university: z.string(),
    what: rightMoveSchema,
    target: policyTargetSchema,
    before: rightStateSchema.optional(),
    after: rightStateSchema.optional(),
    cause: z
      .object({
        kind: z.enum(['notReleased', 'otherValue', 'dropped', 'ruleGone', 'denied', 'other']),
        attr: z.string().optional(),
        seen: z.array(z.string()),
      })
      .describe('the value that decides'),
    now: z.object({
      state: z.string().optional().describe('of the machine; absent when never started'),
      hasConsole: z.boolean(),
    }),
  })
  .meta({ id: 'DryRunRow' });
export type DryRunRow = z.infer<typeof dryRunRowSchema>;

export const dryRunPeopleSchema = z
  .object({
    rows: z.array(dryRunRowSchema),
    total: z.number().int(),
    page: z.number().int(),
    pages: z.number().int(),
  })
  .meta({ id: 'DryRunPeople' });
export type DryRunPeople = z.infer<typeof dryRunPeopleSchema>;

const tracedRuleSchema = z.object({
  ruleId: z.string(),
  ruleName: z.string(),
  outcome: ruleOutcomeSchema,
  tree: explanationNodeSchema.optional(),
});

/** GET /api/policy/dry-runs/{id}/people/{ref}?target=pool:linux: one person under both policies. */
export const dryRunTracesSchema = z
  .object({
    displayName: z.string(),
    target: policyTargetSchema,
    before: z.object({ has: z.boolean(), rules: z.array(tracedRuleSchema) }),
    after: z.object({ has: z.boolean(), rules: z.array(tracedRuleSchema) }),
  })
  .meta({ id: 'DryRunTraces' });
export type DryRunTraces = z.infer<typeof dryRunTracesSchema>;

/** POST /api/policy/draft/matches: whom a rule that is being written would match, before it is kept. */
export const ruleMatchesQuerySchema = z
  .object({ id: z.string().max(128), yaml: z.string().max(262_144) })
  .meta({ id: 'RuleMatchesQuery' });
export type RuleMatchesQuery = z.infer<typeof ruleMatchesQuerySchema>;

export const ruleMatchesSchema = z
  .object({
    known: z.number().int(),
    people: z.number().int(),
    version: z.number().int().optional(),
    more: z.number().int().describe('match now and did not under the published version of the rule'),
    fewer: z.number().int(),
    missing: z
      .array(
        z.object({
          path: z.string(),
          attr: z.string(),
          people: z.number().int(),
          universities: z.array(z.string()),
        }),
      )
      .describe(
        'tests that met an attribute that was not released, and how many people count as no because of it',
      ),
    examples: z.array(
      z.object({ id: z.string().optional(), displayName: z.string(), university: z.string() }),
    ),
  })
  .meta({ id: 'RuleMatches' });
export type RuleMatches = z.infer<typeof ruleMatchesSchema>;
