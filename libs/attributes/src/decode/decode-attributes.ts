import type { AttributeValue, DroppedValue, UnmappedAttribute } from '../normalized-attributes';
import type { RawAttribute, RawAttributeValue } from '../raw-attribute';
import type { AttributeMap } from '../registry/attribute-map';
import { decodeValue } from './decode-value';
import { serializeValue } from './serialize-value';

/** A decoded value with the SAML name that carried it. */
export interface ProvenValue {
  attr: string;
  value: AttributeValue;
  name: string;
  nameFormat?: string;
}

/** What decoding makes of a release; nothing has been filtered yet. */
export interface DecodedAttributes {
  values: ProvenValue[];
  dropped: DroppedValue[];
  unmapped: UnmappedAttribute[];
}

/**
 * Names and reads every released value by the map. Several SAML attributes may feed one id; the same value arriving
 * twice is kept once, with the first name that carried it.
 */
export function decodeAttributes(raw: readonly RawAttribute[], map: AttributeMap): DecodedAttributes {
  const result: DecodedAttributes = { values: [], dropped: [], unmapped: [] };
  const seen = new Set<string>();
  for (const { name, nameFormat, values } of raw) {
    const source = nameFormat === undefined ? { name } : { name, nameFormat };
    const entry = map.find(name, nameFormat);
    if (!entry) {
      result.unmapped.push({ ...source, count: values.length });
      continue;
    }
    for (const rawValue of values) {
      const decoded = decodeValue(rawValue, entry.decoder);
      if ('why' in decoded) {
        result.dropped.push({ attr: entry.id, value: showRaw(rawValue), why: decoded.why });
        continue;
      }
      const key = JSON.stringify([entry.id, serializeValue(decoded.value)]);
      if (seen.has(key)) continue;
      seen.add(key);
      result.values.push({ attr: entry.id, value: decoded.value, ...source });
    }
  }
  return result;
}

function showRaw(raw: RawAttributeValue): string {
  if (typeof raw === 'string') return raw;
  return 'value' in raw ? raw.value : `<${raw.unsupportedElement}>`;
}
