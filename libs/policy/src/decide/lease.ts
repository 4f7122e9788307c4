import type { AttributeValues } from '../conditions';
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

/** What a lease is computed from. */
export interface LeaseInput {
  now: Date;
  /** Of the effect, else of the policy's defaults. */
  leaseDays?: number;
  values: readonly DecidingValue[];
  /** Ends of the courses that the same rule gives, ISO 8601. */
  courseEnds: readonly string[];
  defaults: Defaults | undefined;
  expiry: AttributeValues;
  assurance: AttributeValues;
}

/** The soonest of all bounds that apply (5.4, semantics 7). */
export function leaseEnd(input: LeaseInput): LeaseEnd | undefined {
  const { now, leaseDays, defaults } = input;
  const inDays = (days: number) => now.getTime() + days * DAY;
  const ends: LeaseEnd[] = [];
  if (leaseDays !== undefined) ends.push({ time: inDays(leaseDays), by: 'rule' });
  if (defaults?.maxLeaseDays !== undefined)
    ends.push({ time: inDays(defaults.maxLeaseDays), by: 'policy-cap' });
  for (const time of input.expiry.values.map(expiryTime)) {
    if (time !== undefined) ends.push({ time, by: 'schacExpiryDate' });
  }
  const days = assuredDays(input);
  if (days !== undefined) ends.push({ time: inDays(days), by: 'assurance' });
  // A person in two courses keeps what the rule gives until the later one ends.
  const courses = input.courseEnds.map((end) => Date.parse(end)).filter((time) => time <= FURTHEST);
  if (courses.length > 0) ends.push({ time: Math.max(...courses), by: 'course-end' });
  return ends.reduce<LeaseEnd | undefined>(
    (soonest, end) => (soonest === undefined || end.time < soonest.time ? end : soonest),
    undefined,
  );
}

/** Days that an affiliation may be believed; a provider that promises more than one thing is taken at its best word. */
function assuredDays({ values, defaults, assurance }: LeaseInput): number | undefined {
  if (!values.some(({ attr }) => AFFILIATIONS.has(attr))) return undefined;
  const days = (defaults?.assuranceLease ?? [])
    .filter((entry) => assurance.values.includes(entry.assurance))
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
