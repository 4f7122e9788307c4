import { SaxesParser } from 'saxes';
import type { XmlElement } from './xml-element';

/** Why a text was not taken as a document. */
export type XmlFaultKind =
  | 'malformed'
  | 'doctype'
  | 'processing-instruction'
  | 'encoding'
  | 'too-deep'
  | 'too-many-elements'
  | 'too-many-attributes';

/** A text that is not taken as XML, with the place where it was given up; line and column count from 1. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';

  constructor(
    readonly kind: XmlFaultKind,
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/** How large a document may grow before the parser gives up. */
export interface XmlLimits {
  depth: number;
  elements: number;
  attributesPerElement: number;
}

const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

/**
 * Reads a namespace-aware document into plain elements. Document types and processing instructions are refused
 * outright: SAML needs neither (SAML2Int SDP-G03), and both have carried attacks. Only XML 1.0 in UTF-8 is read.
 *
 * @throws XmlFault at the first thing that is not well-formed, forbidden, or beyond a limit
 */
export function parseXml(text: string, limits: XmlLimits): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  let attributes = 0;

  const fail = (kind: XmlFaultKind, message: string): never => {
    throw new XmlFault(kind, message, parser.line, parser.column + 1);
  };
  const addText = (piece: string): void => {
    const current = open.at(-1);
    if (current) current.text += piece;
  };

  parser.on('error', (error) => fail('malformed', error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('doctype', 'a document type is not allowed'));
  parser.on('processinginstruction', ({ target }) =>
    fail('processing-instruction', `a processing instruction is not allowed, found "${target}"`),
  );
  parser.on('xmldecl', ({ version, encoding }) => {
    if (version !== '1.0') fail('encoding', `XML version must be 1.0, found "${version}"`);
    if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') {
      fail('encoding', `encoding must be UTF-8, found "${encoding}"`);
    }
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    elements += 1;
    if (elements > limits.elements) fail('too-many-elements', `more than ${limits.elements} elements`);
    if (open.length >= limits.depth) fail('too-deep', `elements nested more than ${limits.depth} deep`);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.attributesPerElement) {
      fail('too-many-attributes', `more than ${limits.attributesPerElement} attributes on one element`);
    }
  });
  parser.on('opentag', (tag) => {
    const element: XmlElement = {
      namespace: tag.uri,
      local: tag.local,
      attributes: Object.values(tag.attributes)
        .filter((attribute) => attribute.uri !== XMLNS_NAMESPACE)
        .map(({ uri, local, value }) => ({ namespace: uri, local, value })),
      children: [],
      text: '',
      comments: 0,
      line: parser.line,
      column: parser.column + 1,
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('comment', () => {
    const current = open.at(-1);
    if (current) current.comments += 1;
  });

  parser.write(text).close();
  return root ?? fail('malformed', 'the document has no element');
}
