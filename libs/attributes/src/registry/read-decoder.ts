import type { DocumentFault, DocumentNotice } from '../document/fault';
import type { DocumentElement } from '../document/read-document';
import { booleanOf, malformedBooleans, unknownSettings } from '../document/type-of';
import type { AttributeDecoder } from './attribute-map';
import { MAP_NAMESPACE } from './name-formats';

/** How a line's values are read, or why the line is skipped or wrong. */
export type DecoderReading =
  | { kind: 'decoder'; decoder: AttributeDecoder; caseSensitive: boolean; notices: DocumentNotice[] }
  | { kind: 'skip'; notice: DocumentNotice }
  | { kind: 'fault'; fault: DocumentFault };

interface Decoder {
  settings: readonly string[];
  make(element: DocumentElement): AttributeDecoder;
}

const supported: ReadonlyMap<string, Decoder> = new Map([
  ['StringAttributeDecoder', { settings: [], make: () => ({ kind: 'string' }) }],
  [
    'ScopedAttributeDecoder',
    {
      settings: ['scopeDelimiter'],
      make: (element) => ({
        kind: 'scoped',
        delimiter: element.attributes.get('scopeDelimiter')?.charAt(0) || '@',
      }),
    },
  ],
  [
    'NameIDAttributeDecoder',
    {
      settings: ['formatter', 'defaultQualifiers'],
      make: (element) => ({
        kind: 'name-id',
        defaultQualifiers: booleanOf(element, 'defaultQualifiers') ?? false,
      }),
    },
  ],
  ['Base64AttributeDecoder', { settings: [], make: () => ({ kind: 'base64' }) }],
] as const satisfies [string, Decoder][]);

const knownElsewhere = new Set([
  'NameIDFromScopedAttributeDecoder',
  'XMLAttributeDecoder',
  'DOMAttributeDecoder',
  'KeyInfoAttributeDecoder',
]);

/** Decoder settings that change what a value says; leaving them out would give other values than intended. */
const changesValues = ['hashAlg', 'keyInfoHashAlg', 'hash', 'format'] as const;
/** What the stock files of Shibboleth write out, and what NameIDs are formatted as here. */
const FORMATTER = '$NameQualifier!$SPNameQualifier!$Name';
const booleans = ['caseSensitive', 'internal', 'langAware', 'defaultQualifiers'] as const;

/**
 * Reads the decoder of one line of the map; without one the values are text. Decoders that Shibboleth has and we do
 * not are skipped with their line, unknown ones are faults.
 */
export function readDecoder(attribute: DocumentElement): DecoderReading {
  const [element, another] = attribute.children;
  if (!element) return { kind: 'decoder', decoder: { kind: 'string' }, caseSensitive: true, notices: [] };
  if (another || element.local !== 'AttributeDecoder' || element.namespace !== MAP_NAMESPACE) {
    const odd = another ?? element;
    return fault(odd, 'element-unknown', `${odd.local} inside Attribute, expected one AttributeDecoder`);
  }
  const type = element.type;
  if (type === undefined)
    return fault(element, 'decoder-type-missing', 'AttributeDecoder without an xsi:type');
  if (type.namespace !== MAP_NAMESPACE && type.namespace !== '')
    return fault(element, 'decoder-unknown', `decoder "${type.local}" is not of ${MAP_NAMESPACE}`);
  if (knownElsewhere.has(type.local)) return skip(element, `${type.local} is not supported, skipped`);
  const decoder = supported.get(type.local);
  if (!decoder) {
    const names = [...supported.keys()].join(', ');
    return fault(element, 'decoder-unknown', `decoder "${type.local}" is unknown, expected one of ${names}`);
  }
  const formatter = element.attributes.get('formatter');
  if (formatter !== undefined && formatter !== FORMATTER)
    return skip(element, `formatter "${formatter}" of ${type.local} is not supported, skipped`);
  const setting = changesValues.find((name) => element.attributes.has(name));
  if (setting) return skip(element, `${setting} of ${type.local} is not supported, skipped`);
  const [odd] = malformedBooleans(element, booleans);
  if (odd) return fault(element, 'boolean-malformed', `${odd} must be true or false`);
  const [child] = element.children;
  if (child) return fault(child, 'element-unknown', `${child.local} inside ${type.local} is not understood`);
  return {
    kind: 'decoder',
    decoder: decoder.make(element),
    caseSensitive: booleanOf(element, 'caseSensitive') ?? true,
    notices: unheeded(element, type.local, decoder),
  };
}

/** Settings without a meaning here: all values are there for policies alone, and languages are not told apart. */
function unheeded(element: DocumentElement, type: string, { settings }: Decoder): DocumentNotice[] {
  const { line, column } = element;
  const told = (code: string, message: string) => ({ code, message, line, column });
  return [
    ...(['internal', 'langAware'] as const)
      .filter((name) => booleanOf(element, name) === true)
      .map((name) => told('setting-ignored', `${name} of ${type} has no meaning here, ignored`)),
    ...unknownSettings(element, [...settings, 'caseSensitive', 'internal', 'langAware']).map((name) =>
      told('setting-unknown', `${type} has no setting "${name}", ignored`),
    ),
  ];
}

function skip({ line, column }: DocumentElement, message: string): DecoderReading {
  return { kind: 'skip', notice: { code: 'decoder-not-supported', message, line, column } };
}

function fault({ line, column }: DocumentElement, code: string, message: string): DecoderReading {
  return { kind: 'fault', fault: { code, message, line, column } };
}
