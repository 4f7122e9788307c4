import { z } from 'zod';
import { universityAskSchema } from './university-ask';

const recordOutcomeSchema = z.enum(['signed-in', 'refused']);

/** Somebody who signed in; names are hidden from who may not see people. */
const recordedPersonSchema = z.object({
  id: z.string().optional().describe('absent when names are hidden'),
  displayName: z.string().describe('a pseudonym when names are hidden'),
});

/** One of the last sign-ins. */
export const signInRecordSummarySchema = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    person: recordedPersonSchema.optional().describe('absent when it was not known who it was'),
    university: z.object({ entityId: z.string(), title: z.string() }),
    outcome: recordOutcomeSchema,
    code: z.string().optional().describe('failure code when refused'),
    kept: z.number().int().describe('attributes of which a value was kept'),
    missing: z.array(z.string()).describe('ids of what was needed and never came'),
  })
  .meta({ id: 'SignInRecordSummary' });
export type SignInRecordSummary = z.infer<typeof signInRecordSummarySchema>;

export const signInRecordsSchema = z
  .object({
    records: z.array(signInRecordSummarySchema),
    next: z.string().optional().describe('pass as `before` for the next page'),
    keptDays: z.number().int(),
    keptOfPerson: z.number().int().describe('sign-ins that are kept of one account'),
  })
  .meta({ id: 'SignInRecords' });
export type SignInRecords = z.infer<typeof signInRecordsSchema>;

/** Query of GET /api/attributes/sign-ins. */
export const signInRecordsQuerySchema = z
  .object({
    search: z.string().max(200).optional().describe('words of the person or the provider'),
    provider: z.string().max(1024).optional().describe('entityID'),
    outcome: z.enum(['signed-in', 'refused', 'missing']).optional(),
    person: z.string().max(64).optional().describe('id of a known person'),
    before: z.string().max(64).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .meta({ id: 'SignInRecordsQuery' });
export type SignInRecordsQuery = z.infer<typeof signInRecordsQuerySchema>;

/** One part of a filter rule; the page has the words for each key (libs/attributes RuleWords). */
export interface FilterWords {
  key: string;
  texts: string[];
  attr?: string;
  of?: FilterWords[];
}
export const filterWordsSchema: z.ZodType<FilterWords> = z
  .object({
    key: z.string(),
    texts: z.array(z.string()),
    attr: z.string().optional(),
    get of() {
      return z.array(filterWordsSchema).optional();
    },
  })
  .meta({ id: 'FilterWords' });

/** What became of one value. */
export const recordedValueSchema = z
  .object({
    name: z.string().describe('SAML name'),
    nameFormat: z.string().optional(),
    friendlyName: z.string().optional(),
    came: z.string().describe('as it came; empty when hidden'),
    attr: z.string(),
    value: z.string().optional(),
    scope: z.string().optional(),
    hidden: z.boolean().describe('true when values that tell who it is are not shown'),
    fate: z.enum(['kept', 'repeated', 'dropped']),
    why: z.string().optional().describe('for dropped: stable key'),
    rule: z.string().optional().describe('label of the filter rule that decided'),
    words: z
      .array(z.object({ effect: z.enum(['permit', 'deny']), words: filterWordsSchema }))
      .optional()
      .describe('what the filter takes, when it did not take the value'),
    use: z.enum(['rules', 'identifier', 'name', 'mail', 'none']).describe('what it is for'),
    rules: z.number().int().describe('rules of the policy that ask for the attribute'),
  })
  .meta({ id: 'RecordedValue' });
export type RecordedValue = z.infer<typeof recordedValueSchema>;

export const missingAttributeSchema = z
  .object({
    attr: z.string().describe('attribute id, or `identifier`'),
    rules: z.array(z.string()).describe('names of the rules that hung on it'),
    came: z.boolean().describe('true when values came and every one was dropped'),
    lackedBy: z.number().int().describe('people of this provider that lacked it when they last signed in'),
    people: z.number().int().describe('people of this provider that signed in lately'),
  })
  .meta({ id: 'MissingAttribute' });
export type MissingAttribute = z.infer<typeof missingAttributeSchema>;

/** One sign-in: what came, what was decoded, what was kept, dropped, not mapped, and what never came. */
export const signInRecordSchema = signInRecordSummarySchema
  .extend({
    reference: z.string(),
    provider: z.string().describe('sign-in provider, such as `saml`'),
    rulesVersion: z.number().int().describe('version of the attribute rules; 0 for the shipped ones'),
    policyVersion: z.number().int().optional(),
    scopes: z.array(z.string()).describe('what the provider may put behind an @, by its metadata now'),
    values: z.array(recordedValueSchema),
    unmapped: z.array(
      z.object({
        name: z.string(),
        nameFormat: z.string().optional(),
        friendlyName: z.string().optional(),
        count: z.number().int(),
      }),
    ),
    lacking: z.array(missingAttributeSchema),
    ask: universityAskSchema,
  })
  .meta({ id: 'SignInRecord' });
export type SignInRecord = z.infer<typeof signInRecordSchema>;

/** What one provider released at its last sign-ins. */
export const releasedByProviderSchema = z
  .object({
    entityId: z.string(),
    signIns: z.number().int().describe('sign-ins that were looked at: the last 200 of 30 days'),
    needed: z.array(z.object({ id: z.string(), came: z.boolean(), lastAt: z.iso.datetime().optional() })),
    released: z.array(z.object({ id: z.string(), signIns: z.number().int(), lastAt: z.iso.datetime() })),
  })
  .meta({ id: 'ReleasedByProvider' });
export type ReleasedByProvider = z.infer<typeof releasedByProviderSchema>;
