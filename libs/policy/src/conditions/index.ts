import type { z } from 'zod';
import { absent } from './absent';
import type { ConditionKind } from './condition-kind';
import { countAtLeast } from './count-at-least';
import { endsWith } from './ends-with';
import { equals } from './equals';
import { hasScope } from './has-scope';
import { matches } from './matches';
import { numBetween } from './num-between';
import { numEq } from './num-eq';
import { numGt } from './num-gt';
import { numGte } from './num-gte';
import { numLt } from './num-lt';
import { numLte } from './num-lte';
import { oneOf } from './one-of';
import { present } from './present';
import { startsWith } from './starts-with';
import { timeWithin } from './time-within';
import { urnUnder } from './urn-under';

/** Every kind of test, by its op: the only list of them. */
export const conditionKinds = {
  equals,
  oneOf,
  startsWith,
  endsWith,
  matches,
  hasScope,
  present,
  absent,
  numEq,
  numLt,
  numLte,
  numGt,
  numGte,
  numBetween,
  countAtLeast,
  urnUnder,
  timeWithin,
} as const;

/** Name of a kind of test. */
export type Op = keyof typeof conditionKinds;

/** Names of all kinds of test. */
export const ops = Object.keys(conditionKinds) as Op[];

type TestOf<K> = K extends ConditionKind<infer T> ? T : never;

/** One test as its author wrote it. */
export type Test = TestOf<(typeof conditionKinds)[Op]>;

/** Tells whether a text names a kind of test. */
export function isOp(text: unknown): text is Op {
  return typeof text === 'string' && Object.hasOwn(conditionKinds, text);
}

/** The kind of test with this name. */
export function conditionKind(op: Op): ConditionKind<Test> & { schema: z.ZodType } {
  return conditionKinds[op];
}

export type { CaptureRow, ConditionKind, Manner, PreparedTest, Reading, Verdict } from './condition-kind';
export { AttributeValues, partOf, type Part } from './attribute-values';
export { isReserved, isVirtual, virtualAttributes, type VirtualAttribute } from './virtual-attributes';
export type { TimeWindow } from './time-within';
export { and, not, or, type Truth } from './truth';
