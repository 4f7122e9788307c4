import { z } from 'zod';

/** A text in one language (BCP 47). */
interface Localized {
  language: string;
  text: string;
}
/** Somebody with an address: `Name <address>`. */
interface Named<Address extends string> {
  name: string;
  address: Address;
}

const NAMED = /^([^<>]{1,200}?)\s*<([^<>\s]{3,500})>$/;
const MAIL = /^[^\s@<>,;:"]+@[^\s@<>,;:"]+\.[^\s@<>,;:"]+$/;
const IN_LANGUAGE = /^([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)=(.*)$/;
/** REFEDS entity category guidance: longer ones are cut off by discovery services. */
const LONGEST_TEXT = 140;

const contact = z
  .string()
  .transform((text) => named(text))
  .refine((found) => found !== undefined && MAIL.test(found.address), {
    error: 'must be a name and a mail address such as Lab team <lab@uni.example>',
  })
  .transform((found) => ({ givenName: found?.name ?? '', email: found?.address ?? '' }))
  .optional();

const organization = z
  .string()
  .transform((text) => named(text))
  .refine((found) => found !== undefined && isWebAddress(found.address), {
    error: 'must be a name and an address such as Example University <https://uni.example>',
  })
  .transform((found) => ({ name: found?.name ?? '', url: found?.address ?? '' }))
  .optional();

const localized = (what: string) =>
  z
    .string()
    .transform((text) => inLanguages(text))
    .refine((texts) => texts.some(({ language }) => language === 'en'), {
      error: `must hold an English ${what}: a text alone, or en=… | pt=…`,
    })
    .refine((texts) => texts.every(({ language, text }) => language && text), {
      error: `must be a ${what} alone, or en=… | pt=…`,
    })
    .refine((texts) => new Set(texts.map(({ language }) => language)).size === texts.length, {
      error: 'must name each language once',
    })
    .refine((texts) => texts.every(({ text }) => text.length <= LONGEST_TEXT), {
      error: `must have at most ${LONGEST_TEXT} characters in each language`,
    });

const webAddress = z
  .string()
  .refine(isWebAddress, 'must be an http(s) URL that answers without sign-in')
  .optional();

const addresses = z
  .string()
  .default('')
  .transform((text) => text.split(/[\s,]+/).filter(Boolean))
  .refine((list) => list.every((one) => URL.canParse(one)), 'must be URLs with commas between them');

/** What the metadata of our service provider says besides its keys and addresses (SAML2Int SDP-MD09 to MD11). */
export const federationSettingsShape = {
  VIRLAB_DISPLAY_NAME: localized('name')
    .default([{ language: 'en', text: 'Virlab' }])
    .describe('name that people see at their university: a text, or en=… | pt=…'),
  VIRLAB_DESCRIPTION: localized('description')
    .default([
      { language: 'en', text: 'Virtual machines for classes' },
      { language: 'pt', text: 'Máquinas virtuais para as aulas' },
    ])
    .describe('what this is, in at most 140 characters: a text, or en=… | pt=…'),
  VIRLAB_INFORMATION_URL: webAddress.describe('page about this service; by default the public URL'),
  VIRLAB_PRIVACY_STATEMENT_URL: webAddress.describe(
    'privacy statement in English, readable without sign-in; by default <public URL>/privacy',
  ),
  VIRLAB_ORGANIZATION: organization.describe('who runs this: Example University <https://uni.example>'),
  VIRLAB_CONTACT_TECHNICAL: contact.describe('whom federations write to: Lab team <lab@uni.example>'),
  VIRLAB_CONTACT_SUPPORT: contact.describe('whom people are sent to: Help desk <help@uni.example>'),
  VIRLAB_CONTACT_SECURITY: contact.describe(
    'whom incidents are told to, published in the REFEDS form: Security team <security@uni.example>',
  ),
  VIRLAB_SAML_SUBJECT_ID: z
    .enum(['pairwise-id', 'subject-id', 'any'])
    .default('any')
    .describe('identifier asked of identity providers (subject-id:req); any of the two is understood'),
  VIRLAB_SAML_ENTITY_CATEGORIES: addresses.describe(
    'entity categories that the federation granted, such as https://refeds.org/category/pseudonymous',
  ),
  VIRLAB_SAML_ASSURANCE: addresses.describe(
    'what we assert, such as https://refeds.org/sirtfi; needs the security contact',
  ),
};

type FederationValues = z.output<z.ZodObject<typeof federationSettingsShape>>;

/** What a federation and its members are told about us, under names of our own. */
export class FederationSettings {
  readonly displayNames: readonly Localized[];
  readonly descriptions: readonly Localized[];
  readonly informationUrl: string | undefined;
  readonly privacyStatementUrl: string | undefined;
  readonly organization: { name: string; url: string } | undefined;
  readonly contacts: readonly {
    kind: 'technical' | 'support' | 'security';
    givenName: string;
    email: string;
  }[];
  readonly subjectIdRequirement: 'pairwise-id' | 'subject-id' | 'any';
  readonly entityCategories: readonly string[];
  readonly assuranceCertifications: readonly string[];

  constructor(values: FederationValues) {
    this.displayNames = values.VIRLAB_DISPLAY_NAME;
    this.descriptions = values.VIRLAB_DESCRIPTION;
    this.informationUrl = values.VIRLAB_INFORMATION_URL;
    this.privacyStatementUrl = values.VIRLAB_PRIVACY_STATEMENT_URL;
    this.organization = values.VIRLAB_ORGANIZATION;
    this.contacts = (
      [
        ['technical', values.VIRLAB_CONTACT_TECHNICAL],
        ['support', values.VIRLAB_CONTACT_SUPPORT],
        ['security', values.VIRLAB_CONTACT_SECURITY],
      ] as const
    ).flatMap(([kind, found]) => (found ? [{ kind, ...found }] : []));
    this.subjectIdRequirement = values.VIRLAB_SAML_SUBJECT_ID;
    this.entityCategories = values.VIRLAB_SAML_ENTITY_CATEGORIES;
    this.assuranceCertifications = values.VIRLAB_SAML_ASSURANCE;
  }
}

function named(text: string): Named<string> | undefined {
  const [, name, address] = NAMED.exec(text.trim()) ?? [];
  return name && address ? { name: name.trim(), address } : undefined;
}

function inLanguages(text: string): Localized[] {
  if (!IN_LANGUAGE.test(text.trim())) return [{ language: 'en', text: text.trim() }];
  return text.split('|').map((part) => {
    const [, language = '', words = ''] = IN_LANGUAGE.exec(part.trim()) ?? [];
    return { language, text: words.trim() };
  });
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
