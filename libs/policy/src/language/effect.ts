import { z } from 'zod';
import { daysField, refField } from './fields';

const lease = { leaseDays: daysField.min(1).optional(), graceDays: daysField.optional() };
const amount = z.int().min(0).max(1_000_000_000);

/** How much of a pool one person may use; a field left out is not limited by the policy. */
export const quotaSchema = z.strictObject({
  vms: amount,
  vcpu: amount.optional(),
  memoryMiB: amount.optional(),
  hours: amount.optional(),
});

/** Gives a role, for everything or for one course. */
export const roleEffectSchema = z.strictObject({ role: refField, scope: refField.optional(), ...lease });

/** A class by its reference. */
export const classRefSchema = z.strictObject({ ref: refField });

/** A class by a template with captures of a `matches` test in the same rule. */
export const classTemplateSchema = z.strictObject({
  template: z.string().min(1).max(128),
  createIfMissing: z.boolean().optional(),
});

/** Puts the person into a class. */
export const classEffectSchema = z.strictObject({
  class: z.union([classRefSchema, classTemplateSchema]),
  as: z.enum(['learner', 'ta', 'teacher']),
  ...lease,
});

/** Gives machines of a pool. */
export const poolEffectSchema = z.strictObject({ pool: refField, quota: quotaSchema, ...lease });

/** Lowers what other rules give, for one pool or for every pool; never raises. */
export const limitSchema = z.strictObject({
  pool: refField.optional(),
  vms: amount.optional(),
  vcpu: amount.optional(),
  memoryMiB: amount.optional(),
  hours: amount.optional(),
  leaseDays: daysField.min(1).optional(),
});

/** Lowers what other rules give. */
export const limitEffectSchema = z.strictObject({ limit: limitSchema });

/** One target that is denied. */
export const denyTargetSchemas = {
  pool: z.strictObject({ pool: refField }),
  class: z.strictObject({ class: refField }),
  role: z.strictObject({ role: refField }),
} as const;

/** Takes away, whatever other rules give; `reason` is shown to the person. */
export const denyEffectSchema = z.strictObject({
  deny: z.union([
    z.literal('login'),
    denyTargetSchemas.pool,
    denyTargetSchemas.class,
    denyTargetSchemas.role,
  ]),
  reason: z.string().min(1).max(500),
});

/** How much of a pool one person may use. */
export type Quota = z.output<typeof quotaSchema>;
/** Gives a role. */
export type RoleEffect = z.output<typeof roleEffectSchema>;
/** Puts the person into a class. */
export type ClassEffect = z.output<typeof classEffectSchema>;
/** Gives machines of a pool. */
export type PoolEffect = z.output<typeof poolEffectSchema>;
/** Lowers what other rules give. */
export type LimitEffect = z.output<typeof limitEffectSchema>;
/** Takes away, whatever other rules give. */
export type DenyEffect = z.output<typeof denyEffectSchema>;
/** What a rule does to a person whom its condition fits. */
export type Effect = RoleEffect | ClassEffect | PoolEffect | LimitEffect | DenyEffect;

/** The kinds of effect, each named by the field that only it has, with its schema. */
export const effectSchemas = {
  role: roleEffectSchema,
  class: classEffectSchema,
  pool: poolEffectSchema,
  limit: limitEffectSchema,
  deny: denyEffectSchema,
} as const;

/** Kind of an effect. */
export type EffectKind = keyof typeof effectSchemas;
