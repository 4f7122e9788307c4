/** An attribute that is no namespace declaration; `namespace` is empty for attributes without a prefix. */
export interface AttributeEvent {
  prefix: string;
  local: string;
  namespace: string;
  /** Normalised as XML 1.0, 3.3.3 asks for attributes of type CDATA. */
  value: string;
}

/** A namespace declaration; `prefix` is empty for the default namespace, `uri` is empty where that is taken back. */
export interface NamespaceDeclaration {
  prefix: string;
  uri: string;
}

/** The start of an element, its names resolved. */
export interface StartElement {
  prefix: string;
  local: string;
  namespace: string;
  attributes: AttributeEvent[];
  declarations: NamespaceDeclaration[];
  /** Byte offset of the `<` in the document. */
  start: number;
}

/** The end of an element, also of one that was empty. */
export interface EndElement {
  prefix: string;
  local: string;
  namespace: string;
  /** Byte offset behind the `>` in the document. */
  end: number;
}

/** Who hears of a document, in document order. Texts and comments outside of the document element are told too. */
export interface XmlEvents {
  startElement(element: StartElement): void;
  endElement(element: EndElement): void;
  /** Character data with line ends, references and CDATA resolved. One run of text may come in several pieces. */
  text(text: string): void;
  comment(text: string): void;
}

/** How large a document may grow before it is given up. What is left out is unlimited, but for `markupBytes`. */
export interface XmlLimits {
  depth?: number;
  elements?: number;
  attributesPerElement?: number;
  /** Bytes of character data between two tags, as written. */
  textBytes?: number;
  /** Bytes of one tag or comment, which is held in memory whole; 1 MiB when left out. */
  markupBytes?: number;
}
