/** An attribute of an element; `namespace` is empty for attributes without a prefix. */
export interface XmlAttribute {
  namespace: string;
  local: string;
  value: string;
}

/** One element of a parsed document. Plain data: nothing is looked up outside the text it came from. */
export interface XmlElement {
  namespace: string;
  local: string;
  attributes: XmlAttribute[];
  children: XmlElement[];
  /** The element's own text, comments left out, pieces around children joined. */
  text: string;
  /** How many comments stand directly in this element. */
  comments: number;
  line: number;
  column: number;
}
