import type { EndElement, StartElement, XmlEvents } from './xml-events';
import type { XmlElement } from './xml-element';

/** Where an element stands in its document; both count from 1, the column in bytes. */
export interface Place {
  line: number;
  column: number;
}

const NOWHERE: Place = { line: 0, column: 0 };

/** Makes plain elements of events, for a document or a part of one that is small enough to hold. */
export class ElementBuilder implements XmlEvents {
  /** The element whose start came first; whole when its end came too. */
  root: XmlElement | undefined;
  private readonly open: XmlElement[] = [];

  /** @param placeOf tells the place of a byte offset; without it places are 0 */
  constructor(private readonly placeOf: (offset: number) => Place = () => NOWHERE) {}

  startElement({ namespace, local, attributes, start }: StartElement): void {
    const element: XmlElement = {
      namespace,
      local,
      attributes: attributes.map((attribute) => ({
        namespace: attribute.namespace,
        local: attribute.local,
        value: attribute.value,
      })),
      children: [],
      text: '',
      comments: 0,
      ...this.placeOf(start),
    };
    const parent = this.open.at(-1);
    if (parent) parent.children.push(element);
    else this.root = element;
    this.open.push(element);
  }

  endElement(_element: EndElement): void {
    this.open.pop();
  }

  text(text: string): void {
    const current = this.open.at(-1);
    if (current) current.text += text;
  }

  comment(_text: string): void {
    const current = this.open.at(-1);
    if (current) current.comments += 1;
  }
}
