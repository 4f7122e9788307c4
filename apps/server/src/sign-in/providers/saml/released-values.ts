import type { AttributeMap, NormalizedAttributes } from '@virlab/attributes';
import { URI_FORMAT } from '../../../attributes/index';

/** Reads released values by SAML name: which id a map gives an attribute is its author's choice. */
export type ReleasedValues = (samlName: string) => string[];

export function releasedValues(normalized: NormalizedAttributes, map: AttributeMap): ReleasedValues {
  return (samlName) => {
    const entry = map.find(samlName, URI_FORMAT);
    return entry ? normalized.values(entry.id) : [];
  };
}
