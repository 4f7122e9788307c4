import { z } from 'zod';
import { fingerprintSchema, metadataFaultSchema, metadataKeySchema } from './metadata-key';

/**
 * How an identity provider is doing. `unusable`: its metadata cannot be used; `refused`: sign-ins failed in the last 24
 * hours by its doing; `releases-too-little`: under three quarters of what rules ask for ever came; `key-expiring`: its
 * owner meant to change the key within 30 days; `unused`: nobody signed in yet.
 */
export const PROVIDER_HEALTH = [
  'fine',
  'unused',
  'releases-too-little',
  'key-expiring',
  'refused',
  'unusable',
  'disabled',
] as const;
export type ProviderHealth = (typeof PROVIDER_HEALTH)[number];

export const providerSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('registered') }),
  z.object({ kind: z.literal('federation'), id: z.string(), title: z.string() }),
]);
export type ProviderSource = z.infer<typeof providerSourceSchema>;

/** Refused sign-ins of the last 24 hours, of one code. */
export const providerRefusalSchema = z.object({
  code: z.string(),
  times: z.number().int(),
  lastAt: z.iso.datetime(),
});
export type ProviderRefusal = z.infer<typeof providerRefusalSchema>;

export const providerRowSchema = z
  .object({
    entityId: z.string(),
    title: z.string(),
    domain: z.string().optional(),
    health: z.enum(PROVIDER_HEALTH),
    needsYou: z.boolean().describe('somebody has to do something, and people are affected'),
    source: providerSourceSchema,
    practice: z.boolean(),
    enabled: z.boolean(),
    people: z.number().int().describe('people who signed in in the last 30 days'),
    lastSignInAt: z.iso.datetime().optional(),
    needed: z
      .object({ came: z.array(z.string()), never: z.array(z.string()) })
      .describe('attributes that rules ask for: which of them ever came; both empty while nobody signed in'),
    refusals: z.array(providerRefusalSchema),
    keys: z
      .object({ count: z.number().int(), newest: metadataKeySchema })
      .optional()
      .describe('signing keys; absent where the metadata is fetched at need'),
    scopes: z.array(z.string()),
    allows: z
      .object({ cbc: z.boolean(), assertionOnlySignature: z.boolean() })
      .describe('exceptions that an admin set'),
  })
  .meta({ id: 'ProviderRow' });
export type ProviderRow = z.infer<typeof providerRowSchema>;

export const PROVIDER_FILTERS = ['in-use', 'need-you', 'all'] as const;
export type ProviderFilter = (typeof PROVIDER_FILTERS)[number];

/** Query of GET /api/providers. */
export const providersQuerySchema = z
  .object({
    show: z.enum(PROVIDER_FILTERS).default('in-use').describe('`in-use`: registered, or somebody signed in'),
    search: z.string().max(200).optional().describe('words of name, domain, keyword or entity ID'),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .meta({ id: 'ProvidersQuery' });
export type ProvidersQuery = z.input<typeof providersQuerySchema>;

export const providersPageSchema = z
  .object({
    providers: z.array(providerRowSchema),
    found: z.number().int().describe('with this search and filter'),
    counts: z.object({ inUse: z.number().int(), needYou: z.number().int(), all: z.number().int() }),
    findings: z.array(providerRowSchema).describe('those that need you, most people first; at most ten'),
  })
  .meta({ id: 'ProvidersPage' });
export type ProvidersPage = z.infer<typeof providersPageSchema>;

const localizedSchema = z.object({ language: z.string(), text: z.string() });

/** One identity provider with everything its metadata says that an admin asks for. */
export const providerDetailSchema = providerRowSchema
  .extend({
    names: z.array(localizedSchema),
    descriptions: z.array(localizedSchema),
    unsupportedScopes: z.array(z.string()).describe('regular expressions: shown, never applied'),
    supportUrl: z.string().optional(),
    errorUrl: z.string().optional(),
    contacts: z.array(
      z.object({
        kind: z.string(),
        refedsKind: z.string().optional(),
        name: z.string().optional(),
        emails: z.array(z.string()),
      }),
    ),
    registrationAuthority: z.string().optional(),
    entityCategories: z.array(z.string()),
    assurance: z.array(z.string()),
    hidden: z.boolean().describe('left out of discovery by its federation'),
    ssoUrl: z.string().optional(),
    singleLogoutUrl: z.string().optional(),
    validUntil: z.iso.datetime().optional(),
    changedAt: z.iso.datetime().optional().describe('when an admin changed it last'),
    signingKeys: z.array(metadataKeySchema),
    unusable: metadataFaultSchema.optional(),
    peopleEver: z.number().int(),
    admins: z.number().int().describe('identity admins whose only way in it is'),
  })
  .meta({ id: 'ProviderDetail' });
export type ProviderDetail = z.infer<typeof providerDetailSchema>;

/** Where one provider's metadata is: an address, or the text itself (a file that was chosen). */
export const providerDocumentSchema = z
  .union([
    z.object({ url: z.string().trim().min(1).max(1024) }).strict(),
    z.object({ xml: z.string().min(1).max(240_000) }).strict(),
  ])
  .meta({ id: 'ProviderDocument' });
export type ProviderDocument = z.infer<typeof providerDocumentSchema>;

/** Body of POST /api/providers/preview. */
export const previewProviderSchema = z
  .object({ from: providerDocumentSchema })
  .meta({ id: 'PreviewProviderRequest' });
export type PreviewProviderRequest = z.infer<typeof previewProviderSchema>;

/** What was found about one identity provider. Nothing of it is trusted or kept. */
export const providerPreviewSchema = z
  .object({
    entityId: z.string(),
    title: z.string(),
    scopes: z.array(z.string()),
    unsupportedScopes: z.array(z.string()),
    ssoUrl: z.string(),
    validUntil: z.iso.datetime().optional(),
    keys: z.array(metadataKeySchema),
    known: providerSourceSchema.optional().describe('where it is known from already'),
    newKeys: z.array(fingerprintSchema).describe('keys that what is known does not have'),
  })
  .meta({ id: 'ProviderPreview' });
export type ProviderPreview = z.infer<typeof providerPreviewSchema>;

/** Body of POST /api/providers. */
export const newProviderSchema = z
  .object({
    from: providerDocumentSchema,
    title: z.string().trim().min(1).max(256).optional(),
    trusted: z.array(fingerprintSchema).min(1).max(16).describe('all signing keys of it, as confirmed'),
  })
  .meta({ id: 'NewProvider' });
export type NewProvider = z.infer<typeof newProviderSchema>;

/** Body of PATCH /api/providers/{entityId}. */
export const providerChangeSchema = z
  .object({
    enabled: z.boolean().optional(),
    allowsCbc: z.boolean().optional(),
    signsAssertionOnly: z.boolean().optional(),
  })
  .meta({ id: 'ProviderChange' });
export type ProviderChange = z.infer<typeof providerChangeSchema>;
