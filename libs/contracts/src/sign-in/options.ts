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
  })
  .meta({ id: 'SignInOption' });
export type SignInOption = z.infer<typeof signInOptionSchema>;

export const signInOptionsSchema = z
  .object({ options: z.array(signInOptionSchema), simulated: z.boolean() })
  .meta({ id: 'SignInOptions' });
export type SignInOptions = z.infer<typeof signInOptionsSchema>;
