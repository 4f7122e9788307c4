import { SaxesParser } from 'saxes';
import type { DocumentFault } from './fault';

/** One element of a configuration file, with its place. */
export interface DocumentElement {
  namespace: string;
  local: string;
  /** Attributes by local name; those in a namespace have it in front, as `{namespace}local`. */
  attributes: ReadonlyMap<string, string>;
  children: DocumentElement[];
  line: number;
  column: number;
}

/** A file written by people is far smaller; more is not read. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';

class NotADocument extends Error {
  constructor(readonly fault: DocumentFault) {
    super(fault.message);
  }
}

/**
 * Reads an XML file whose faults people must be able to find: every element knows its line and column. Text and
 * comments are left out, since nothing in these formats stands in text.
 *
 * @returns the document element, or the one fault that ended the reading
 */
export function readDocument(xml: string): DocumentElement | { fault: DocumentFault } {
  try {
    return parse(xml);
  } catch (error) {
    if (error instanceof NotADocument) return { fault: error.fault };
    throw error;
  }
}

function parse(xml: string): DocumentElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: DocumentElement[] = [];
  let root: DocumentElement | undefined;
  let start = { line: 1, column: 1 };

  const fail = (code: string, message: string): never => {
    throw new NotADocument({ code, message, line: parser.line, column: parser.column + 1 });
  };
  if (xml.length > MAX_CHARACTERS)
    fail('document-too-large', `${xml.length} characters, at most ${MAX_CHARACTERS}`);

  parser.on('error', (error) => fail('xml-malformed', error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('doctype-forbidden', 'a document type is not allowed'));
  parser.on('opentagstart', ({ name }) => {
    // The parser stands one character behind the name here.
    start = { line: parser.line, column: Math.max(1, parser.column - name.length - 1) };
    if (open.length >= MAX_DEPTH) fail('xml-too-deep', `elements nested more than ${MAX_DEPTH} deep`);
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map<string, string>();
    for (const { uri, local, value } of Object.values(tag.attributes)) {
      if (uri !== XMLNS_NAMESPACE) attributes.set(uri === '' ? local : `{${uri}}${local}`, value);
    }
    const element: DocumentElement = {
      namespace: tag.uri,
      local: tag.local,
      attributes,
      children: [],
      ...start,
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return root ?? fail('xml-malformed', 'the document has no element');
}
