import {
  type AttributeMapReading,
  type AttributePolicyReading,
  compareAttributeRules,
  type CurrentRules,
  readAttributeMap,
  readAttributePolicy,
} from '@virlab/attributes';
import type { ImportLine, ImportReading } from './import-result';

/**
 * Reads an attribute map or filter of Shibboleth: what would be different with it in force, and what of it is not
 * heeded. It is taken up on the page of attribute rules.
 */
export function readAttributeFile(
  kind: 'attribute-map' | 'attribute-policy',
  text: string,
  current: CurrentRules,
): ImportReading {
  const map: AttributeMapReading =
    kind === 'attribute-map' ? readAttributeMap(text) : { ok: true, map: current.map, notices: [] };
  const policy: AttributePolicyReading =
    kind === 'attribute-policy'
      ? readAttributePolicy(text)
      : { ok: true, policy: current.policy, notices: [] };
  const { faults, skipped, attributes, filters } = compareAttributeRules(current, { map, policy }, []);
  const lost = [...faults, ...skipped].map(({ code, message, line }): ImportLine => ({
    fate: 'lost',
    code,
    place: `line ${line}`,
    message,
  }));
  const changed = [
    ...attributes.map(({ id, change }): ImportLine =>
      changedLine(id, `attribute-${change}`, `${id} is ${change}`),
    ),
    ...filters.map(({ attributeId, change }): ImportLine =>
      changedLine(attributeId, `filter-${change}`, `what is believed of ${attributeId} is ${change}`),
    ),
  ];
  return {
    kind,
    rules: [],
    notes: [...lost, ...changed, ...keptLines(map, policy, kind)],
    findings: [],
    unmapped: [],
    goesTo: 'attribute-rules',
  };
}

function changedLine(place: string, code: string, message: string): ImportLine {
  return { fate: 'changed', code, place, message };
}

function keptLines(map: AttributeMapReading, policy: AttributePolicyReading, kind: string): ImportLine[] {
  if (!map.ok || !policy.ok) return [];
  const isMap = kind === 'attribute-map';
  const count = isMap ? map.map.entries.length : policy.policy.policies.length;
  const what = isMap ? 'attributes' : 'filter policies';
  return [
    { fate: 'kept', code: 'attribute-rules-kept', place: kind, message: `${count} ${what} can be read` },
  ];
}
