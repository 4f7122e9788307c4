import { z } from 'zod';

/** What an identity provider's admin has to be told about one sign-in: names of attributes, never their values. */
export const universityAskSchema = z
  .object({
    university: z.object({ entityId: z.string(), title: z.string() }),
    serviceEntityId: z.string().describe('our entityID, by which they find us in their metadata'),
    at: z.iso.datetime(),
    reference: z.string().describe('of the sign-in, as the person was shown it'),
    needed: z
      .array(
        z.object({
          attr: z.string().describe('attribute id; `identifier` for whatever tells a person apart'),
          names: z.array(z.string()).describe('SAML names, any of which will do'),
        }),
      )
      .describe('needed and never came'),
    notAccepted: z
      .array(z.object({ attr: z.string(), name: z.string(), why: z.string().describe('stable key') }))
      .describe('came, and could not be believed'),
    category: z
      .string()
      .optional()
      .describe('the entity category whose bundle holds what is needed; absent when none does'),
    beyondCategory: z.array(z.string()).describe('ids of what is needed and in no entity category'),
    contacts: z.array(
      z.object({ kind: z.string(), name: z.string().optional(), emails: z.array(z.string()) }),
    ),
    errorUrl: z.string().optional().describe('their page for such cases, about this sign-in'),
  })
  .meta({ id: 'UniversityAsk' });
export type UniversityAsk = z.infer<typeof universityAskSchema>;
