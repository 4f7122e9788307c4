import type { RawAttribute, RawNameId } from '../raw-attribute';
import type { AttributeMap } from '../registry/attribute-map';
import { URI_FORMAT } from '../registry/name-formats';

/**
 * The subject's NameID as an attribute, when the map has a line whose name is the NameID's format, as Shibboleth reads
 * it; nothing when it has none, since a NameID always comes and is no attribute that somebody forgot to map.
 */
export function nameIdAttribute(nameId: RawNameId | undefined, map: AttributeMap): RawAttribute[] {
  if (!nameId?.format || !map.find(nameId.format, URI_FORMAT)) return [];
  return [{ name: nameId.format, nameFormat: URI_FORMAT, values: [nameId] }];
}
