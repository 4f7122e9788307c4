import { z } from 'zod';

/** The two files in Shibboleth's formats, as texts. */
const texts = {
  map: z.string().min(1).describe('text of attribute-map.xml'),
  policy: z.string().min(1).describe('text of attribute-policy.xml'),
};

export const attributeRulesFilesSchema = z.strictObject(texts).meta({ id: 'AttributeRulesFiles' });
export type AttributeRulesFiles = z.infer<typeof attributeRulesFilesSchema>;

export const newAttributeRulesSchema = z
  .strictObject({
    ...texts,
    comment: z.string().trim().min(1).max(1024).describe('why'),
    basedOn: z.number().int().min(0).describe('the version that the report compared with'),
  })
  .meta({ id: 'NewAttributeRules' });
export type NewAttributeRules = z.infer<typeof newAttributeRulesSchema>;

/** One version; 0 is what is shipped. */
export const attributeRulesVersionSchema = z
  .object({
    version: z.number().int(),
    author: z.string().optional().describe('absent for the shipped files'),
    comment: z.string().optional(),
    publishedAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'AttributeRulesVersion' });
export type AttributeRulesVersion = z.infer<typeof attributeRulesVersionSchema>;

export const attributeRulesVersionsSchema = z
  .object({
    current: z.number().int(),
    attributes: z.number().int().describe('ids that the map in force gives'),
    names: z.number().int().describe('SAML names that it knows'),
    filtered: z.number().int().describe('attributes with a filter rule of their own'),
    versions: z.array(attributeRulesVersionSchema).describe('newest first, the shipped files last'),
  })
  .meta({ id: 'AttributeRulesVersions' });
export type AttributeRulesVersions = z.infer<typeof attributeRulesVersionsSchema>;

export const attributeRulesTextsSchema = attributeRulesVersionSchema
  .extend(texts)
  .meta({ id: 'AttributeRulesTexts' });
export type AttributeRulesTexts = z.infer<typeof attributeRulesTextsSchema>;

const foundSchema = z.object({
  file: z.enum(['map', 'policy']),
  code: z.string(),
  message: z.string(),
  line: z.number().int(),
  column: z.number().int(),
});
const samlNameSchema = z.object({ name: z.string(), nameFormat: z.string() });
const switchedSchema = z.object({ from: z.boolean(), to: z.boolean() }).optional();

/** What would be different with other files in force. */
export const attributeRulesReportSchema = z
  .object({
    current: z.number().int().describe('the version compared with'),
    usable: z.boolean(),
    unchanged: z.boolean().describe('true when these are the files in force'),
    locksOut: z.boolean().describe('true when nobody who is an identity admin now would be one'),
    faults: z.array(foundSchema),
    skipped: z.array(foundSchema),
    attributes: z.array(
      z.object({
        id: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        namesAdded: z.array(samlNameSchema),
        namesRemoved: z.array(samlNameSchema),
        decoder: z.object({ from: z.string(), to: z.string() }).optional(),
        caseSensitive: switchedSchema,
        requested: switchedSchema,
      }),
    ),
    filters: z.array(
      z.object({
        attributeId: z.string(),
        change: z.enum(['stricter', 'looser', 'both', 'rewritten']),
        nowKept: z.array(z.string()),
        nowDropped: z.array(z.string()),
      }),
    ),
    gone: z.array(
      z.object({
        id: z.string(),
        rules: z.array(z.string()).optional().describe('rules of the policy that ask for it'),
        identifier: z.string().optional().describe('the kind of identifier that it is'),
      }),
    ),
    ruledButUnknown: z.array(z.string()),
  })
  .meta({ id: 'AttributeRulesReport' });
export type AttributeRulesReport = z.infer<typeof attributeRulesReportSchema>;

export const publishedAttributeRulesSchema = z
  .object({ version: z.number().int(), result: z.enum(['published', 'unchanged']) })
  .meta({ id: 'PublishedAttributeRules' });
export type PublishedAttributeRules = z.infer<typeof publishedAttributeRulesSchema>;
