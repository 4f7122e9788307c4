import {
  hostModeSchema,
  newLessonSchema,
  poolKindSchema,
  poolSettingsSchema,
  templateDisplaySchema,
  templateIconSchema,
} from '@virlab/contracts';
import { z } from 'zod';

/** Safe in a path, a log line and a policy; policies refer to pools and classes by it. */
const name = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/,
    'expected up to 128 letters, digits and . _ : ~ - with a letter or digit first',
  );
const title = z.string().trim().min(1).max(256);
const filePath = z.string().min(1).max(1024);
const url = z.url({ protocol: /^https?$/, error: 'expected an http(s) URL' }).max(1024);

const lessonSchema = z
  .strictObject({
    name: name.describe('unique in the class; it stays when anything else changes'),
    ...newLessonSchema.shape,
  })
  .refine(({ from, to }) => from < to, { error: 'expected an end after the beginning', path: ['to'] })
  .refine(({ date, lastDate }) => lastDate === null || lastDate >= date, {
    error: 'expected a last day that is not before the first one',
    path: ['lastDate'],
  });

/** More than one each day of a week, and some for once. */
const MOST_LESSONS = 100;

const classSchema = z.strictObject({
  kind: z.literal('Class'),
  name,
  code: z.string().trim().min(1).max(64),
  title,
  lessons: z
    .array(lessonSchema)
    .max(MOST_LESSONS)
    .refine((lessons) => new Set(lessons.map((one) => one.name)).size === lessons.length, {
      error: 'expected each name once',
    })
    .optional()
    .describe('when it meets; lessons that are not named here stay as they are'),
});

const templateSchema = z.strictObject({
  kind: z.literal('Template'),
  name,
  title,
  image: filePath,
  memoryMiB: z.int().min(16).max(1_048_576),
  vcpus: z.int().min(1).max(255),
  diskGiB: z.int().min(1).max(16_384).optional(),
  readyLine: z.string().min(1).max(128).optional(),
  display: templateDisplaySchema.optional(),
  icon: templateIconSchema.optional(),
  // Why, for the list of versions that a changed file makes a new one of.
  comment: z.string().trim().min(1).max(1_000).optional(),
});

const hostSchema = z.strictObject({
  kind: z.literal('Host'),
  name,
  title,
  uri: z.string().min(1).max(1024),
  imagesDirectory: filePath.optional(),
  socketsDirectory: filePath.optional(),
  // Left out, they stay as they are; null gives what is found.
  memoryMiB: z.int().min(64).max(67_108_864).nullable().optional(),
  vcpus: z.int().min(1).max(8_192).nullable().optional(),
  mode: hostModeSchema.optional(),
});

const poolSchema = z.strictObject({
  kind: z.literal('Pool'),
  name,
  title,
  template: name,
  host: name,
  hosts: z.array(name).max(63).optional(),
  class: name.optional(),
  machines: poolKindSchema.optional(),
  settings: z.strictObject(poolSettingsSchema.shape).partial().optional(),
});

const identityProviderSchema = z
  .strictObject({
    kind: z.literal('IdentityProvider'),
    metadataFile: filePath.optional(),
    metadata: z.string().min(1).optional(),
    title: title.optional(),
    domain: z.string().trim().min(1).max(256).optional(),
    supportUrl: url.optional(),
    practice: z.boolean().optional(),
    enabled: z.boolean().optional(),
    signsAssertionOnly: z.boolean().optional(),
    allowsCbc: z.boolean().optional(),
  })
  .refine((given) => (given.metadata === undefined) !== (given.metadataFile === undefined), {
    error: 'expected either metadata or metadataFile',
  });

const oneOrMore = (text: z.ZodString) => z.union([text, z.array(text).min(1).max(16)]);

const federationSchema = z
  .strictObject({
    kind: z.literal('Federation'),
    name: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'expected up to 64 lower-case letters, digits and . _ -'),
    title,
    url: url.max(2048).optional(),
    file: filePath.optional(),
    mdq: url.max(2048).optional(),
    signingCertificate: oneOrMore(z.string().min(1)).optional(),
    signingCertificateFile: oneOrMore(filePath).optional(),
    maxValidityDays: z.int().min(1).max(366).optional(),
    enabled: z.boolean().optional(),
  })
  .refine(({ url, file, mdq }) => [url, file, mdq].filter((one) => one !== undefined).length === 1, {
    error: 'expected one of url, file and mdq',
  })
  .refine(
    (given) => (given.signingCertificate === undefined) !== (given.signingCertificateFile === undefined),
    { error: 'expected either signingCertificate or signingCertificateFile' },
  );

const attributeMapSchema = z
  .strictObject({
    kind: z.literal('AttributeMap'),
    comment: z.string().max(1024).optional(),
    map: z.string().min(1).optional(),
    mapFile: filePath.optional(),
    policy: z.string().min(1).optional(),
    policyFile: filePath.optional(),
  })
  .refine((given) => given.map === undefined || given.mapFile === undefined, {
    error: 'expected either map or mapFile',
  })
  .refine((given) => given.policy === undefined || given.policyFile === undefined, {
    error: 'expected either policy or policyFile',
  })
  .refine(({ map, mapFile, policy, policyFile }) => (map ?? mapFile ?? policy ?? policyFile) !== undefined, {
    error: 'expected mapFile, policyFile or both',
  });

const policySchema = z
  .strictObject({
    kind: z.literal('Policy'),
    comment: z.string().max(1024).optional(),
    document: z.record(z.string(), z.unknown()).optional(),
    file: filePath.optional(),
    // Read by readPolicyTests, which tells their faults as the policy engine does.
    tests: z.array(z.unknown()).optional(),
  })
  .refine((given) => (given.document === undefined) !== (given.file === undefined), {
    error: 'expected either document or file',
  });

/** How each kind of resource is written. */
export const resourceSchemas = {
  Class: classSchema,
  Template: templateSchema,
  Host: hostSchema,
  Pool: poolSchema,
  IdentityProvider: identityProviderSchema,
  Federation: federationSchema,
  AttributeMap: attributeMapSchema,
  Policy: policySchema,
};

export type ResourceKind = keyof typeof resourceSchemas;

/** A resource document of a kind, whose shape is right. */
export type ResourceOf<K extends ResourceKind> = { [kind in K]: z.output<(typeof resourceSchemas)[kind]> }[K];

/** Every kind, in the order in which they depend on each other. */
export const RESOURCE_KINDS: readonly ResourceKind[] = [
  'Class',
  'Template',
  'Host',
  'Pool',
  'IdentityProvider',
  'Federation',
  'AttributeMap',
  'Policy',
];

/** Kinds that have a name in our language and no meaning in this version. */
export const LATER_KINDS: readonly string[] = ['LocalAccount'];

/** There is one set of attribute rules at a time, and one policy, so they need no names of their own. */
export const ATTRIBUTE_MAP_NAME = 'attributes';
export const POLICY_NAME = 'policy';
