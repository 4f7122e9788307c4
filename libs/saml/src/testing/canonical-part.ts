import { ExclusiveCanonicalizer } from '../xml/exclusive-canonicalizer';
import type { EndElement, NamespaceDeclaration, StartElement, XmlEvents } from '../xml/xml-events';
import { XmlTokenizer } from '../xml/xml-tokenizer';

/** Which element of a document is wanted in canonical form, and what is left out of it. */
export interface WantedPart {
  isWanted(element: StartElement): boolean;
  /** Asked of the children of the wanted element. */
  isOmitted?(element: StartElement): boolean;
  inclusivePrefixes?: readonly string[];
}

/** The exclusive canonical form of the first element that is wanted. */
export function canonicalPart(xml: string, wanted: WantedPart): string {
  const picker = new PartPicker(wanted);
  const tokenizer = new XmlTokenizer(picker);
  tokenizer.write(Buffer.from(xml));
  tokenizer.end();
  return picker.pieces.join('');
}

class PartPicker implements XmlEvents {
  readonly pieces: string[] = [];
  private readonly around: NamespaceDeclaration[][] = [];
  private canonicalizer: ExclusiveCanonicalizer | undefined;
  private depth = 0;
  private omittedDepth = 0;
  private isDone = false;

  constructor(private readonly wanted: WantedPart) {}

  startElement(element: StartElement): void {
    if (!this.canonicalizer && !this.isDone && this.wanted.isWanted(element)) {
      this.canonicalizer = new ExclusiveCanonicalizer((piece) => void this.pieces.push(piece.toString()), {
        inclusivePrefixes: this.wanted.inclusivePrefixes,
        inherited: this.around.flat(),
      });
    }
    this.around.push(element.declarations);
    if (!this.canonicalizer) return;
    this.depth += 1;
    const startsOmission = this.depth === 2 && this.wanted.isOmitted?.(element) === true;
    if (startsOmission || this.omittedDepth > 0) this.omittedDepth += 1;
    else this.canonicalizer.startElement(element);
  }

  endElement(element: EndElement): void {
    this.around.pop();
    if (!this.canonicalizer) return;
    this.depth -= 1;
    if (this.omittedDepth > 0) this.omittedDepth -= 1;
    else this.canonicalizer.endElement(element);
    if (this.depth > 0) return;
    this.canonicalizer = undefined;
    this.isDone = true;
  }

  text(text: string): void {
    if (this.omittedDepth === 0) this.canonicalizer?.text(text);
  }

  comment(): void {
    // Left out of the form that is signed.
  }
}
