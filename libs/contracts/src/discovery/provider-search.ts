import { z } from 'zod';
import { signInOptionSchema } from '../sign-in/options';

/** More results than this are no help: a further letter is. */
export const MOST_FOUND = 8;
/** Longer than any name. */
const LONGEST_TYPED = 256;
/** What a browser remembers. */
export const MOST_REMEMBERED = 3;
const LONGEST_ENTITY_ID = 1024;

export const providerSearchQuerySchema = z
  .object({
    q: z
      .string()
      .max(LONGEST_TYPED)
      .describe(
        'start of a name or a word in it, initials, a domain, a keyword; of a mail address send the domain',
      ),
    limit: z.coerce.number().int().min(1).max(MOST_FOUND).default(MOST_FOUND),
  })
  .meta({ id: 'ProviderSearchQuery' });
export type ProviderSearchQuery = z.infer<typeof providerSearchQuerySchema>;

/** A university that fits what was typed. */
export const foundProviderSchema = signInOptionSchema
  .extend({
    matches: z
      .array(z.tuple([z.int(), z.int()]))
      .describe('start and end of what fits in the title, in UTF-16 units, in order'),
  })
  .meta({ id: 'FoundProvider' });
export type FoundProvider = z.infer<typeof foundProviderSchema>;

export const providerSearchSchema = z
  .object({
    results: z.array(foundProviderSchema).describe('best first'),
    total: z.int().describe('how many universities were searched'),
    hasClose: z.boolean().describe('true when some only resemble what was typed'),
  })
  .meta({ id: 'ProviderSearch' });
export type ProviderSearch = z.infer<typeof providerSearchSchema>;

export const knownProvidersQuerySchema = z
  .object({
    entityID: z
      .union([
        z.string().max(LONGEST_ENTITY_ID),
        z.array(z.string().max(LONGEST_ENTITY_ID)).max(MOST_REMEMBERED),
      ])
      .describe('once or several times'),
  })
  .meta({ id: 'KnownProvidersQuery' });
export type KnownProvidersQuery = z.infer<typeof knownProvidersQuerySchema>;

/** Of the universities asked for, those that somebody can sign in through, in the order asked. */
export const knownProvidersSchema = z
  .object({ options: z.array(signInOptionSchema) })
  .meta({ id: 'KnownProviders' });
export type KnownProviders = z.infer<typeof knownProvidersSchema>;
