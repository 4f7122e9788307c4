import { z } from 'zod';
import { policyTargetSchema } from './policy';

/** An attribute that a rule can ask for, and what was really released of it. */
export const vocabularyAttributeSchema = z.object({
  attr: z.string(),
  title: z.string(),
  isVirtual: z.boolean(),
  people: z.number().int().describe('known people of whom it was released'),
  notReleased: z.number().int().describe('known people of whom it was not'),
  values: z
    .array(z.object({ value: z.string(), people: z.number().int() }))
    .describe('the most frequent ones, at most 50'),
  hidden: z.boolean().describe('true when single values tell who it is, so none are listed'),
});
export type VocabularyAttribute = z.infer<typeof vocabularyAttributeSchema>;

/** GET /api/policy/vocabulary: everything that a form can suggest. */
export const policyVocabularySchema = z
  .object({
    attributes: z.array(vocabularyAttributeSchema),
    targets: z.array(policyTargetSchema),
    providers: z.array(z.object({ entityId: z.string(), title: z.string() })),
    known: z.number().int(),
    asOf: z.iso.datetime(),
    timeZone: z.string(),
  })
  .meta({ id: 'PolicyVocabulary' });
export type PolicyVocabulary = z.infer<typeof policyVocabularySchema>;
