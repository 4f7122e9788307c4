import { z } from 'zod';

/** What a person may do anywhere; what they may do to one machine stands on the machine. */
export const ABILITIES = [
  'machines.own',
  'classes.teach',
  'policy.read',
  'policy.edit',
  'policy.publish',
  'grants.write',
  'people.read',
  'attributes.read',
  'attributes.publish',
  'people.sign-out',
  'federation.read',
  'federation.write',
  'hosts.read',
  'hosts.write',
  'pools.read',
  'pools.write',
  'usage.read',
  'audit.read',
] as const;
export const abilitySchema = z.enum(ABILITIES);
export type Ability = z.infer<typeof abilitySchema>;

export const sessionSchema = z
  .object({
    user: z.object({ id: z.string(), displayName: z.string(), initials: z.string() }),
    university: z.object({ entityId: z.string(), title: z.string(), supportUrl: z.string().optional() }),
    roles: z.array(z.string()),
    abilities: z.array(abilitySchema),
    classes: z.array(z.object({ id: z.string(), code: z.string(), title: z.string(), as: z.string() })),
    entitlements: z.array(
      z.object({
        kind: z.enum(['role', 'class', 'pool']),
        ref: z.string(),
        title: z.string(),
        ruleId: z.string(),
        ruleName: z.string(),
        validUntil: z.iso.datetime().optional(),
      }),
    ),
    policyVersion: z.number().int(),
    startedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime().describe('the end at the latest'),
    idleExpiresAt: z.iso.datetime().describe('the end if nothing more is done'),
    campusTimeZone: z.string().describe('IANA name'),
    canSignOutAtUniversity: z.boolean().describe('true when signing out can be carried on to the university'),
    simulated: z.boolean().describe('true when some host only pretends to run machines'),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

export const signedOutSchema = z
  .object({ continueAt: z.string().optional().describe('where to go on for single logout') })
  .meta({ id: 'SignedOut' });
export type SignedOut = z.infer<typeof signedOutSchema>;
