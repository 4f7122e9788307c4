import { ByteWindow } from './byte-window';
import { expandReferences, MAX_REFERENCE, normalizeBlanks, normalizeLineEnds } from './character-data';
import { NamespaceScope } from './namespace-scope';
import { type RawAttribute, type RawTag, readEndTag, readStartTag, type TagFaults } from './read-tag';
import type { AttributeEvent, NamespaceDeclaration, XmlEvents, XmlLimits } from './xml-events';
import type { XmlFaultKind } from './xml-fault';
import { type QualifiedName, XmlNames } from './xml-names';

export type * from './xml-events';

const MAX_MARKUP = 1024 * 1024;

const DECLARATION =
  /^<\?xml[\t\n\r ]+version[\t\n\r ]*=[\t\n\r ]*(["'])([A-Za-z0-9._:-]+)\1(?:[\t\n\r ]+encoding[\t\n\r ]*=[\t\n\r ]*(["'])([A-Za-z][A-Za-z0-9._-]*)\3)?(?:[\t\n\r ]+standalone[\t\n\r ]*=[\t\n\r ]*(["'])(?:yes|no)\5)?[\t\n\r ]*\?>$/;
const ONLY_BLANKS = /^[\t\n\r ]*$/;
const BYTE_ORDER_MARK = '\xef\xbb\xbf';
const CDATA = '<![CDATA[';
const DOCTYPE = '<!DOCTYPE';

const LESS = 0x3c;
const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const QUESTION = 0x3f;

/** Nothing more can be read before more has come. */
const INCOMPLETE = -1;

/**
 * Reads an XML 1.0 document in UTF-8 as it arrives, with namespaces resolved, and tells it to `events`. Chunks may end
 * anywhere. Memory does not grow with the document: one tag or comment at most is held.
 *
 * Refused besides what is not well-formed (XML 1.0, Namespaces in XML 1.0): document types, every entity but the five
 * built in, every processing instruction but the XML declaration (SAML2Int SDP-G03), any encoding but UTF-8, and
 * references longer than any character needs. A byte order mark before the document is passed over, as XML 1.0, 4.3.3
 * has it; anywhere else U+FEFF is a character like others.
 */
export class XmlTokenizer {
  private readonly window = new ByteWindow();
  private readonly names = new XmlNames();
  private readonly scope = new NamespaceScope();
  private readonly open: { name: QualifiedName; namespace: string }[] = [];
  private isBegun = false;
  private isInCdata = false;
  private hasRoot = false;
  private elements = 0;
  private textBytes = 0;
  private readonly maxDepth: number;
  private readonly maxElements: number;
  private readonly maxAttributes: number;
  private readonly maxText: number;
  private readonly maxMarkup: number;
  private readonly faults: TagFaults = {
    malformed: (message, at) => this.fail('malformed', message, at),
    tooManyAttributes: (at) =>
      this.fail('too-many-attributes', `more than ${this.maxAttributes} attributes on one element`, at),
  };

  constructor(
    private readonly events: XmlEvents,
    limits: XmlLimits = {},
  ) {
    this.maxDepth = limits.depth ?? Number.POSITIVE_INFINITY;
    this.maxElements = limits.elements ?? Number.POSITIVE_INFINITY;
    this.maxAttributes = limits.attributesPerElement ?? Number.POSITIVE_INFINITY;
    this.maxText = limits.textBytes ?? Number.POSITIVE_INFINITY;
    this.maxMarkup = limits.markupBytes ?? MAX_MARKUP;
  }

  /**
   * Reads on.
   *
   * @throws XmlFault at the first thing that is not well-formed, forbidden, or beyond a limit
   */
  write(chunk: Buffer): void {
    this.window.add(chunk, () => this.readTokens(false));
  }

  /**
   * Ends the document.
   *
   * @throws XmlFault as {@link write}, and when something is missing
   */
  end(): void {
    this.window.advance(true, () => {
      const at = this.readTokens(true);
      const open = this.open.at(-1);
      if (open) this.fail('malformed', `the document ends inside of "${open.name.local}"`, at);
      if (!this.hasRoot) this.fail('malformed', 'the document has no element', at);
      return at;
    });
  }

  /** Reads what can be read and answers where it stopped: at the end, or before something that has not come whole. */
  private readTokens(isLast: boolean): number {
    const { text } = this.window;
    let at = 0;
    for (let next = 0; at < text.length; at = next) {
      if (!this.isBegun) next = this.readBeginning(at, isLast);
      else if (this.isInCdata) next = this.readCdata(at);
      else if (text.charCodeAt(at) === LESS) next = this.readMarkup(at);
      else next = this.readText(at, isLast);
      if (next !== INCOMPLETE) continue;
      if (isLast) this.fail('malformed', 'the document ends inside of markup', at);
      if (text.length - at > this.maxMarkup) this.failLength(at);
      return at;
    }
    return at;
  }

  private readBeginning(from: number, isLast: boolean): number {
    const { text } = this.window;
    if (!isLast && text.length < BYTE_ORDER_MARK.length + '<?xml '.length) return INCOMPLETE;
    const at = from + (text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
    this.isBegun = true;
    if (!/^<\?xml[\t\n\r ?]/.test(text.slice(at, at + '<?xml '.length))) return at;
    const end = text.indexOf('?>', at);
    this.isBegun = end >= 0;
    if (end < 0) return INCOMPLETE;
    const [declaration, , version, , encoding] = DECLARATION.exec(text.slice(at, end + 2)) ?? [];
    if (declaration === undefined) return this.fail('malformed', 'the XML declaration is malformed', at);
    if (version !== '1.0') {
      return this.fail('encoding', `XML version must be 1.0, found "${version ?? ''}"`, at);
    }
    if (encoding !== undefined && encoding.toUpperCase() !== 'UTF-8') {
      return this.fail('encoding', `encoding must be UTF-8, found "${encoding}"`, at);
    }
    return end + 2;
  }

  private readText(at: number, isLast: boolean): number {
    const { text } = this.window;
    const less = text.indexOf('<', at);
    const end = less >= 0 ? less : isLast ? text.length : at + wholeText(text.slice(at));
    if (end === at) return INCOMPLETE;
    this.countText(end - at, at);
    const raw = text.slice(at, end);
    if (this.open.length === 0) {
      if (!ONLY_BLANKS.test(raw)) this.fail('malformed', 'text outside of the document element', at);
      this.events.text(normalizeLineEnds(raw));
      return end;
    }
    if (raw.includes(']]>')) this.fail('malformed', '"]]>" in text', at + raw.indexOf(']]>'));
    const plain = normalizeLineEnds(this.window.decode(at, end));
    this.events.text(raw.includes('&') ? this.expand(plain, at) : plain);
    return end;
  }

  private readCdata(at: number): number {
    const { text } = this.window;
    const close = text.indexOf(']]>', at);
    const end = close >= 0 ? close : at + wholeCdata(text.slice(at));
    if (end > at) {
      this.countText(end - at, at);
      this.events.text(normalizeLineEnds(this.window.decode(at, end)));
    }
    if (close < 0) return end > at ? end : INCOMPLETE;
    this.isInCdata = false;
    return close + ']]>'.length;
  }

  private readMarkup(at: number): number {
    const { text } = this.window;
    const code = text.charCodeAt(at + 1);
    // Not a number when nothing follows yet.
    if (Number.isNaN(code)) return INCOMPLETE;
    if (code === EXCLAMATION) return this.readExclamation(at);
    if (code === QUESTION) return this.refuseInstruction(at);
    if (code === SLASH) {
      const tag = readEndTag(text, at + 2, this.faults);
      if (tag) this.endElement(tag.name, tag.next, at);
      return tag?.next ?? INCOMPLETE;
    }
    const tag = readStartTag(text, at + 1, this.maxAttributes, this.faults);
    if (tag) this.startElement(tag, at);
    return tag?.next ?? INCOMPLETE;
  }

  private readExclamation(at: number): number {
    const { text } = this.window;
    const start = text.slice(at, at + CDATA.length);
    if (start.startsWith('<!--')) {
      const end = text.indexOf('--', at + 4);
      if (end < 0 || end + 2 >= text.length) return INCOMPLETE;
      if (text[end + 2] !== '>') return this.fail('malformed', '"--" inside of a comment', end);
      if (end - at > this.maxMarkup) this.failLength(at);
      this.events.comment(normalizeLineEnds(this.window.decode(at + 4, end)));
      return end + '-->'.length;
    }
    if (start === CDATA) {
      if (this.open.length === 0) this.fail('malformed', 'text outside of the document element', at);
      this.isInCdata = true;
      return at + CDATA.length;
    }
    if (start === DOCTYPE) this.fail('doctype', 'a document type is not allowed', at);
    if ([CDATA, DOCTYPE, '<!--'].some((known) => known.startsWith(start))) return INCOMPLETE;
    return this.fail('malformed', 'unknown markup behind "<!"', at);
  }

  private refuseInstruction(at: number): number {
    const [, target] = /^<\?([^\s?]*)[\s?]/.exec(this.window.text.slice(at, at + 100)) ?? [];
    if (target === undefined && this.window.text.length - at < 100) return INCOMPLETE;
    const message = `a processing instruction is not allowed, found "${target ?? ''}"`;
    return this.fail('processing-instruction', message, at);
  }

  private startElement(tag: RawTag, at: number): void {
    if (this.open.length === 0 && this.hasRoot) this.fail('malformed', 'a second document element', at);
    this.hasRoot = true;
    this.elements += 1;
    this.textBytes = 0;
    if (this.elements > this.maxElements) {
      this.fail('too-many-elements', `more than ${this.maxElements} elements`, at);
    }
    if (this.open.length >= this.maxDepth) {
      this.fail('too-deep', `elements nested more than ${this.maxDepth} deep`, at);
    }
    if (tag.next - at > this.maxMarkup) this.failLength(at);

    const name = this.readName(tag.name, at);
    const declarations: NamespaceDeclaration[] = [];
    const attributes: AttributeEvent[] = [];
    for (const raw of tag.attributes) this.readAttribute(raw, attributes, declarations);
    this.scope.enter(declarations);
    const namespace = this.resolve(name.prefix, at);
    for (const attribute of attributes) {
      if (attribute.prefix !== '') attribute.namespace = this.resolve(attribute.prefix, at);
    }
    this.refuseRepeated(attributes, at);
    const { prefix, local } = name;
    const start = this.window.base + at;
    this.events.startElement({ prefix, local, namespace, attributes, declarations, start });
    this.open.push({ name, namespace });
    if (tag.isEmpty) this.leaveElement(tag.next);
  }

  private endElement(raw: string, next: number, at: number): void {
    const open = this.open.at(-1);
    if (open?.name.raw !== raw) {
      const expected = open ? `</${open.name.raw}>` : 'nothing more';
      this.fail('malformed', `found "</${raw.slice(0, 80)}>", expected ${expected}`, at);
    }
    this.textBytes = 0;
    this.leaveElement(next);
  }

  private leaveElement(next: number): void {
    const open = this.open.pop();
    this.scope.leave();
    if (!open) return;
    const { prefix, local } = open.name;
    this.events.endElement({ prefix, local, namespace: open.namespace, end: this.window.base + next });
  }

  private readAttribute(
    raw: RawAttribute,
    attributes: AttributeEvent[],
    declarations: NamespaceDeclaration[],
  ): void {
    const at = raw.valueStart;
    const { prefix, local } = this.readName(raw.name, at);
    const written = this.window.text.slice(at, raw.valueEnd);
    if (written.includes('<')) this.fail('malformed', '"<" in the value of an attribute', at);
    const plain = normalizeBlanks(this.window.decode(at, raw.valueEnd));
    const value = written.includes('&') ? this.expand(plain, at) : plain;
    if (prefix !== 'xmlns' && (prefix !== '' || local !== 'xmlns')) {
      attributes.push({ prefix, local, namespace: '', value });
      return;
    }
    const declaration = { prefix: prefix === '' ? '' : local, uri: value };
    const fault = NamespaceScope.faultOf(declaration);
    if (fault) this.fail('malformed', fault, at);
    if (declarations.some((other) => other.prefix === declaration.prefix)) {
      this.fail('malformed', `the namespace ${raw.name} is declared twice`, at);
    }
    declarations.push(declaration);
  }

  private readName(raw: string, at: number): QualifiedName {
    return this.names.read(raw) ?? this.fail('malformed', `"${raw.slice(0, 80)}" is no name`, at);
  }

  private resolve(prefix: string, at: number): string {
    return this.scope.find(prefix) ?? this.fail('malformed', `the prefix "${prefix}" is not declared`, at);
  }

  private refuseRepeated(attributes: readonly AttributeEvent[], at: number): void {
    if (attributes.length < 2) return;
    const seen = new Set(attributes.map(({ namespace, local }) => `${namespace} ${local}`));
    if (seen.size < attributes.length) this.fail('malformed', 'an attribute stands twice on one element', at);
  }

  private expand(text: string, at: number): string {
    const expanded = expandReferences(text);
    if ('text' in expanded) return expanded.text;
    return this.fail('malformed', `the reference "&${expanded.unknown};" stands for nothing`, at);
  }

  private countText(length: number, at: number): void {
    this.textBytes += length;
    if (this.textBytes > this.maxText) {
      this.fail('too-long', `more than ${this.maxText} bytes of text in one piece`, at);
    }
  }

  private failLength(at: number): never {
    return this.fail('too-long', `a tag or comment of more than ${this.maxMarkup} bytes`, at);
  }

  private fail(kind: XmlFaultKind, message: string, at: number): never {
    return this.window.fail(kind, message, at);
  }
}

/** How much of a text that may go on can be told already: without what may be the start of something. */
function wholeText(text: string): number {
  let end = text.length;
  if (text.endsWith(']')) end -= text.endsWith(']]') ? 2 : 1;
  if (text.endsWith('\r')) end -= 1;
  const reference = text.lastIndexOf('&');
  const isCut = reference >= 0 && !text.includes(';', reference) && text.length - reference < MAX_REFERENCE;
  return isCut ? Math.min(end, reference) : end;
}

/** The same within CDATA. A character of several bytes is told whole. */
function wholeCdata(text: string): number {
  let end = Math.max(0, text.length - 2);
  while (end > 0 && (text.charCodeAt(end) & 0xc0) === 0x80) end -= 1;
  return end > 0 && text[end - 1] === '\r' ? end - 1 : end;
}
