import { z } from 'zod';
import { universityAskSchema } from '../attributes/university-ask';
import { ownSessionSchema } from '../session/own-session';

/** Who has what: one known person and their rights. */
export const personSummarySchema = z
  .object({
    id: z.string(),
    displayName: z.string(),
    identifier: z.string().describe('the identifier the university gave'),
    university: z.object({ entityId: z.string(), title: z.string() }),
    lastSignInAt: z.iso.datetime().optional(),
    outcome: z.enum(['admitted', 'refused']),
    roles: z.array(z.string()),
    classes: z.array(z.object({ ref: z.string(), as: z.string() })),
    pools: z.array(z.string()),
    dropped: z.number().int().describe('values dropped at the last sign-in'),
  })
  .meta({ id: 'PersonSummary' });
export type PersonSummary = z.infer<typeof personSummarySchema>;

export const peopleSchema = z.object({ people: z.array(personSummarySchema) }).meta({ id: 'People' });
export type People = z.infer<typeof peopleSchema>;

/** One right and what gave it. */
export const rightSchema = z
  .object({
    kind: z.enum(['role', 'class', 'pool']),
    ref: z.string(),
    title: z.string(),
    as: z.string().optional(),
    ruleId: z.string(),
    ruleName: z.string(),
    policyVersion: z.number().int(),
    grantedAt: z.iso.datetime(),
    validUntil: z.iso.datetime().optional(),
    values: z.array(z.object({ attr: z.string(), value: z.string() })),
  })
  .meta({ id: 'Right' });
export type Right = z.infer<typeof rightSchema>;

/** What a university released about somebody at the last sign-in, and what became of it. */
export const personDetailSchema = personSummarySchema
  .extend({
    rights: z.array(rightSchema),
    attributes: z.array(z.object({ attr: z.string(), values: z.array(z.string()) })),
    droppedValues: z.array(z.object({ attr: z.string(), value: z.string(), why: z.string() })),
    unmapped: z.array(z.object({ name: z.string(), count: z.number().int() })),
    policyVersion: z.number().int(),
  })
  .meta({ id: 'PersonDetail' });
export type PersonDetail = z.infer<typeof personDetailSchema>;

/** "What we know about you": the same, about oneself, with one's sessions. */
export const ownRecordSchema = personDetailSchema
  .extend({
    ask: universityAskSchema
      .optional()
      .describe('what the university would have to release for more, when something needed never came'),
    sessions: z.array(ownSessionSchema),
  })
  .meta({ id: 'OwnRecord' });
export type OwnRecord = z.infer<typeof ownRecordSchema>;
