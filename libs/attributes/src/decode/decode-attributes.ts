import type { AttributeValue, DropReason, UnmappedAttribute } from '../normalized-attributes';
import type { RawAttribute, RawAttributeValue } from '../raw-attribute';
import type { AttributeMap } from '../registry/attribute-map';
import { decodeValue, type Parties } from './decode-value';
import { serializeValue } from './serialize-value';

/** A released value with the SAML name that carried it, as far as decoding goes. */
export interface DecodedFate {
  attr: string;
  name: string;
  nameFormat?: string;
  friendlyName?: string;
  came: RawAttributeValue;
  /** `repeated` when an equal value came before. */
  decoded: { value: AttributeValue; repeated: boolean } | { why: DropReason };
}

/** What decoding makes of a release; nothing has been filtered yet. */
export interface DecodedAttributes {
  values: DecodedFate[];
  unmapped: UnmappedAttribute[];
}

/**
 * Names and reads every released value by the map. Several SAML attributes may feed one id; the same value arriving
 * twice counts once, with the first name that carried it.
 */
export function decodeAttributes(
  raw: readonly RawAttribute[],
  map: AttributeMap,
  parties: Parties,
): DecodedAttributes {
  const result: DecodedAttributes = { values: [], unmapped: [] };
  const seen = new Set<string>();
  for (const { name, nameFormat, friendlyName, values } of raw) {
    const source = {
      name,
      ...(nameFormat === undefined ? {} : { nameFormat }),
      ...(friendlyName === undefined ? {} : { friendlyName }),
    };
    const entry = map.find(name, nameFormat);
    if (!entry) {
      result.unmapped.push({ ...source, count: values.length });
      continue;
    }
    for (const came of values) {
      const decoded = decodeValue(came, entry.decoder, parties);
      const line = { attr: entry.id, ...source, came };
      if ('why' in decoded) {
        result.values.push({ ...line, decoded });
        continue;
      }
      const key = JSON.stringify([entry.id, serializeValue(decoded.value)]);
      result.values.push({ ...line, decoded: { value: decoded.value, repeated: seen.has(key) } });
      seen.add(key);
    }
  }
  return result;
}

/** A raw value as text: itself, the name of a NameID, or the name of the element that cannot be read. */
export function showRaw(raw: RawAttributeValue): string {
  if (typeof raw === 'string') return raw;
  return 'value' in raw ? raw.value : `<${raw.unsupportedElement}>`;
}
