import { z } from 'zod';
import { refField } from '../language/fields';
import { MAX_SUITE_CASES } from '../language/limits';
import { refusalCodes } from '../decide/decision';

const texts = z.array(z.string());

const inputSchema = z.strictObject({
  idp: z.strictObject({
    entityId: z.string().min(1),
    registrationAuthority: z.string().optional(),
    entityCategories: texts.optional(),
    assurance: texts.optional(),
  }),
  attributes: z.record(z.string(), texts),
  dropped: z.array(z.strictObject({ attr: z.string(), value: z.string(), why: z.string() })).optional(),
  authn: z.strictObject({ context: z.string().optional(), instant: z.string().optional() }).optional(),
  session: z.strictObject({ protocol: z.string() }).optional(),
  lti: z.strictObject({ roles: texts.optional(), contextId: z.string().optional() }).optional(),
});

const expectSchema = z.strictObject({
  outcome: z.enum(['admitted', 'refused']).optional(),
  refusal: z.enum(refusalCodes).optional(),
  /** All roles, no more and no fewer; a role for one course is written `teacher@cs101`. */
  roles: texts.optional(),
  /** All classes, no more and no fewer. */
  classes: z
    .array(z.strictObject({ ref: refField, as: z.enum(['learner', 'ta', 'teacher']).optional() }))
    .optional(),
  /** All pools, no more and no fewer. */
  pools: z
    .array(
      z.strictObject({
        ref: refField,
        quota: z
          .strictObject({
            vms: z.int().optional(),
            vcpu: z.int().optional(),
            memoryMiB: z.int().optional(),
            hours: z.int().optional(),
          })
          .optional(),
        leaseDays: z.int().optional(),
        graceDays: z.int().optional(),
        validUntil: z.string().optional(),
        ruleId: z.string().optional(),
      }),
    )
    .optional(),
  /** Rights that must not be there, whatever else is. */
  lacks: z
    .strictObject({ roles: texts.optional(), classes: texts.optional(), pools: texts.optional() })
    .optional(),
  /** What became of some rules, by id. */
  rules: z
    .record(z.string(), z.enum(['matched', 'notMatched', 'missing', 'disabled', 'outOfWindow', 'otherIdp']))
    .optional(),
});

/** One test case that a policy author saved: a person, a pinned time, and what has to come out. */
export const suiteCaseSchema = z.strictObject({
  name: z.string().min(1).max(200),
  note: z.string().max(2_000).optional(),
  now: z.iso.datetime({ offset: true }),
  input: inputSchema,
  expect: expectSchema,
});

/** A file of test cases. */
export const suiteSchema = z.strictObject({ cases: z.array(suiteCaseSchema).max(MAX_SUITE_CASES) });

/** One test case that a policy author saved. */
export type SuiteCase = z.output<typeof suiteCaseSchema>;

/** What has to come out of a case; only what is written is looked at. */
export type SuiteExpectation = SuiteCase['expect'];
