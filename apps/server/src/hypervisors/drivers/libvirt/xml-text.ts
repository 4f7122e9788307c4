import { DOMParser } from '@xmldom/xmldom';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** A value as it may stand in an element or a quoted attribute; characters that XML 1.0 has no form for are left out. */
export function escapeXml(value: string): string {
  return value
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * The value of an attribute of the first element with that name in a document of the daemon, or undefined.
 *
 * @param element - as written, with its prefix
 */
export function readXmlAttribute(xml: string, element: string, attribute: string): string | undefined {
  return elementsOf(xml, element)[0]?.getAttribute(attribute) ?? undefined;
}

/** The text of the first element with that name, in all the document or inside the first `within`, or undefined. */
export function readXmlText(xml: string, element: string, within?: string): string | undefined {
  const found = within ? elementsOf(xml, within)[0]?.getElementsByTagName(element) : elementsOf(xml, element);
  return found?.[0]?.textContent ?? undefined;
}

function elementsOf(xml: string, name: string) {
  const ignore = () => undefined;
  const parser = new DOMParser({ errorHandler: { warning: ignore, error: ignore, fatalError: ignore } });
  return parser.parseFromString(xml, 'text/xml').getElementsByTagName(name);
}
