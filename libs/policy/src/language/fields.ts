import { z } from 'zod';
import { MAX_LEASE_DAYS, MAX_PATTERN_LENGTH, MAX_VALUE_LENGTH, MAX_VALUES_PER_TEST } from './limits';

/** Ids of rules and policies, and references to roles, classes and pools: safe in a path, a log line and a template. */
export const REF_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:~-]{0,127}$/;

/** What {@link REF_PATTERN} says, for people. */
export const REF_HELP = 'use up to 128 letters, digits and . _ : ~ - with a letter or digit first';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
const TIME_OF_DAY = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** A reference or id. */
export const refField = z.string().regex(REF_PATTERN, { error: REF_HELP });

/** One value to compare with. */
export const valueField = z.string().min(1).max(MAX_VALUE_LENGTH);

/** Several values, any of which will do. */
export const valuesField = z.array(valueField).min(1).max(MAX_VALUES_PER_TEST);

/** Name of an attribute, plain or virtual. */
export const attrField = z.string().min(1).max(256);

/** A regular expression in RE2 syntax. */
export const patternField = z.string().min(1).max(MAX_PATTERN_LENGTH);

/** A number to compare with. */
export const numberField = z.number();

/** Compare without regard to letter case. */
export const ciField = z.boolean();

/** Which part of `value@scope` the test is about; split at the first `@`. */
export const partField = z.enum(['value', 'scope', 'whole']);

/** Whether one value must fit or all of them. */
export const quantifierField = z.enum(['some', 'every']);

/** A lease or a grace period in days. */
export const daysField = z.int().min(0).max(MAX_LEASE_DAYS);

/** Name of a zone in the IANA time zone database; checked by the compiler. */
export const timezoneField = z.string().min(1).max(64);

/** A day, `2026-11-14`. */
export const dateField = z.string().regex(DATE, { error: 'write a day as 2026-11-14' });

/** A day, or an instant with its offset, `2026-11-14T09:00:00Z`. */
export const instantField = z
  .string()
  .regex(INSTANT, { error: 'write a day as 2026-11-14 or an instant as 2026-11-14T09:00:00Z' });

/** A time of day on a 24-hour clock; `24:00` is the end of the day. */
export const timeOfDayField = z.string().regex(TIME_OF_DAY, { error: 'write a time of day as 09:00' });

/** A line of text for people. */
export const lineField = z.string().min(1).max(200);

/** A paragraph of text for people. */
export const paragraphField = z.string().min(1).max(2_000);
