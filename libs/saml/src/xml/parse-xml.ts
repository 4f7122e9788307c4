import { ElementBuilder, type Place } from './element-builder';
import type { XmlElement } from './xml-element';
import type { XmlLimits } from './xml-events';
import { XmlFault } from './xml-fault';
import { XmlTokenizer } from './xml-tokenizer';

export type { XmlLimits } from './xml-events';
export { XmlFault, type XmlFaultKind } from './xml-fault';

/**
 * Reads a document into plain elements, by the rules of {@link XmlTokenizer}: no document type, no processing
 * instruction, only XML 1.0 in UTF-8.
 *
 * @throws XmlFault at the first thing that is not well-formed, forbidden, or beyond a limit
 */
export function parseXml(document: string | Buffer, limits: XmlLimits): XmlElement {
  const bytes = typeof document === 'string' ? Buffer.from(document, 'utf8') : document;
  const builder = new ElementBuilder(placesIn(bytes));
  const tokenizer = new XmlTokenizer(builder, limits);
  tokenizer.write(bytes);
  tokenizer.end();
  if (!builder.root) throw new XmlFault('malformed', 'the document has no element', 1, 1);
  return builder.root;
}

/** Tells the places of offsets that are asked for in ascending order. */
function placesIn(bytes: Buffer): (offset: number) => Place {
  let line = 1;
  let lineStart = 0;
  let lineEnd = bytes.indexOf('\n');
  return (offset) => {
    while (lineEnd >= 0 && lineEnd < offset) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = bytes.indexOf('\n', lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  };
}
