import type { RuleTable } from '../compile/rule-table';
import {
  AttributeValues,
  isVirtual,
  type Reading,
  type VirtualAttribute,
  virtualAttributes,
} from '../conditions';
import { MAX_VALUE_LENGTH, MAX_VALUES_PER_ATTRIBUTE } from '../language/limits';
import type { Refusal } from './decision';
import type { DecisionInput } from './decision-input';
import { EXPIRY_ATTRIBUTE, ASSURANCE_ATTRIBUTE } from './lease';

/** An AuthnInstant this far in the future is clock skew (SAML2Int SDP-G01: 3 to 5 minutes). */
const MAX_SKEW_MINUTES = 5;

/** End of the year 9000: a lease added to it still has four digits in its year, as the order of ISO texts needs. */
const LATEST = Date.UTC(9001, 0, 1);

const NONE = new AttributeValues([]);

/** The input ready for tests, or why it is refused. */
export type ReadInput = { ok: true; reading: Reading } | { ok: false; refusal: Refusal };

/**
 * Reads what the policy asks for out of the input, within limits; everything else is left alone, unread. Types are
 * checked here once more, since an input may have come from a stored document. Never throws.
 */
export function readInput(table: RuleTable, input: DecisionInput, now: Date): ReadInput {
  try {
    return read(table, input, now);
  } catch {
    return malformed('input cannot be read');
  }
}

function read(table: RuleTable, input: DecisionInput, now: Date): ReadInput {
  if (!(now.getTime() >= 0 && now.getTime() <= LATEST))
    return malformed('now is not a time of these millennia');
  if (typeof input.idp.entityId !== 'string') return malformed('idp.entityId is not text');
  if (!isRecord(input.attributes)) return malformed('attributes are not a group of fields');
  if (!areDropped(input.dropped)) return malformed('dropped is not a list of attr, value and why');
  const attributes = new Map<string, AttributeValues>();
  for (const name of table.asks) {
    const refusal = take(attributes, name, ownValues(input.attributes, name));
    if (refusal !== undefined) return { ok: false, refusal };
  }
  for (const name of ALWAYS_READ) {
    if (attributes.has(name)) continue;
    const refusal = take(attributes, name, ownValues(input.attributes, name));
    if (refusal !== undefined) return { ok: false, refusal };
  }
  for (const name of virtualAttributes) {
    const refusal = take(attributes, name, virtualValues(name, input, now));
    if (refusal !== undefined) return { ok: false, refusal };
  }
  return { ok: true, reading: { now, attribute: (name) => attributes.get(name) ?? NONE } };
}

/** What the lease of a right depends on, whether or not a rule asks for it. */
const ALWAYS_READ = [EXPIRY_ATTRIBUTE, ASSURANCE_ATTRIBUTE];

const NO_VALUES: readonly string[] = [];

function ownValues(attributes: DecisionInput['attributes'], name: string): unknown {
  return Object.hasOwn(attributes, name) ? attributes[name] : NO_VALUES;
}

function take(attributes: Map<string, AttributeValues>, name: string, values: unknown): Refusal | undefined {
  if (values === NO_VALUES) return undefined;
  const refusal = checkValues(name, values);
  if (refusal === undefined && isTexts(values) && values.length > 0) {
    attributes.set(name, new AttributeValues(values));
  }
  return refusal;
}

function virtualValues(
  name: VirtualAttribute,
  { idp, authn, session, lti }: DecisionInput,
  now: Date,
): unknown {
  switch (name) {
    case 'idp.entityId':
      return [idp.entityId];
    case 'idp.registrationAuthority':
      return oneOrNone(idp.registrationAuthority);
    case 'idp.entityCategory':
      return idp.entityCategories ?? NO_VALUES;
    case 'idp.assurance':
      return idp.assurance ?? NO_VALUES;
    case 'authn.context':
      return oneOrNone(authn?.context);
    case 'authn.ageMinutes':
      return oneOrNone(ageMinutes(authn?.instant, now)?.toString());
    case 'session.protocol':
      return oneOrNone(session?.protocol);
    case 'lti.role':
      return lti?.roles ?? NO_VALUES;
    case 'lti.contextId':
      return oneOrNone(lti?.contextId);
    case 'now':
      return [now.toISOString()];
  }
}

function oneOrNone(value: string | undefined): readonly (string | undefined)[] {
  return value === undefined ? NO_VALUES : [value];
}

/** Whole minutes since the person proved who they are; unknown when the instant is missing, wrong or far ahead. */
function ageMinutes(instant: string | undefined, now: Date): number | undefined {
  if (instant === undefined) return undefined;
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000);
  if (Number.isNaN(minutes) || minutes < -MAX_SKEW_MINUTES) return undefined;
  return Math.max(0, minutes);
}

function checkValues(name: string, values: unknown): Refusal | undefined {
  if (!isTexts(values)) return { code: 'input-malformed', reason: `${placeOf(name)} is not a list of texts` };
  if (values.length > MAX_VALUES_PER_ATTRIBUTE) {
    const reason = `${placeOf(name)} has ${values.length} values, at most ${MAX_VALUES_PER_ATTRIBUTE} are allowed`;
    return { code: 'input-over-limit', reason };
  }
  for (const value of values) {
    if (value.length <= MAX_VALUE_LENGTH) continue;
    const reason = `${placeOf(name)} has a value of ${value.length} characters, at most ${MAX_VALUE_LENGTH} are allowed`;
    return { code: 'input-over-limit', reason };
  }
  return undefined;
}

function placeOf(name: string): string {
  return isVirtual(name) ? name : `attributes.${name}`;
}

function malformed(reason: string): ReadInput {
  return { ok: false, refusal: { code: 'input-malformed', reason } };
}

function isTexts(values: unknown): values is string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

function areDropped(dropped: unknown): boolean {
  if (dropped === undefined) return true;
  const isText = (found: object, name: string) => typeof Reflect.get(found, name) === 'string';
  return (
    Array.isArray(dropped) &&
    dropped.every((one) => isRecord(one) && ['attr', 'value', 'why'].every((name) => isText(one, name)))
  );
}

function isRecord(found: unknown): boolean {
  return typeof found === 'object' && found !== null && !Array.isArray(found);
}
