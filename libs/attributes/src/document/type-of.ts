import type { DocumentElement } from './read-document';

const SCHEMA_PLACES = new Set([
  '{http://www.w3.org/2001/XMLSchema-instance}type',
  '{http://www.w3.org/2001/XMLSchema-instance}schemaLocation',
  '{http://www.w3.org/XML/1998/namespace}base',
  '{http://www.w3.org/XML/1998/namespace}lang',
]);

/** The settings of an element that are not among `known`: what somebody wrote and nobody reads. */
export function unknownSettings(element: DocumentElement, known: readonly string[]): string[] {
  return [...element.attributes.keys()].filter((name) => !known.includes(name) && !SCHEMA_PLACES.has(name));
}

/** Reads an `xs:boolean`; undefined when it is not stated. */
export function booleanOf(element: DocumentElement, attribute: string): boolean | undefined {
  const text = element.attributes.get(attribute)?.trim();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : undefined;
}

/** The ones of `names` that are stated as something else than an `xs:boolean`. */
export function malformedBooleans(element: DocumentElement, names: readonly string[]): string[] {
  return names.filter((name) => element.attributes.has(name) && booleanOf(element, name) === undefined);
}
