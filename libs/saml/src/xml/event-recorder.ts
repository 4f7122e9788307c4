import type { EndElement, StartElement, XmlEvents } from './xml-events';

/** Keeps events, to tell them later in the same order. */
export class EventRecorder implements XmlEvents {
  private readonly kept: ((events: XmlEvents) => void)[] = [];

  get count(): number {
    return this.kept.length;
  }

  startElement(element: StartElement): void {
    this.kept.push((events) => events.startElement(element));
  }

  endElement(element: EndElement): void {
    this.kept.push((events) => events.endElement(element));
  }

  text(text: string): void {
    this.kept.push((events) => events.text(text));
  }

  comment(text: string): void {
    this.kept.push((events) => events.comment(text));
  }

  replay(events: XmlEvents): void {
    for (const tell of this.kept) tell(events);
  }
}
