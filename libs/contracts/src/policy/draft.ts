import { z } from 'zod';
import { policyCheckSchema } from './check';
import { policyCaseSchema, savePolicyCaseSchema } from './test-case';

/** Somebody of the staff, as others of the staff see them. */
export const policyAuthorSchema = z.object({ userId: z.string(), displayName: z.string() });
export type PolicyAuthor = z.infer<typeof policyAuthorSchema>;

/** One rule of the draft. `base` is handed back with a change, so that nobody overwrites what somebody else wrote. */
export const draftRuleSchema = z
  .object({
    id: z.string(),
    base: z.string().describe('hash of the text, to be sent back with a change'),
    yaml: z.string().describe('the rule alone, from its first field'),
    name: z.string(),
    enabled: z.boolean(),
    priority: z.number().int(),
    owner: z.string().optional(),
    note: z.string().optional(),
    sentence: z
      .unknown()
      .optional()
      .describe('RuleSentence of libs/policy; absent while the rule has faults'),
    change: z.enum(['same', 'added', 'changed']).describe('against the version that is published'),
    people: z.number().int().optional().describe('known people who match now; absent until counted'),
    peopleBefore: z.number().int().optional().describe('the same of the published rule'),
    editedBy: z.array(policyAuthorSchema).describe('others who have it open now'),
  })
  .meta({ id: 'DraftRule' });
export type DraftRule = z.infer<typeof draftRuleSchema>;

export const draftCommentSchema = z.object({
  id: z.string(),
  author: policyAuthorSchema,
  at: z.iso.datetime(),
  text: z.string(),
});
export type DraftComment = z.infer<typeof draftCommentSchema>;

/** How far the draft is on its way, and what the viewer may do next; `whyNot` is a stable key when they may not. */
export const draftApprovalSchema = z.object({
  needed: z.boolean().describe('true when a second person has to approve'),
  askedBy: policyAuthorSchema.optional(),
  askedAt: z.iso.datetime().optional(),
  approvedBy: policyAuthorSchema.optional(),
  approvedAt: z.iso.datetime().optional(),
  mayApprove: z.boolean(),
  mayPublish: z.boolean(),
  whyNot: z
    .enum([
      'no-draft',
      'nothing-changed',
      'faults',
      'cases-fail',
      'dry-run-needed',
      'brake',
      'approval-needed',
      'own-work',
      'behind',
      'not-allowed',
    ])
    .optional(),
});
export type DraftApproval = z.infer<typeof draftApprovalSchema>;

/** The one draft of the policy. While nobody has begun one it shows what is published, with `exists: false`. */
export const policyDraftSchema = z
  .object({
    exists: z.boolean(),
    revision: z.number().int().describe('grows with every change'),
    baseVersion: z.number().int().describe('the version it was begun from; 0 when none was published'),
    publishedVersion: z.number().int(),
    publishedAt: z.iso.datetime().optional(),
    isBehind: z.boolean().describe('true when another version was published since it was begun'),
    state: z.enum(['editing', 'waiting', 'approved']),
    authors: z.array(policyAuthorSchema).describe('everybody who changed something in it'),
    updatedAt: z.iso.datetime().optional(),
    changes: z.number().int().describe('rules added, changed, removed or moved, and test cases changed'),
    timeZone: z.string(),
    source: z.string().describe('the whole policy as YAML'),
    rules: z.array(draftRuleSchema),
    removed: z.array(z.object({ id: z.string(), name: z.string() })),
    cases: z.array(policyCaseSchema),
    check: policyCheckSchema,
    approval: draftApprovalSchema,
    dryRun: z
      .object({
        id: z.string(),
        state: z.enum(['running', 'done', 'cancelled', 'failed']),
        isCurrent: z.boolean(),
      })
      .optional()
      .describe('the last dry run of the draft; current when nothing changed since'),
    comments: z.array(draftCommentSchema),
    present: z.array(policyAuthorSchema.extend({ ruleId: z.string().optional(), since: z.iso.datetime() })),
    brakePercent: z
      .number()
      .describe('more than this share of a class or of everybody losing access needs a typed word'),
  })
  .meta({ id: 'PolicyDraft' });
export type PolicyDraft = z.infer<typeof policyDraftSchema>;

/** PUT /api/policy/draft/rules/{id}: writes one rule. `base` is null for a rule that is new. */
export const saveDraftRuleSchema = z
  .object({
    yaml: z.string().max(262_144),
    base: z.string().max(64).nullable(),
    after: z
      .string()
      .max(128)
      .nullable()
      .optional()
      .describe('id of the rule it is to follow; null for the first place'),
  })
  .meta({ id: 'SaveDraftRule' });
export type SaveDraftRule = z.infer<typeof saveDraftRuleSchema>;

/** DELETE /api/policy/draft/rules/{id}?base=… */
export const removeDraftRuleQuerySchema = z
  .object({ base: z.string().max(64) })
  .meta({ id: 'RemoveDraftRuleQuery' });

/** PUT /api/policy/draft/order: every id once, in the new order. */
export const orderDraftSchema = z
  .object({ revision: z.number().int(), ids: z.array(z.string().max(128)).max(500) })
  .meta({ id: 'OrderDraft' });
export type OrderDraft = z.infer<typeof orderDraftSchema>;

/** PUT /api/policy/draft/source: the whole text, when nobody changed it since `revision`. */
export const saveDraftSourceSchema = z
  .object({
    revision: z.number().int(),
    source: z.string().max(524_288),
    cases: z
      .array(savePolicyCaseSchema.pick({ name: true, document: true }))
      .max(1_000)
      .optional()
      .describe('all test cases; those of the draft stay when absent'),
  })
  .meta({ id: 'SaveDraftSource' });
export type SaveDraftSource = z.infer<typeof saveDraftSourceSchema>;

/** PUT /api/policy/draft/presence, every 20 s while a page of the draft is open. */
export const draftPresenceSchema = z
  .object({ ruleId: z.string().max(128).optional(), left: z.boolean().optional() })
  .meta({ id: 'DraftPresence' });
export type DraftPresence = z.infer<typeof draftPresenceSchema>;

/** POST /api/policy/draft/comments. */
export const newDraftCommentSchema = z
  .object({ text: z.string().trim().min(1).max(2_000) })
  .meta({ id: 'NewDraftComment' });
export type NewDraftComment = z.infer<typeof newDraftCommentSchema>;

/** POST /api/policy/draft/{ask,approve,withdraw,publish}: on which state of the draft the person acted. */
export const draftStepSchema = z
  .object({
    revision: z.number().int(),
    comment: z.string().trim().max(1_000).optional(),
    confirmation: z.string().max(200).optional().describe('the word of the brake'),
  })
  .meta({ id: 'DraftStep' });
export type DraftStep = z.infer<typeof draftStepSchema>;

/** DELETE /api/policy/draft?revision=… */
export const discardDraftQuerySchema = z
  .object({ revision: z.coerce.number().int() })
  .meta({ id: 'DiscardDraftQuery' });

/**
 * POST /api/policy/draft/rebase: puts the changes of the draft onto the version that is published now. What both changed
 * is told as `draft-behind`, one entry in `errors` for each: `rules.<id>`, `cases.<name>` or `defaults`.
 */
export const rebaseDraftSchema = z
  .object({
    revision: z.number().int(),
    keep: z
      .record(z.string().max(256), z.enum(['mine', 'theirs']))
      .optional()
      .describe('whose text stays where both changed the same, by the path that was told'),
  })
  .meta({ id: 'RebaseDraft' });
export type RebaseDraft = z.infer<typeof rebaseDraftSchema>;
