import type { RuleTable } from '../compile/rule-table';
import { AttributeValues, isVirtual, type Reading, type VirtualAttribute } from '../conditions';
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
  for (const name of new Set([...table.asks, EXPIRY_ATTRIBUTE, ASSURANCE_ATTRIBUTE])) {
    const values: unknown = Object.hasOwn(input.attributes, name) ? input.attributes[name] : [];
    const refusal = checkValues(name, values);
    if (refusal !== undefined) return { ok: false, refusal };
    if (isTexts(values) && values.length > 0) attributes.set(name, new AttributeValues(values));
  }
  for (const [name, values] of Object.entries(virtualValues(input, now))) {
    const refusal = checkValues(name, values);
    if (refusal !== undefined) return { ok: false, refusal };
    attributes.set(name, new AttributeValues(values));
  }
  return { ok: true, reading: { now, attribute: (name) => attributes.get(name) ?? NONE } };
}

function virtualValues(input: DecisionInput, now: Date): Record<VirtualAttribute, string[]> {
  const one = (value: string | undefined) => (value === undefined ? [] : [value]);
  const age = ageMinutes(input.authn?.instant, now);
  return {
    'idp.entityId': [input.idp.entityId],
    'idp.registrationAuthority': one(input.idp.registrationAuthority),
    'idp.entityCategory': input.idp.entityCategories ?? [],
    'idp.assurance': input.idp.assurance ?? [],
    'authn.context': one(input.authn?.context),
    'authn.ageMinutes': age === undefined ? [] : [String(age)],
    'session.protocol': one(input.session?.protocol),
    'lti.role': input.lti?.roles ?? [],
    'lti.contextId': one(input.lti?.contextId),
    now: [now.toISOString()],
  };
}

/** Whole minutes since the person proved who they are; unknown when the instant is missing, wrong or far ahead. */
function ageMinutes(instant: string | undefined, now: Date): number | undefined {
  if (instant === undefined) return undefined;
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000);
  if (Number.isNaN(minutes) || minutes < -MAX_SKEW_MINUTES) return undefined;
  return Math.max(0, minutes);
}

function checkValues(name: string, values: unknown): Refusal | undefined {
  const where = isVirtual(name) ? name : `attributes.${name}`;
  if (!isTexts(values)) return { code: 'input-malformed', reason: `${where} is not a list of texts` };
  if (values.length > MAX_VALUES_PER_ATTRIBUTE) {
    const reason = `${where} has ${values.length} values, at most ${MAX_VALUES_PER_ATTRIBUTE} are allowed`;
    return { code: 'input-over-limit', reason };
  }
  const long = values.find((value) => value.length > MAX_VALUE_LENGTH);
  if (long === undefined) return undefined;
  const reason = `${where} has a value of ${long.length} characters, at most ${MAX_VALUE_LENGTH} are allowed`;
  return { code: 'input-over-limit', reason };
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
