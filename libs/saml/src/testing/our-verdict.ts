import { EnvelopedSignature } from '../signature/enveloped-signature';
import { SignatureFault } from '../signature/signature-fault';
import type { EndElement, NamespaceDeclaration, StartElement, XmlEvents } from '../xml/xml-events';
import { XmlFault } from '../xml/xml-fault';
import { XmlTokenizer } from '../xml/xml-tokenizer';

/**
 * What we make of the signature on the first element of a name, wherever it stands in the document: `accepted`, or the
 * kind of the fault and its text.
 */
export function ourVerdict(
  xml: string,
  name: { namespace: string; local: string },
  keys: readonly string[],
): string {
  const finder = new Finder(name);
  try {
    const tokenizer = new XmlTokenizer(finder);
    tokenizer.write(Buffer.from(xml));
    tokenizer.end();
    if (!finder.signature) return 'nothing to verify';
    if (!finder.signature.isSigned) return 'not signed';
    finder.signature.verify(keys);
    return 'accepted';
  } catch (error) {
    if (error instanceof XmlFault || error instanceof SignatureFault)
      return `${error.kind}: ${error.message}`;
    throw error;
  }
}

class Finder implements XmlEvents {
  signature: EnvelopedSignature | undefined;
  private readonly around: NamespaceDeclaration[][] = [];
  private depth = 0;

  constructor(private readonly name: { namespace: string; local: string }) {}

  startElement(element: StartElement): void {
    const isFirst = this.signature === undefined && element.namespace === this.name.namespace;
    if (isFirst && element.local === this.name.local) {
      this.signature = new EnvelopedSignature({ inherited: this.around.flat() });
      this.depth = 0;
    }
    this.around.push(element.declarations);
    if (!this.signature || this.depth < 0) return;
    this.depth += 1;
    this.signature.startElement(element);
  }

  endElement(element: EndElement): void {
    this.around.pop();
    if (!this.signature || this.depth < 0) return;
    this.signature.endElement(element);
    this.depth -= 1;
    if (this.depth === 0) this.depth = -1;
  }

  text(text: string): void {
    if (this.depth > 0) this.signature?.text(text);
  }

  comment(text: string): void {
    if (this.depth > 0) this.signature?.comment(text);
  }
}
