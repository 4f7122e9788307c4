import { decodeAttributes, type ProvenValue } from './decode/decode-attributes';
import { serializeValue } from './decode/serialize-value';
import type { AttributePolicy } from './filter/attribute-policy';
import type { FilterContext } from './filter/evaluate-rule';
import { applicableRules, filterValue } from './filter/filter-value';
import type { AttributeValue, DroppedValue, KeptValue, NormalizedAttributes } from './normalized-attributes';
import type { RawAttribute } from './raw-attribute';
import type { AttributeMap } from './registry/attribute-map';
import { isScopeAsserted } from './scope/is-scope-asserted';

/** The files in force, and the provider that released. Scopes come from verified metadata, or from an admin. */
export interface ReleaseContext {
  map: AttributeMap;
  policy: AttributePolicy;
  idp: { entityId: string; scopes: readonly string[] };
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
  const decoded = decodeAttributes(raw, context.map);
  const trusted: ProvenValue[] = [];
  const dropped: DroppedValue[] = [...decoded.dropped];
  for (const proven of decoded.values) {
    const { attr, value } = proven;
    if (value.scope === undefined || isScopeAsserted(value.scope, context.idp.scopes)) trusted.push(proven);
    else dropped.push({ attr, value: serializeValue(value), why: 'scope-not-asserted-by-idp' });
  }

  const filterContext = makeFilterContext(trusted, context);
  const rules = applicableRules(context.policy, filterContext);
  const attributes = new Map<string, AttributeValue[]>();
  const kept: KeptValue[] = [];
  for (const { attr, value, name, nameFormat } of trusted) {
    const verdict = filterValue(rules, filterContext, { attr, value });
    const shown = serializeValue(value);
    if (!verdict.kept) {
      const { why, rule } = verdict;
      dropped.push(rule === undefined ? { attr, value: shown, why } : { attr, value: shown, why, rule });
      continue;
    }
    const source = nameFormat === undefined ? { name } : { name, nameFormat };
    kept.push({ attr, value: shown, ...source, rule: verdict.rule });
    attributes.set(attr, [...(attributes.get(attr) ?? []), value]);
  }
  return {
    attributes,
    kept,
    dropped,
    unmapped: decoded.unmapped,
    values: (id) => (attributes.get(id) ?? []).map(serializeValue),
  };
}

function makeFilterContext(values: readonly ProvenValue[], { map, idp }: ReleaseContext): FilterContext {
  return {
    idp,
    isCaseSensitive: (attributeId) => map.isCaseSensitive(attributeId),
    valuesOf: (attributeId) => values.filter(({ attr }) => attr === attributeId).map(({ value }) => value),
  };
}
