import { z } from 'zod';

/** One way to sign in, as the page shows it. */
export const signInOptionSchema = z
  .object({
    provider: z.string().describe('id of the sign-in provider, such as `saml`'),
    id: z.string().describe('the identity provider’s entityID'),
    title: z.string(),
    domain: z.string().optional(),
    url: z.string().describe('where a click goes; `target` may be added'),
    practice: z.boolean().describe('an identity provider that only pretends, for trying out'),
    language: z.string().optional().describe('language of the title (BCP 47), when metadata says it'),
    country: z.string().optional().describe('ISO 3166-1 alpha-2, as far as its domain or registrar tells'),
    logo: z.string().optional().describe('path of ours that has its logo, or 404 when it cannot be had'),
    unusable: z
      .object({ code: z.string().describe('stable failure code'), since: z.iso.datetime() })
      .optional()
      .describe('set while sign-ins through it are refused'),
  })
  .meta({ id: 'SignInOption' });
export type SignInOption = z.infer<typeof signInOptionSchema>;

export const signInOptionsSchema = z
  .object({
    options: z
      .array(signInOptionSchema)
      .describe('every way in when there are few; else empty, and to be searched'),
    searchable: z.int().describe('how many universities the search knows; 0 when all stand in `options`'),
    support: z
      .object({ name: z.string(), email: z.string() })
      .optional()
      .describe('whom to ask who does not find their university'),
    simulated: z.boolean(),
  })
  .meta({ id: 'SignInOptions' });
export type SignInOptions = z.infer<typeof signInOptionsSchema>;
