import { z } from 'zod';
import { hostModeSchema } from './host';

/** Whatever is typed is answered about, so that it is bounded but hardly shaped here. */
const typed = z.string().max(4096);

/** Most that one host is believed to have: 64 TiB, and 8192 processors. */
const MOST_MEMORY_MIB = 67_108_864;
const MOST_VCPUS = 8_192;

/** What a host's settings can be refused for, each with a sentence of its own on the page. */
export const HOST_FAULTS = [
  'missing',
  'too-long',
  'control-characters',
  'credentials',
  'no-driver',
  'not-a-libvirt-uri',
  'unsupported-transport',
  'unexpected-host',
  'unexpected-user',
  'bad-host',
  'bad-port',
  'bad-user',
  'bad-socket-path',
  'bad-parameter',
  'not-this-machine',
  'not-absolute',
  'taken',
] as const;
export const hostFaultSchema = z
  .object({
    field: z.enum(['id', 'title', 'uri', 'imagesDirectory', 'socketsDirectory']),
    code: z.enum(HOST_FAULTS),
    message: z.string().describe('what is wrong; never holds a secret'),
  })
  .meta({ id: 'HostFault' });
export type HostFault = z.infer<typeof hostFaultSchema>;

/** Where a host is: what POST /api/hosts/check looks at while it is typed. */
export const hostPlaceSchema = z
  .strictObject({
    uri: typed,
    imagesDirectory: typed.nullable().default(null),
    socketsDirectory: typed.nullable().default(null),
  })
  .meta({ id: 'HostPlace' });
export type HostPlace = z.infer<typeof hostPlaceSchema>;

/** Body of POST /api/hosts/check. */
export const hostCheckRequestSchema = z
  .strictObject({
    ...hostPlaceSchema.shape,
    id: z.string().max(128).nullable().default(null).describe('the host that is changed; null for a new one'),
  })
  .meta({ id: 'HostCheckRequest' });
export type HostCheckRequest = z.input<typeof hostCheckRequestSchema>;

export const hostCheckSchema = z
  .object({
    driver: z.enum(['libvirt', 'lxc', 'simulated']).optional().describe('absent when nothing takes the URI'),
    needsFolders: z.boolean().describe('whether its folders have to be told'),
    faults: z.array(hostFaultSchema).describe('every fault at once'),
  })
  .meta({ id: 'HostCheck' });
export type HostCheck = z.infer<typeof hostCheckSchema>;

/** What the operator gives to machines; null for all that is found. */
export const hostOfferSchema = z
  .strictObject({
    memoryMiB: z.int().min(64).max(MOST_MEMORY_MIB).nullable(),
    vcpus: z.int().min(1).max(MOST_VCPUS).nullable(),
  })
  .meta({ id: 'HostOffer' });
export type HostOffer = z.infer<typeof hostOfferSchema>;

const title = z.string().trim().min(1).max(256);
const hostFields = { title, ...hostPlaceSchema.shape, offer: hostOfferSchema };

/** Body of POST /api/hosts. */
export const newHostSchema = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/,
        'expected up to 128 letters, digits and . _ : ~ - with a letter or digit first',
      )
      .describe('its short name; stays'),
    ...hostFields,
  })
  .meta({ id: 'NewHost' });
export type NewHost = z.input<typeof newHostSchema>;

/** Body of PUT /api/hosts/{id}. */
export const hostChangeSchema = z
  .strictObject({
    ...hostFields,
    basedOn: z.iso.datetime().describe('`changedAt` of the host as it was read'),
  })
  .meta({ id: 'HostChange' });
export type HostChange = z.input<typeof hostChangeSchema>;

/** Body of PUT /api/hosts/{id}/mode. */
export const hostModeChangeSchema = z
  .strictObject({
    mode: hostModeSchema,
    minutes: z
      .int()
      .min(1)
      .max(1_440)
      .default(10)
      .describe('maintenance: how long ahead people are told that their machines are shut down'),
  })
  .meta({ id: 'HostModeChange' });
export type HostModeChange = z.input<typeof hostModeChangeSchema>;
