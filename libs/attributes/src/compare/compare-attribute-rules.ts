import type { AttributePolicy } from '../filter/attribute-policy';
import type { AttributeMap, AttributeMapEntry } from '../registry/attribute-map';
import { compareFilters } from './compare-filters';
import type {
  AttributeChange,
  FoundInRules,
  RulesReading,
  RulesReport,
  SamlName,
  UsedAttribute,
} from './rules-report';

/** The rules in force. */
export interface CurrentRules {
  map: AttributeMap;
  policy: AttributePolicy;
}

/**
 * Says what would be different with an admin's own files in force. Everything that is wrong with them, or not heeded in
 * them, is told with its place.
 *
 * @param used - what rests on the current ids: rules of the policy, the choice of an identifier
 */
export function compareAttributeRules(
  current: CurrentRules,
  { map, policy }: RulesReading,
  used: readonly UsedAttribute[],
): RulesReport {
  const found = (file: FoundInRules['file'], list: readonly Omit<FoundInRules, 'file'>[]): FoundInRules[] =>
    list.map((one) => ({ file, ...one }));
  const skipped = [...found('map', map.notices), ...found('policy', policy.notices)];
  if (!map.ok || !policy.ok) {
    const faults = [
      ...(map.ok ? [] : found('map', map.faults)),
      ...(policy.ok ? [] : found('policy', policy.faults)),
    ];
    return { usable: false, faults, skipped, attributes: [], filters: [], gone: [], ruledButUnknown: [] };
  }
  const candidate: CurrentRules = { map: map.map, policy: policy.policy };
  const ruled = new Set(policy.policy.policies.flatMap(({ rules }) => rules.map((rule) => rule.attributeId)));
  return {
    usable: true,
    faults: [],
    skipped,
    attributes: compareMaps(current.map, map.map),
    filters: compareFilters(current, candidate),
    gone: used.filter(({ id }) => current.map.hasId(id) && !map.map.hasId(id)),
    ruledButUnknown: [...ruled].filter((id) => id !== '*' && !map.map.hasId(id)).sort(),
  };
}

function compareMaps(current: AttributeMap, candidate: AttributeMap): AttributeChange[] {
  const ids = new Set([...current.entries, ...candidate.entries].map(({ id }) => id));
  return [...ids].sort().flatMap((id): AttributeChange[] => {
    const change = compareId(entriesOf(current, id), entriesOf(candidate, id), id);
    return change ? [change] : [];
  });
}

function compareId(
  from: readonly AttributeMapEntry[],
  to: readonly AttributeMapEntry[],
  id: string,
): AttributeChange | undefined {
  const namesAdded = without(to, from);
  const namesRemoved = without(from, to);
  const [before, after] = [from[0], to[0]];
  if (!before || !after) return { id, change: before ? 'removed' : 'added', namesAdded, namesRemoved };
  const decoders = to.flatMap((entry) => {
    const same = from.find((other) => isSameName(entry, other));
    return same && !isSameDecoder(same, entry) ? [{ from: same.decoder.kind, to: entry.decoder.kind }] : [];
  });
  const requested = { from: from.some(isRequested), to: to.some(isRequested) };
  const changes = {
    ...(decoders[0] ? { decoder: decoders[0] } : {}),
    ...(before.caseSensitive === after.caseSensitive
      ? {}
      : { caseSensitive: { from: before.caseSensitive, to: after.caseSensitive } }),
    ...(requested.from === requested.to ? {} : { requested }),
  };
  const isSame = namesAdded.length + namesRemoved.length + Object.keys(changes).length === 0;
  return isSame ? undefined : { id, change: 'changed', namesAdded, namesRemoved, ...changes };
}

function entriesOf(map: AttributeMap, id: string): AttributeMapEntry[] {
  return map.entries.filter((entry) => entry.id === id);
}

function without(entries: readonly AttributeMapEntry[], others: readonly AttributeMapEntry[]): SamlName[] {
  return entries
    .filter((entry) => !others.some((other) => isSameName(entry, other)))
    .map(({ name, nameFormat }) => ({ name, nameFormat }));
}

function isSameName(one: SamlName, other: SamlName): boolean {
  return one.name === other.name && one.nameFormat === other.nameFormat;
}

function isSameDecoder({ decoder: one }: AttributeMapEntry, { decoder: other }: AttributeMapEntry): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isRequested(entry: AttributeMapEntry): boolean {
  return entry.isRequested || entry.isRequired;
}
