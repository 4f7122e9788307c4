import { z } from 'zod';
import { poolKindSchema } from '../pools/pool';
import {
  machineActionSchema,
  machineDisplaySchema,
  machineStateSchema,
  startStageSchema,
  wantedStateSchema,
} from './states';

/** Why an action is refused right now: a stable key for which the page has a sentence in each language. */
export const REFUSAL_REASONS = [
  'already-so',
  'still-starting',
  'still-stopping',
  'still-reverting',
  'not-running',
  'is-paused',
  'not-paused',
  'is-running',
  'has-failed',
  'host-silent',
  'not-entitled',
  'driver-cannot',
  'pool-closed',
  'pool-full',
  'lease-ended',
  'no-renewals-left',
  'right-ends',
  'not-leased',
  'not-announced',
  'stop-is-fixed',
  'not-shared',
  'still-saving',
  'snapshots-off',
  'snapshots-full',
  'never-started',
] as const;
export const refusalReasonSchema = z.enum(REFUSAL_REASONS);
export type RefusalReason = z.infer<typeof refusalReasonSchema>;

/** Why a machine that is wanted on is not begun: no host has room, none may take it, or none is proved yet. */
export const waitsForSchema = z.enum(['room', 'host', 'proof']);

/** Why a running machine is going to be shut down. */
export const STOP_CAUSES = ['idle', 'time-limit', 'lease', 'closing', 'lesson', 'drain'] as const;
export const stopCauseSchema = z.enum(STOP_CAUSES);
export type StopCause = z.infer<typeof stopCauseSchema>;

/** Something that may be asked for with one click, and until when it would help; or why it may not. */
const offerSchema = z.object({
  allowed: z.boolean(),
  reason: refusalReasonSchema.optional(),
  until: z.iso.datetime().optional().describe('what it would become'),
});

/** The announced end of a running machine. */
export const announcedStopSchema = z.object({
  at: z.iso.datetime(),
  because: stopCauseSchema,
  notYet: offerSchema.describe('POST /api/machines/{id}/not-yet'),
});
export type AnnouncedStop = z.infer<typeof announcedStopSchema>;

/** The lesson that a machine of a class is for: the one that is on, or over and not shut down yet, or the next within a day. */
export const machineLessonSchema = z.object({
  title: z.string().describe('empty when the lesson has no name of its own'),
  place: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  shutDownAt: z.iso
    .datetime()
    .optional()
    .describe('when machines of the class are shut down; absent for never'),
});
export type MachineLesson = z.infer<typeof machineLessonSchema>;

/** Until when a machine is its owner’s. */
export const machineLeaseSchema = z.object({
  until: z.iso.datetime(),
  renewalsLeft: z.int(),
  renew: offerSchema.describe('POST /api/machines/{id}/lease'),
});
export type MachineLease = z.infer<typeof machineLeaseSchema>;

/** GET /api/machines/{id}/screen. `small`: 320 pixels wide, for lists and walls. */
export const screenSizeSchema = z.enum(['small', 'full']);
export type ScreenSize = z.infer<typeof screenSizeSchema>;
export const screenQuerySchema = z
  .object({ size: screenSizeSchema.default('full') })
  .meta({ id: 'ScreenQuery' });
export type ScreenQuery = z.output<typeof screenQuerySchema>;

/** Whether the viewer may do one action now and, if not, why. */
export const actionAbilitySchema = z.object({
  action: machineActionSchema,
  allowed: z.boolean(),
  reason: refusalReasonSchema.optional(),
});
export type ActionAbility = z.infer<typeof actionAbilitySchema>;

/** One stage of the running start: seconds are measured from the moment the start was asked. */
export const startProgressSchema = z.object({
  stage: startStageSchema,
  since: z.iso.datetime(),
  done: z.array(z.object({ stage: startStageSchema, seconds: z.number() })),
  usualSeconds: z.number().optional().describe('median of this pool’s last starts, in seconds'),
});

export const machineSchema = z
  .object({
    id: z.string(),
    name: z.string().describe('the machine’s own name, unique on its host'),
    title: z.string().describe('what people call it: the pool’s display name'),
    pool: z.object({ id: z.string(), title: z.string() }),
    class: z.object({ id: z.string(), code: z.string(), title: z.string() }).optional(),
    owner: z
      .object({ id: z.string(), displayName: z.string() })
      .optional()
      .describe('absent while nobody has it'),
    state: machineStateSchema,
    wanted: wantedStateSchema,
    since: z.iso.datetime().describe('when `state` began'),
    activation: z.number().int().describe('counts the starts; a console ticket is bound to one'),
    revision: z.int().describe('raised at every change of it: what is told with a lower one is older'),
    actions: z.array(actionAbilitySchema),
    console: z.object({ allowed: z.boolean(), reason: refusalReasonSchema.optional() }),
    start: startProgressSchema.optional().describe('while starting'),
    failure: z
      .object({ code: z.string(), message: z.string() })
      .optional()
      .describe('while failed or unknown, and while it runs but ignores its power button or never got ready'),
    hasScreen: z.boolean().describe('a picture can be had from /api/machines/{id}/screen'),
    display: machineDisplaySchema.describe('what its console shows; of text there are no pictures'),
    driver: z.enum(['libvirt', 'lxc', 'simulated']),
    runsBy: z
      .string()
      .optional()
      .describe('what was proved to run guests: kvm, qemu (emulation), lxc (a container)'),
    grant: z
      .object({
        ruleId: z.string(),
        ruleName: z.string(),
        policyVersion: z.number().int(),
        validUntil: z.iso.datetime().optional(),
        values: z.array(z.object({ attr: z.string(), value: z.string() })),
      })
      .optional()
      .describe('why its owner has it; absent when access has ended'),
    ended: z
      .object({
        at: z.iso.datetime(),
        runsUntil: z.iso.datetime().optional().describe('end of its grace: until then it is not shut down'),
        ruleName: z.string().describe('the rule that gave it last'),
        because: z
          .object({
            attr: z.string().optional(),
            status: z.enum(['notReleased', 'otherValue', 'dropped', 'denied', 'outOfWindow']),
            values: z.array(z.string()),
            reason: z.string().optional().describe('the sentence a deny rule carries'),
          })
          .optional()
          .describe('what decided, for its owner alone'),
      })
      .optional()
      .describe('when access to it has ended'),
    diskSince: z.iso.datetime().optional().describe('when the disk was last made clean'),
    kind: poolKindSchema.optional().describe('how its pool keeps its machines'),
    part: z.string().optional().describe('which machine of a lab it is'),
    lab: z.string().optional().describe('the same for all machines of one lab'),
    waitsFor: waitsForSchema.optional().describe('why it is queued'),
    lease: machineLeaseSchema.optional(),
    stops: announcedStopSchema.optional().describe('while it runs and is going to be shut down'),
    limitEndsAt: z.iso.datetime().optional().describe('when its time limit or the opening hours end its run'),
    opensAt: z.iso.datetime().optional().describe('while its pool is closed: when it opens next'),
    removedAt: z.iso.datetime().optional().describe('when the disk is going to be taken away for good'),
    mayGiveBack: z.boolean().optional().describe('POST /api/machines/{id}/give-back'),
    lesson: machineLessonSchema
      .optional()
      .describe('of its class; told to its owner, and where one machine is asked for'),
    heldUntil: z.iso
      .datetime()
      .optional()
      .describe(
        'more time was given: neither idleness, a time limit nor the end of a lesson shuts it down before',
      ),
  })
  .meta({ id: 'Machine' });
export type Machine = z.infer<typeof machineSchema>;

/** A pool that is not open to the viewer, with the reason and whose turn it is. */
export const lockedPoolSchema = z
  .object({
    pool: z.object({ id: z.string(), title: z.string() }),
    class: z.object({ id: z.string(), code: z.string(), title: z.string() }).optional(),
    attr: z.string().optional().describe('the attribute that decided'),
    status: z.enum(['notReleased', 'otherValue', 'dropped', 'denied', 'outOfWindow']),
    values: z.array(z.string()).describe('what was seen instead'),
    expected: z.string().optional(),
    reason: z.string().optional().describe('the sentence a deny rule carries'),
    opensAt: z.iso.datetime().optional(),
  })
  .meta({ id: 'LockedPool' });
export type LockedPool = z.infer<typeof lockedPoolSchema>;

/** One attribute of the page "You have no machines, and this is why". */
export const attributeFateSchema = z
  .object({
    attr: z.string(),
    status: z.enum(['used', 'dropped', 'notReleased', 'otherValue']),
    values: z.array(z.string()),
    why: z.string().optional().describe('why it was dropped: a stable key'),
    decided: z.boolean().describe('true for what made the difference'),
  })
  .meta({ id: 'AttributeFate' });
export type AttributeFate = z.infer<typeof attributeFateSchema>;

/** A shared pool of which the viewer may take a machine, and has none yet. */
export const sharedPoolSchema = z
  .object({
    pool: z.object({ id: z.string(), title: z.string() }),
    class: z.object({ id: z.string(), code: z.string(), title: z.string() }).optional(),
    size: z.int().optional().describe('most machines; absent for no limit'),
    taken: z.int(),
    free: z.boolean().describe('whether a machine can be had now'),
    before: z.int().optional().describe('how many wait before the viewer, who waits too'),
    opensAt: z.iso.datetime().optional().describe('while it is closed'),
  })
  .meta({ id: 'SharedPool' });
export type SharedPool = z.infer<typeof sharedPoolSchema>;

/** POST /api/machines/taken: a machine of a shared pool. */
export const takeMachineSchema = z.object({ pool: z.string().min(1).max(128) }).meta({ id: 'TakeMachine' });
export type TakeMachine = z.infer<typeof takeMachineSchema>;

/** The answer of POST /api/machines/taken: the machine, or the place in the queue for one. */
export const takenMachineSchema = z
  .object({ machine: machineSchema.optional(), waiting: sharedPoolSchema.optional() })
  .meta({ id: 'TakenMachine' });
export type TakenMachine = z.infer<typeof takenMachineSchema>;

/** POST /api/machines/{id}/lab: every machine of a lab at once. */
export const actOnLabSchema = z.object({ action: z.enum(['start', 'shutdown']) }).meta({ id: 'ActOnLab' });
export type ActOnLab = z.infer<typeof actOnLabSchema>;

/** Every machine of a lab as it is wanted now. */
export const labMachinesSchema = z.object({ machines: z.array(machineSchema) }).meta({ id: 'LabMachines' });
export type LabMachines = z.infer<typeof labMachinesSchema>;

export const machineListSchema = z
  .object({
    machines: z.array(machineSchema),
    shared: z.array(sharedPoolSchema).optional().describe('pools to take a machine of'),
    locked: z.array(lockedPoolSchema),
    explanation: z
      .object({
        fates: z.array(attributeFateSchema),
        askText: z.string().describe('ready to send to the university'),
      })
      .optional()
      .describe('only when there is no machine'),
  })
  .meta({ id: 'MachineList' });
export type MachineList = z.infer<typeof machineListSchema>;

export const actOnMachineSchema = z.object({ action: machineActionSchema }).meta({ id: 'ActOnMachine' });
export type ActOnMachine = z.infer<typeof actOnMachineSchema>;
