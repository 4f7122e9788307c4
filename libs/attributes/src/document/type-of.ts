import type { DocumentElement } from './read-document';

const XSI_TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type';

/** The local part of an element's `xsi:type`; older files write it with a prefix, which changes nothing. */
export function typeOf(element: DocumentElement): string | undefined {
  return element.attributes.get(XSI_TYPE)?.trim().replace(/^.*:/, '');
}

/** Reads an `xs:boolean`; anything else counts as not stated. */
export function booleanOf(element: DocumentElement, attribute: string): boolean | undefined {
  const text = element.attributes.get(attribute)?.trim();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}
