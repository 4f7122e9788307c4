import type { RawAttribute, RawAttributeValue } from '../raw-attribute';
import type { AttributeDecoder, AttributeMap } from '../registry/attribute-map';

/**
 * A release that the map would have decoded to these attributes, under the first SAML name of each: stands in for the
 * message where only what came of it was kept.
 *
 * @param attributes - serialised values by attribute id
 */
export function encodeAttributes(
  attributes: Readonly<Record<string, readonly string[]>>,
  map: AttributeMap,
): RawAttribute[] {
  return Object.entries(attributes).flatMap(([id, values]): RawAttribute[] => {
    const entry = map.entries.find((one) => one.id === id);
    if (!entry) return [];
    const { name, nameFormat, decoder } = entry;
    return [{ name, nameFormat, values: values.map((value) => encode(value, decoder)) }];
  });
}

function encode(value: string, decoder: AttributeDecoder): RawAttributeValue {
  switch (decoder.kind) {
    case 'string':
      return value;
    case 'scoped':
      return value.replace('@', decoder.delimiter);
    case 'base64':
      return btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join(''));
    case 'name-id': {
      const [nameQualifier = '', spNameQualifier = '', ...name] = value.split('!');
      return {
        value: name.join('!'),
        ...(nameQualifier ? { nameQualifier } : {}),
        ...(spNameQualifier ? { spNameQualifier } : {}),
      };
    }
  }
}
