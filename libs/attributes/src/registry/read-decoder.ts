import type { DocumentFault, DocumentNotice } from '../document/fault';
import type { DocumentElement } from '../document/read-document';
import { booleanOf, typeOf } from '../document/type-of';
import type { AttributeDecoder } from './attribute-map';

/** How a line's values are read, or why the line is skipped or wrong. */
export type DecoderReading =
  | { kind: 'decoder'; decoder: AttributeDecoder; caseSensitive: boolean }
  | { kind: 'skip'; notice: DocumentNotice }
  | { kind: 'fault'; fault: DocumentFault };

const supported: Record<string, (element: DocumentElement) => AttributeDecoder> = {
  StringAttributeDecoder: () => ({ kind: 'string' }),
  ScopedAttributeDecoder: (element) => ({
    kind: 'scoped',
    delimiter: element.attributes.get('scopeDelimiter')?.charAt(0) || '@',
  }),
  NameIDAttributeDecoder: () => ({ kind: 'name-id' }),
  Base64AttributeDecoder: () => ({ kind: 'base64' }),
};

const knownElsewhere = new Set([
  'NameIDFromScopedAttributeDecoder',
  'XMLAttributeDecoder',
  'DOMAttributeDecoder',
  'KeyInfoAttributeDecoder',
]);

/** Decoder settings that change what a value says; leaving them out would give other values than intended. */
const changesValues = ['hashAlg', 'formatter', 'defaultQualifiers'] as const;

/**
 * Reads the decoder of one line of the map; without one the values are text. Decoders that Shibboleth has and we do
 * not are skipped with their line, unknown ones are faults.
 */
export function readDecoder(attribute: DocumentElement): DecoderReading {
  const [element, another] = attribute.children;
  if (!element) return { kind: 'decoder', decoder: { kind: 'string' }, caseSensitive: true };
  if (another || element.local !== 'AttributeDecoder') {
    const odd = another ?? element;
    return fault(odd, 'element-unknown', `${odd.local} inside Attribute, expected one AttributeDecoder`);
  }
  const type = typeOf(element);
  if (type === undefined)
    return fault(element, 'decoder-type-missing', 'AttributeDecoder without an xsi:type');
  if (knownElsewhere.has(type)) return skip(element, `${type} is not supported, skipped`);
  const make = Object.hasOwn(supported, type) ? supported[type] : undefined;
  if (!make) {
    const names = Object.keys(supported).join(', ');
    return fault(element, 'decoder-unknown', `decoder "${type}" is unknown, expected one of ${names}`);
  }
  const setting = changesValues.find((name) => element.attributes.has(name));
  if (setting) return skip(element, `${setting} of ${type} is not supported, skipped`);
  return {
    kind: 'decoder',
    decoder: make(element),
    caseSensitive: booleanOf(element, 'caseSensitive') ?? true,
  };
}

function skip({ line, column }: DocumentElement, message: string): DecoderReading {
  return { kind: 'skip', notice: { code: 'decoder-not-supported', message, line, column } };
}

function fault({ line, column }: DocumentElement, code: string, message: string): DecoderReading {
  return { kind: 'fault', fault: { code, message, line, column } };
}
