import { z } from 'zod';
import type { Test } from '../conditions';
import type { Effect } from './effect';
import { daysField, instantField, lineField, paragraphField, refField, timezoneField } from './fields';
import { MAX_EFFECTS, MAX_IDPS_PER_RULE, MAX_RULES } from './limits';

/** The version of the language that this library reads and writes. */
export const LANGUAGE_VERSION = 1;

/** A condition: groups of conditions, a test, or `always`. */
export type Cond = { all: Cond[] } | { any: Cond[] } | { not: Cond } | { always: true } | Test;

/** An assurance value of a person (REFEDS RAF) and how many days an affiliation may then be believed. */
const assuranceLeaseSchema = z.strictObject({
  assurance: z.string().min(1).max(1_024),
  days: daysField.min(1),
});

/** What holds for every rule of a set. */
export const defaultsSchema = z.strictObject({
  /** Lease of a grant whose effect names none. */
  leaseDays: daysField.min(1).optional(),
  /** No lease is longer than this: the policy cap. */
  maxLeaseDays: daysField.min(1).optional(),
  /** Zone of time windows and of plain dates; `UTC` when absent. */
  timezone: timezoneField.optional(),
  /** What happens to a person to whom no rule gives anything: refused (when absent), or let in with nothing. */
  whenNoRule: z.enum(['refuse', 'admit']).optional(),
  /** Caps grants that rest on an affiliation; of several assurances that a person has, the longest counts. */
  assuranceLease: z.array(assuranceLeaseSchema).max(16).optional(),
});

/** The fields of a set beside its rules, which the compiler reads one by one. */
export const policyHeadSchema = z.strictObject({
  version: z.literal(LANGUAGE_VERSION),
  id: refField,
  revision: z.int().min(0).default(0),
  defaults: defaultsSchema.optional(),
  rules: z.array(z.unknown()).max(MAX_RULES),
});

/** The fields of a rule beside its condition and effects, which the compiler reads one by one. */
export const ruleHeadSchema = z.strictObject({
  id: refField,
  name: lineField,
  description: paragraphField.optional(),
  enabled: z.boolean().default(true),
  priority: z.int().min(0).max(1_000).default(500),
  idps: z
    .union([z.literal('*'), z.array(z.string().min(1).max(1_024)).min(1).max(MAX_IDPS_PER_RULE)])
    .default('*'),
  when: z.unknown().optional(),
  effects: z.array(z.unknown()).min(1).max(MAX_EFFECTS),
  validFrom: instantField.optional(),
  validUntil: instantField.optional(),
  owner: lineField.optional(),
  note: paragraphField.optional(),
});

/** What holds for every rule of a set. */
export type Defaults = z.output<typeof defaultsSchema>;

/** One rule: whom it is about, and what it does to them. */
export interface Rule extends Omit<z.output<typeof ruleHeadSchema>, 'when' | 'effects'> {
  when: Cond;
  effects: Effect[];
}

/** A policy as its author wrote it, with the fields left out filled in. */
export interface PolicySet extends Omit<z.output<typeof policyHeadSchema>, 'rules'> {
  rules: Rule[];
}
