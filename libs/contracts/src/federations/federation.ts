import { z } from 'zod';
import { fingerprintSchema, metadataFaultSchema, metadataKeySchema } from './metadata-key';

/** Where metadata comes from: a file on the server, an address, or a service that is asked for each provider (MDQ). */
export const FEDERATION_KINDS = ['url', 'mdq', 'file'] as const;
export const federationKindSchema = z.enum(FEDERATION_KINDS);
export type FederationKind = z.infer<typeof federationKindSchema>;

/**
 * How a federation is doing. `fine`: the last look went well; `copy-in-use`: it did not, the last good copy is used;
 * `waiting`: nothing was fetched yet; `failed`: nothing usable was ever fetched; `expired`: the copy is past its end, so
 * nobody signs in by it; `disabled`: an admin switched it off.
 */
export const FEDERATION_HEALTH = ['fine', 'copy-in-use', 'waiting', 'failed', 'expired', 'disabled'] as const;
export type FederationHealth = (typeof FEDERATION_HEALTH)[number];

export const federationSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: federationKindSchema,
    location: z.string(),
    enabled: z.boolean(),
    health: z.enum(FEDERATION_HEALTH),
    fault: metadataFaultSchema.optional().describe('why the last look failed'),
    refreshing: z.boolean().describe('a look is under way'),
    lastLookAt: z.iso.datetime().optional(),
    lastGoodAt: z.iso.datetime().optional().describe('when the copy in use was fetched'),
    nextLookAt: z.iso.datetime().optional(),
    validUntil: z.iso.datetime().optional(),
    maxValidityDays: z.number().int().describe('the longest validity that is taken, in days'),
    providers: z.number().int().optional().describe('identity providers in it; unknown for MDQ'),
    people: z.number().int().describe('people who signed in by it in the last 30 days'),
    keys: z.array(metadataKeySchema).describe('any of which may have signed it'),
  })
  .meta({ id: 'Federation' });
export type Federation = z.infer<typeof federationSchema>;

export const federationsSchema = z
  .object({ federations: z.array(federationSchema) })
  .meta({ id: 'Federations' });
export type Federations = z.infer<typeof federationsSchema>;

const locationSchema = z.string().trim().min(1).max(1024);

/** Body of POST /api/federations/preview. */
export const previewFederationSchema = z
  .object({
    kind: federationKindSchema,
    location: locationSchema,
    sampleEntityId: z
      .string()
      .max(1024)
      .optional()
      .describe('an entity that an MDQ service knows, for services that answer about single ones only'),
  })
  .meta({ id: 'PreviewFederationRequest' });
export type PreviewFederationRequest = z.infer<typeof previewFederationSchema>;

/** What was found somewhere. Nothing of it is trusted or kept. */
export const federationPreviewSchema = z
  .object({
    kind: federationKindSchema,
    location: z.string(),
    suggestedTitle: z.string().optional(),
    providers: z.number().int().optional().describe('identity providers found; absent for MDQ'),
    validUntil: z.iso.datetime().optional(),
    keys: z.array(metadataKeySchema).describe('with which the document says it is signed'),
    faults: z.array(metadataFaultSchema).describe('why it could not be used as it is'),
  })
  .meta({ id: 'FederationPreview' });
export type FederationPreview = z.infer<typeof federationPreviewSchema>;

const titleSchema = z.string().trim().min(1).max(256);
/** eduGAIN profile: 28 days at most; shorter is safer. */
const maxValidityDaysSchema = z.number().int().min(1).max(60);
const trustedSchema = z
  .array(fingerprintSchema)
  .min(1)
  .max(8)
  .describe('fingerprints of the keys that were confirmed');

/** Body of POST /api/federations. */
export const newFederationSchema = previewFederationSchema
  .extend({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens')
      .optional()
      .describe('by default made from the title'),
    title: titleSchema,
    trusted: trustedSchema,
    maxValidityDays: maxValidityDaysSchema.default(28),
  })
  .meta({ id: 'NewFederation' });
export type NewFederation = z.input<typeof newFederationSchema>;

/** Body of PATCH /api/federations/{id}; `trusted` replaces the keys by those that a preview has just shown. */
export const federationChangeSchema = z
  .object({
    title: titleSchema.optional(),
    enabled: z.boolean().optional(),
    maxValidityDays: maxValidityDaysSchema.optional(),
    trusted: trustedSchema.optional(),
    sampleEntityId: z.string().max(1024).optional().describe('as for a preview'),
  })
  .meta({ id: 'FederationChange' });
export type FederationChange = z.infer<typeof federationChangeSchema>;

/** Answer to a change that takes away ways in. */
export const wayInLossSchema = z
  .object({ people: z.number().int().describe('people who can no longer sign in by it') })
  .meta({ id: 'WayInLoss' });
export type WayInLoss = z.infer<typeof wayInLossSchema>;
