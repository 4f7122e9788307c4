import { SaxesParser } from 'saxes';
import type { ImportFault } from './import-report';

/** One element with its text and place. */
export interface XmlElement {
  local: string;
  namespace: string;
  attributes: ReadonlyMap<string, string>;
  children: XmlElement[];
  /** Text directly inside it, comments left out. */
  text: string;
  line: number;
}

const MAX_CHARACTERS = 512 * 1024;
const MAX_DEPTH = 64;

class NotXml extends Error {
  constructor(readonly fault: ImportFault) {
    super(fault.message);
  }
}

/** Reads an XML file written by people. A document type is refused: entities could make a small file endless. */
export function readXml(xml: string): { root: XmlElement } | { fault: ImportFault } {
  try {
    return { root: parse(xml) };
  } catch (error) {
    if (error instanceof NotXml) return { fault: error.fault };
    throw error;
  }
}

function parse(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  const fail = (message: string): never => {
    throw new NotXml({ message, line: parser.line, column: parser.column + 1 });
  };
  if (xml.length > MAX_CHARACTERS) fail(`found ${xml.length} characters, at most ${MAX_CHARACTERS} are read`);
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => fail('found a document type, which is not allowed'));
  const addText = (text: string) => {
    const parent = open.at(-1);
    if (parent) parent.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('opentag', (tag) => {
    if (open.length >= MAX_DEPTH) fail(`elements are nested more than ${MAX_DEPTH} deep`);
    const attributes = new Map(Object.values(tag.attributes).map(({ local, value }) => [local, value]));
    const element = {
      local: tag.local,
      namespace: tag.uri,
      attributes,
      children: [],
      text: '',
      line: parser.line,
    };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else root = element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml.replace(/^\uFEFF/, '')).close();
  return root ?? fail('the document has no element');
}
