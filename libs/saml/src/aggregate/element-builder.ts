import type { EndElement, StartElement } from '../xml/xml-events';
import type { XmlElement } from '../xml/xml-element';

/** Makes elements of events, for a part of a document that is small enough to hold. Lines are not known and are 0. */
export class ElementBuilder {
  private readonly open: XmlElement[] = [];
  private root: XmlElement | undefined;

  startElement({ namespace, local, attributes }: StartElement): void {
    const element: XmlElement = {
      namespace,
      local,
      attributes,
      children: [],
      text: '',
      comments: 0,
      line: 0,
      column: 0,
    };
    const parent = this.open[this.open.length - 1];
    if (parent) parent.children.push(element);
    else this.root = element;
    this.open.push(element);
  }

  endElement(_element: EndElement): void {
    this.open.pop();
  }

  text(text: string): void {
    const current = this.open[this.open.length - 1];
    if (current) current.text += text;
  }

  comment(_text: string): void {
    const current = this.open[this.open.length - 1];
    if (current) current.comments += 1;
  }

  /** The element whose start came first; whole when its end came too. */
  get element(): XmlElement | undefined {
    return this.root;
  }
}
