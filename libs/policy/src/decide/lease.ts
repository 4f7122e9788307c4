import type { RuleTable } from '../compile/rule-table';
import type { Reading } from '../conditions';
import type { Defaults } from '../language/policy-set';
import type { DecidingValue } from './decision';

/** SCHAC: end of the account's validity, `YYYYMMDDhhmmssZ`. Bounds every lease, asked for or not. */
export const EXPIRY_ATTRIBUTE = 'schacExpiryDate';

/** REFEDS RAF: how fresh the provider keeps an affiliation, among other things. */
export const ASSURANCE_ATTRIBUTE = 'eduPersonAssurance';

const AFFILIATIONS = new Set([
  'eduPersonAffiliation',
  'eduPersonScopedAffiliation',
  'eduPersonPrimaryAffiliation',
]);

const DAY = 86_400_000;

/** An end beyond this year says nothing; it also keeps ISO texts in their order. */
export const FURTHEST = Date.UTC(9999, 11, 31);

/** What else than its rule bounds a lease. */
export type LeaseBound = 'schacExpiryDate' | 'assurance' | 'course-end' | 'policy-cap' | 'rule';

/** When a right ends (milliseconds), and what decided that; no end known: undefined. */
export interface LeaseEnd {
  time: number;
  by: LeaseBound;
}

/** What bounds every lease of one decision. */
export interface LeaseBounds {
  /** Milliseconds. */
  now: number;
  /** Lease of an effect that names none. */
  defaultDays: number | undefined;
  /** The soonest of policy cap and account expiry; of equals the cap, which is told first. */
  always: LeaseEnd | undefined;
  /** End of whatever rests on an affiliation. */
  assured: number | undefined;
}

/** Reads what bounds every lease of one decision, once for all of its rights. */
export function leaseBounds({ set: { defaults } }: RuleTable, reading: Reading): LeaseBounds {
  const now = reading.now.getTime();
  let always: LeaseEnd | undefined;
  if (defaults?.maxLeaseDays !== undefined) {
    always = { time: now + defaults.maxLeaseDays * DAY, by: 'policy-cap' };
  }
  for (const value of reading.attribute(EXPIRY_ATTRIBUTE).values) {
    const time = expiryTime(value);
    if (time !== undefined) always = sooner(always, time, 'schacExpiryDate');
  }
  const days = assuredDays(defaults, reading);
  const assured = days === undefined ? undefined : now + days * DAY;
  return { now, defaultDays: defaults?.leaseDays, always, assured };
}

/**
 * The soonest of all bounds that apply (5.4, semantics 7).
 *
 * @param leaseDays - of the effect, else of the policy's defaults
 * @param values - that the rule rests on
 * @param courseEnds - of the courses that the same rule gives, ISO 8601
 */
export function leaseEnd(
  { now, always, assured }: LeaseBounds,
  leaseDays: number | undefined,
  values: readonly DecidingValue[],
  courseEnds: readonly string[],
): LeaseEnd | undefined {
  let end: LeaseEnd | undefined;
  if (leaseDays !== undefined) end = { time: now + leaseDays * DAY, by: 'rule' };
  if (always !== undefined) end = sooner(end, always.time, always.by);
  if (assured !== undefined && values.some(({ attr }) => AFFILIATIONS.has(attr))) {
    end = sooner(end, assured, 'assurance');
  }
  // A person in two courses keeps what the rule gives until the later one ends.
  let course = Number.NEGATIVE_INFINITY;
  for (const text of courseEnds) {
    const time = Date.parse(text);
    if (time <= FURTHEST && time > course) course = time;
  }
  return Number.isFinite(course) ? sooner(end, course, 'course-end') : end;
}

/** Of equals the one that is known already. */
function sooner(end: LeaseEnd | undefined, time: number, by: LeaseBound): LeaseEnd {
  return end === undefined || time < end.time ? { time, by } : end;
}

/** Days that an affiliation may be believed; a provider that promises more than one thing is taken at its best word. */
function assuredDays(defaults: Defaults | undefined, reading: Reading): number | undefined {
  if (defaults?.assuranceLease === undefined) return undefined;
  const { values } = reading.attribute(ASSURANCE_ATTRIBUTE);
  const days = defaults.assuranceLease
    .filter((entry) => values.includes(entry.assurance))
    .map((entry) => entry.days);
  return days.length === 0 ? undefined : Math.max(...days);
}

/** Reads the generalized time of SCHAC; a value in another form says nothing. */
function expiryTime(value: string): number | undefined {
  const [, year, month, day, hour, minute, second = '00'] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/.exec(value) ?? [];
  if (year === undefined) return undefined;
  const time = Date.parse(`${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
