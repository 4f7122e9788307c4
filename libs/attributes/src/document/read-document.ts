import { SaxesParser } from 'saxes';
import { type DocumentFault, type DocumentNotice, MOST_TOLD } from './fault';

/** The `xsi:type` of an element; `namespace` is empty without a prefix or default, undefined for an undeclared prefix. */
export interface ElementType {
  namespace: string | undefined;
  local: string;
}

/** One element of a configuration file, with its place. */
export interface DocumentElement {
  namespace: string;
  local: string;
  /** Attributes by local name; those in a namespace have it in front, as `{namespace}local`. */
  attributes: ReadonlyMap<string, string>;
  type?: ElementType;
  children: DocumentElement[];
  line: number;
  column: number;
}

/** A file that could be read, with what in it has no meaning in any of our formats. */
export interface ReadDocument {
  root: DocumentElement;
  notices: DocumentNotice[];
}

/** A file written by people is far smaller; more is not read. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_DEPTH = 64;
/** Longest value of one XML attribute: names, identifiers and expressions are a fraction of it. */
const MAX_VALUE = 16 * 1024;
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';
const SHOWN = 40;

class NotADocument extends Error {
  constructor(readonly fault: DocumentFault) {
    super(fault.message);
  }
}

/**
 * Reads an XML file whose faults people must be able to find: every element knows its line and column. Comments are left
 * out; text and processing instructions mean nothing in these formats, so they are left out and reported.
 *
 * @returns the document, or the one fault that ended the reading
 */
export function readDocument(xml: string): ReadDocument | { fault: DocumentFault } {
  try {
    return parse(xml);
  } catch (error) {
    if (error instanceof NotADocument) return { fault: error.fault };
    throw error;
  }
}

function parse(xml: string): ReadDocument {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: DocumentElement[] = [];
  const notices: DocumentNotice[] = [];
  let root: DocumentElement | undefined;
  let start = { line: 1, column: 1 };

  const here = () => ({ line: parser.line, column: parser.column + 1 });
  const fail = (code: string, message: string): never => {
    throw new NotADocument({ code, message, ...here() });
  };
  if (xml.length > MAX_CHARACTERS)
    fail('document-too-large', `${xml.length} characters, at most ${MAX_CHARACTERS}`);

  parser.on('error', (error) => fail('xml-malformed', error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('doctype-forbidden', 'a document type is not allowed'));
  const notice = (code: string, message: string) => {
    if (notices.length < MOST_TOLD) notices.push({ code, message, ...here() });
  };
  const ignore = (text: string) => {
    const words = text.trim();
    if (words === '') return;
    const shown = words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words;
    notice('text-ignored', `the text before here means nothing, ignored: "${shown}"`);
  };
  parser.on('processinginstruction', ({ target }) =>
    notice('instruction-ignored', `<?${target}?> means nothing here, ignored`),
  );
  parser.on('text', ignore);
  parser.on('cdata', ignore);
  parser.on('opentagstart', ({ name }) => {
    // The parser stands one character behind the name here.
    start = { line: parser.line, column: Math.max(1, parser.column - name.length - 1) };
    if (open.length >= MAX_DEPTH) fail('xml-too-deep', `elements nested more than ${MAX_DEPTH} deep`);
  });
  parser.on('opentag', (tag) => {
    const attributes = new Map<string, string>();
    let type: ElementType | undefined;
    for (const { uri, local, value } of Object.values(tag.attributes)) {
      if (value.length > MAX_VALUE)
        fail(
          'value-too-long',
          `${local} of ${tag.local} has ${value.length} characters, at most ${MAX_VALUE}`,
        );
      if (uri === XMLNS_NAMESPACE) continue;
      if (uri === XSI_NAMESPACE && local === 'type') type = typeNamed(value.trim(), parser);
      attributes.set(uri === '' ? local : `{${uri}}${local}`, value);
    }
    const element: DocumentElement = {
      namespace: tag.uri,
      local: tag.local,
      attributes,
      ...(type ? { type } : {}),
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
  return { root: root ?? fail('xml-malformed', 'the document has no element'), notices };
}

/** The type a qualified name stands for, by the declarations around it. */
function typeNamed(name: string, parser: SaxesParser<{ xmlns: true }>): ElementType {
  const colon = name.indexOf(':');
  const prefix = colon < 0 ? '' : name.slice(0, colon);
  const namespace = parser.resolve(prefix);
  return { namespace: namespace ?? (prefix === '' ? '' : undefined), local: name.slice(colon + 1) };
}
