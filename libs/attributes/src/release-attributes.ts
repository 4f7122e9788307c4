import { decodeAttributes, showRaw } from './decode/decode-attributes';
import { serializeValue } from './decode/serialize-value';
import type { AttributePolicy } from './filter/attribute-policy';
import type { FilterContext, Issuer } from './filter/filter-context';
import { applicableRules, filterValue } from './filter/filter-value';
import type {
  AttributeValue,
  DroppedValue,
  KeptValue,
  NormalizedAttributes,
  ReleaseAccount,
  ValueFate,
} from './normalized-attributes';
import type { RawAttribute } from './raw-attribute';
import type { AttributeMap } from './registry/attribute-map';
import { isScopeAsserted } from './scope/is-scope-asserted';

/** The files in force, who released, and to whom. Scopes come from verified metadata, or from an admin. */
export interface ReleaseContext {
  map: AttributeMap;
  policy: AttributePolicy;
  idp: Issuer;
  /** Our entityID; rules about the requester are never true without it. */
  requester?: string;
  /** AuthnContextClassRef; rules about how somebody signed in are never true without it. */
  authnContext?: string;
}

/**
 * Makes of a release what the policy engine may read: named and decoded by the map, with scopes held against the
 * provider's metadata, and let through by the filter policy. Every released value is accounted for.
 *
 * A scope that the provider may not assert drops its value whatever the policy file says: a file that forgets the
 * rule must not let one university speak for another.
 */
export function releaseAttributes(
  raw: readonly RawAttribute[],
  context: ReleaseContext,
): NormalizedAttributes {
  const decoded = decodeAttributes(raw, context.map, {
    issuer: context.idp.entityId,
    requester: context.requester,
  });
  const trusted = new Map<string, AttributeValue[]>();
  for (const { attr, decoded: read } of decoded.values) {
    if (!('value' in read) || read.repeated || !isTrusted(read.value, context)) continue;
    trusted.set(attr, [...(trusted.get(attr) ?? []), read.value]);
  }
  const filterContext = makeFilterContext(trusted, context);
  const rules = applicableRules(context.policy, filterContext);

  const values = decoded.values.map(({ decoded: read, ...line }): ValueFate => {
    if (!('value' in read)) return { ...line, fate: 'dropped', why: read.why };
    const { value } = read;
    if (read.repeated) return { ...line, value, fate: 'repeated' };
    if (!isTrusted(value, context))
      return { ...line, value, fate: 'dropped', why: 'scope-not-asserted-by-idp' };
    const verdict = filterValue(rules, filterContext, { attr: line.attr, value });
    if (verdict.kept) return { ...line, value, fate: 'kept', rule: verdict.rule };
    const { why, rule } = verdict;
    return { ...line, value, fate: 'dropped', why, ...(rule === undefined ? {} : { rule }) };
  });
  return normalized({ values, unmapped: decoded.unmapped });
}

function isTrusted({ scope }: AttributeValue, { idp }: ReleaseContext): boolean {
  return scope === undefined || isScopeAsserted(scope, idp.scopes);
}

function normalized(account: ReleaseAccount): NormalizedAttributes {
  const attributes = new Map<string, AttributeValue[]>();
  const kept: KeptValue[] = [];
  const dropped: DroppedValue[] = [];
  for (const { attr, name, nameFormat, came, value, fate, why, rule } of account.values) {
    const shown = value === undefined ? showRaw(came) : serializeValue(value);
    if (fate === 'dropped' && why !== undefined) {
      dropped.push({ attr, value: shown, why, ...(rule === undefined ? {} : { rule }) });
    }
    if (fate !== 'kept' || value === undefined || rule === undefined) continue;
    kept.push({ attr, value: shown, name, ...(nameFormat === undefined ? {} : { nameFormat }), rule });
    attributes.set(attr, [...(attributes.get(attr) ?? []), value]);
  }
  return {
    attributes,
    kept,
    dropped,
    unmapped: account.unmapped,
    account,
    values: (id) => (attributes.get(id) ?? []).map(serializeValue),
  };
}

function makeFilterContext(
  values: ReadonlyMap<string, readonly AttributeValue[]>,
  { map, idp, requester, authnContext }: ReleaseContext,
): FilterContext {
  return {
    idp,
    requester,
    authnContext,
    isCaseSensitive: (attributeId) => map.isCaseSensitive(attributeId),
    valuesOf: (attributeId) => values.get(attributeId) ?? [],
  };
}
