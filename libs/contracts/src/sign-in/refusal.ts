import { z } from 'zod';
import { universityAskSchema } from '../attributes/university-ask';

/** What is particular to one refused sign-in; `ref` in the page's address leads to it for an hour. */
export const signInRefusalSchema = z
  .object({
    code: z.string().describe('stable failure code'),
    at: z.iso.datetime(),
    detail: z.string().optional().describe('for people to read, such as the reason that a rule gives'),
    idp: z.string().optional().describe('entityID of the identity provider, as soon as it was known'),
    context: z.record(z.string(), z.string()).describe('facts that the page of this code shows'),
    ask: universityAskSchema
      .optional()
      .describe('what the university has to be told, when its attributes were what failed'),
  })
  .meta({ id: 'SignInRefusal' });
export type SignInRefusal = z.infer<typeof signInRefusalSchema>;

/** What anybody may know about an identity provider: whom to turn to when it does not let somebody in. */
export const signInProviderFactsSchema = z
  .object({
    entityId: z.string(),
    title: z.string(),
    supportUrl: z.string().optional().describe('where the operators of Virlab send people'),
    errorUrl: z.string().optional().describe('the page that the university publishes for this'),
    contacts: z.array(
      z.object({
        kind: z.string().describe('contactType of the metadata: technical, support, administrative'),
        name: z.string().optional(),
        emails: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'SignInProviderFacts' });
export type SignInProviderFacts = z.infer<typeof signInProviderFactsSchema>;
