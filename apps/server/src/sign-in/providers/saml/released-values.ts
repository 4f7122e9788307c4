import type { AttributeMap, NormalizedAttributes } from '@virlab/attributes';

const URI_FORMAT = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';

/** Reads released values by SAML name: which id a map gives an attribute is its author's choice. */
export type ReleasedValues = (samlName: string) => string[];

export function releasedValues(normalized: NormalizedAttributes, map: AttributeMap): ReleasedValues {
  return (samlName) => {
    const entry = map.find(samlName, URI_FORMAT);
    return entry ? normalized.values(entry.id) : [];
  };
}
