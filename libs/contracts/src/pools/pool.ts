import { z } from 'zod';

/**
 * `personal`: a machine of one's own, kept until the lease ends. `shared`: any free machine, clean again when it is
 * given back. `group`: several machines on one private network as one lab.
 */
export const POOL_KINDS = ['personal', 'shared', 'group'] as const;
export const poolKindSchema = z.enum(POOL_KINDS);
export type PoolKind = z.infer<typeof poolKindSchema>;

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const weekdaySchema = z.enum(WEEKDAYS);
export type Weekday = z.infer<typeof weekdaySchema>;

/** A time of day on the campus clock, such as `08:30`; `24:00` is the end of a day. */
export const timeOfDaySchema = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, 'expected a time from 00:00 to 24:00');

/** When a pool is open, every week, on the campus clock. */
export const openHoursSchema = z
  .object({ days: z.array(weekdaySchema).min(1).max(7), from: timeOfDaySchema, to: timeOfDaySchema })
  .refine(({ from, to }) => from < to, { error: 'expected an end after the beginning', path: ['to'] });
export type OpenHours = z.infer<typeof openHoursSchema>;

/** Whose machines are on one private network with a machine: nobody's, its own alone, its person's, its class's. */
export const POOL_NETWORKS = ['none', 'machine', 'person', 'class'] as const;

const MOST_MACHINES = 5_000;

/** How a pool keeps its machines. */
export const poolSettingsSchema = z
  .object({
    size: z
      .int()
      .min(1)
      .max(MOST_MACHINES)
      .nullable()
      .default(null)
      .describe('most machines; null for no limit'),
    warmSpares: z.int().min(0).max(200).default(0).describe('machines kept ready for who comes next'),
    prestart: z.boolean().default(false).describe('spares run already, instead of only having a disk'),
    keepDays: z
      .int()
      .min(0)
      .max(3_650)
      .nullable()
      .default(14)
      .describe('days a disk is kept after right or lease ended; null for ever'),
    lease: z
      .object({
        hours: z.int().min(1).max(8_784),
        renewals: z.int().min(0).max(100).default(0).describe('how often its owner may renew it'),
      })
      .nullable()
      .default(null)
      .describe('how long a machine is its owner’s; null for as long as the right lasts'),
    idleMinutes: z
      .int()
      .min(10)
      .max(10_080)
      .nullable()
      .default(null)
      .describe('shut down after so long without input'),
    limitMinutes: z
      .int()
      .min(15)
      .max(10_080)
      .nullable()
      .default(null)
      .describe('shut down so long after its start'),
    opens: z.array(openHoursSchema).max(21).default([]).describe('empty: always open'),
    network: z.enum(POOL_NETWORKS).default('none'),
    snapshots: z.int().min(0).max(16).default(0).describe('how many snapshots a machine may have'),
    parts: z
      .array(
        z.object({
          name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
          templateId: z.string().min(1).max(128),
        }),
      )
      .max(8)
      .default([])
      .describe('the machines of a lab; of groups alone'),
  })
  .meta({ id: 'PoolSettings' });
export type PoolSettings = z.infer<typeof poolSettingsSchema>;

/** What a pool may be made of: everything that exists. */
export const poolChoicesSchema = z
  .object({
    templates: z.array(z.object({ id: z.string(), title: z.string() })),
    hosts: z.array(z.object({ id: z.string(), title: z.string() })),
    classes: z.array(z.object({ id: z.string(), title: z.string() })),
    campusTimeZone: z.string(),
    usual: poolSettingsSchema.describe('what a new pool begins with'),
  })
  .meta({ id: 'PoolChoices' });
export type PoolChoices = z.infer<typeof poolChoicesSchema>;

/** One pool as its operators see it (GET /api/pools/{id}). */
export const poolDetailSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: poolKindSchema,
    template: z.object({ id: z.string(), title: z.string() }),
    hosts: z.array(z.object({ id: z.string(), title: z.string() })).describe('the first is tried first'),
    class: z.object({ id: z.string(), code: z.string(), title: z.string() }).optional(),
    settings: poolSettingsSchema,
    machines: z.object({
      all: z.int(),
      owned: z.int(),
      running: z.int(),
      spares: z.int().describe('ready for who comes next'),
      leased: z.int(),
      waiting: z.int().describe('people who wait for a free machine'),
    }),
    opensAt: z.iso.datetime().optional().describe('while it is closed'),
    campusTimeZone: z.string(),
    updatedAt: z.iso.datetime().describe('goes back with a change, so that nobody overwrites another’s'),
    choices: poolChoicesSchema.omit({ campusTimeZone: true, usual: true }),
  })
  .meta({ id: 'PoolDetail' });
export type PoolDetail = z.infer<typeof poolDetailSchema>;

/** PUT /api/pools/{id}: the pool as it is to be. */
export const savePoolSchema = z
  .object({
    title: z.string().trim().min(1).max(256),
    kind: poolKindSchema,
    template: z.string().min(1).max(128),
    hosts: z.array(z.string().min(1).max(128)).min(1).max(64),
    class: z.string().min(1).max(128).nullable(),
    settings: poolSettingsSchema,
    updatedAt: z.iso.datetime().optional().describe('as it was read; absent to write over whatever is there'),
  })
  .meta({ id: 'SavePool' });
export type SavePool = z.infer<typeof savePoolSchema>;

/** POST /api/pools: a pool that is not there yet. */
export const newPoolSchema = savePoolSchema
  .omit({ updatedAt: true })
  .extend({
    id: z
      .string()
      .regex(
        /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/,
        'expected up to 128 letters, digits and . _ : ~ - with a letter or digit first',
      )
      .describe('its short name, by which rules refer to it; stays'),
  })
  .meta({ id: 'NewPool' });
export type NewPool = z.infer<typeof newPoolSchema>;

/** What holds where a pool says nothing else. */
export const USUAL_POOL_SETTINGS: PoolSettings = poolSettingsSchema.parse({});
