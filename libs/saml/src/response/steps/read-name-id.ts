import { attributeOf } from '../../xml/read-element';
import type { XmlElement } from '../../xml/xml-element';
import type { NameId } from '../accepted-assertion';

/** Reads a NameID with all that makes it unique (SAML core 2.2.2). Its text is kept as it stands: blanks count. */
export function readNameId(element: XmlElement): NameId {
  const nameId: NameId = { value: element.text };
  const format = attributeOf(element, 'Format');
  const nameQualifier = attributeOf(element, 'NameQualifier');
  const spNameQualifier = attributeOf(element, 'SPNameQualifier');
  if (format !== undefined) nameId.format = format;
  if (nameQualifier !== undefined) nameId.nameQualifier = nameQualifier;
  if (spNameQualifier !== undefined) nameId.spNameQualifier = spNameQualifier;
  return nameId;
}
