import { z } from 'zod';
import { metadataKeySchema } from '../federations/metadata-key';

/**
 * Where one of our keys stands in its life. `next`: published and able to decrypt, does not sign yet; `active`: signs;
 * `former`: signed before, still published, so that the change can be taken back; `retired`: no longer published, still
 * decrypts what old copies of our metadata bring.
 */
export const OWN_KEY_STATES = ['next', 'active', 'former', 'retired'] as const;
export const ownKeyStateSchema = z.enum(OWN_KEY_STATES);
export type OwnKeyState = z.infer<typeof ownKeyStateSchema>;

export const ownKeySchema = metadataKeySchema
  .extend({
    id: z.string().describe('its name in `virlab keys` commands'),
    state: ownKeyStateSchema,
    uses: z.array(z.enum(['signing', 'encryption'])).describe('what it can be used for'),
    published: z.boolean().describe('stands in our metadata'),
    since: z.iso.datetime().describe('when it came into this state'),
    nextStepFrom: z.iso.datetime().optional().describe('when the next step of the change is safe'),
  })
  .meta({ id: 'OwnKey' });
export type OwnKey = z.infer<typeof ownKeySchema>;

/** What stands between us and a federation. `blocks`: it would be turned away; `advised`: it would be asked for. */
export const SERVICE_PROVIDER_FINDINGS = [
  'public-url-not-https',
  'contact-technical-missing',
  'contact-support-missing',
  'contact-security-missing',
  'organization-missing',
  'privacy-statement-is-ours',
  'entity-id-names-a-page',
  'entity-category-missing',
  'incident-response-missing',
  'key-short',
  'key-change-under-way',
] as const;
export const serviceProviderFindingSchema = z.object({
  code: z.enum(SERVICE_PROVIDER_FINDINGS),
  weight: z.enum(['blocks', 'advised', 'note']),
  setting: z.string().optional().describe('the VIRLAB_… variable that mends it'),
  detail: z.string().optional().describe('the value it is about'),
});
export type ServiceProviderFinding = z.infer<typeof serviceProviderFindingSchema>;
export type ServiceProviderFindingCode = ServiceProviderFinding['code'];

const localizedSchema = z.object({ language: z.string(), text: z.string() });

/** What we are to a federation, as our metadata says it, and what is still missing before we can join one. */
export const serviceProviderSchema = z
  .object({
    entityId: z.string(),
    acsUrl: z.string().describe('where responses are posted'),
    sloUrl: z.string().describe('single logout, by redirect'),
    discoveryResponseUrl: z.string().describe('where a discovery service sends people back'),
    metadataUrl: z.string(),
    signedMetadataUrl: z.string(),
    displayNames: z.array(localizedSchema),
    descriptions: z.array(localizedSchema),
    informationUrl: z.string(),
    privacyStatementUrl: z.string(),
    logo: z.object({ url: z.string(), width: z.number().int(), height: z.number().int() }),
    subjectIdRequirement: z.enum(['subject-id', 'pairwise-id', 'any', 'none']),
    entityCategories: z.array(z.string()),
    assuranceCertifications: z.array(z.string()),
    requestedAttributes: z.array(
      z.object({ id: z.string(), name: z.string().describe('SAML name'), isRequired: z.boolean() }),
    ),
    organization: z.object({ name: z.string(), displayName: z.string(), url: z.string() }).optional(),
    contacts: z.array(
      z.object({
        kind: z.enum(['technical', 'support', 'administrative', 'security']),
        givenName: z.string(),
        email: z.string(),
      }),
    ),
    keys: z.array(ownKeySchema),
    findings: z.array(serviceProviderFindingSchema).describe('weightiest first'),
    letters: z
      .array(z.object({ language: z.enum(['en', 'pt']), subject: z.string(), body: z.string() }))
      .describe('ready to send to the federation'),
  })
  .meta({ id: 'ServiceProvider' });
export type ServiceProvider = z.infer<typeof serviceProviderSchema>;
