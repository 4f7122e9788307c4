import { compareCodePoints } from './compare-code-points';
import { NamespaceScope } from './namespace-scope';
import type { AttributeEvent, EndElement, NamespaceDeclaration, StartElement, XmlEvents } from './xml-events';

/** How an element is canonicalised. */
export interface CanonicalizerOptions {
  /** The PrefixList of InclusiveNamespaces (RFC 3741, 2); the default namespace is `#default`. */
  inclusivePrefixes?: readonly string[];
  withComments?: boolean;
  /** Namespaces that the elements around the first one declare; needed for `inclusivePrefixes` only. */
  inherited?: readonly NamespaceDeclaration[];
}

/**
 * A namespace of which canonical XML is not defined (RFC 3076, 4.1), being relative or no URI at all; or one with `&`,
 * which libxml2 writes in another way than the standard, so that two readers would see two documents.
 */
export class NamespaceNotAbsolute extends Error {
  override readonly name = 'NamespaceNotAbsolute';

  constructor(readonly uri: string) {
    super('a namespace is no absolute URI, and canonical XML is not defined for it');
  }
}

const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const TEXT_SPECIAL = /[&<>\r]/;
const VALUE_SPECIAL = /[&<"\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
/** Pieces are handed on in this length, in characters: fewer calls, and little memory. */
const PIECE = 32 * 1024;

/**
 * Writes one element and what is in it in exclusive canonical form (RFC 3741), in one pass, as its events come: first
 * those of its start, last those of its end. The pieces given to `sink`, texts to be taken as UTF-8, are the canonical
 * form when joined.
 *
 * @throws NamespaceNotAbsolute from {@link startElement}
 */
export class ExclusiveCanonicalizer implements XmlEvents {
  private depth = 0;
  private waiting = '';
  private readonly rendered = new NamespaceScope();
  private readonly scope = new NamespaceScope();
  private readonly inclusive: readonly string[];
  private readonly withComments: boolean;

  constructor(
    private readonly sink: (canonical: Buffer | string) => void,
    options: CanonicalizerOptions = {},
  ) {
    this.inclusive = [...new Set(options.inclusivePrefixes ?? [])]
      .map((prefix) => (prefix === '#default' ? '' : prefix))
      .filter((prefix) => prefix !== 'xml');
    this.withComments = options.withComments ?? false;
    this.scope.enter(options.inherited ?? []);
  }

  startElement({ prefix, local, namespace, attributes, declarations }: StartElement): void {
    for (const { uri } of declarations) {
      if (uri !== '' && !ABSOLUTE_URI.test(uri)) throw new NamespaceNotAbsolute(uri);
    }
    this.depth += 1;
    this.waiting += prefix === '' ? `<${local}` : `<${prefix}:${local}`;
    const isInclusive = this.inclusive.length > 0;
    if (isInclusive) this.scope.enter(declarations);
    const missing: NamespaceDeclaration[] = [];
    this.need(prefix, namespace, missing);
    for (const attribute of attributes) {
      if (attribute.prefix !== '') this.need(attribute.prefix, attribute.namespace, missing);
    }
    for (const wanted of this.inclusive) {
      const uri = this.scope.find(wanted);
      if (uri !== undefined) this.need(wanted, uri, missing);
    }
    if (missing.length > 1) missing.sort((a, b) => compareCodePoints(a.prefix, b.prefix));
    for (const declaration of missing) {
      const name = declaration.prefix === '' ? 'xmlns' : `xmlns:${declaration.prefix}`;
      this.waiting += ` ${name}="${escapeValue(declaration.uri)}"`;
    }
    this.rendered.enter(missing);
    for (const attribute of attributes.length > 1 ? [...attributes].sort(compareNames) : attributes) {
      const name = attribute.prefix === '' ? attribute.local : `${attribute.prefix}:${attribute.local}`;
      this.waiting += ` ${name}="${escapeValue(attribute.value)}"`;
    }
    this.waiting += '>';
  }

  endElement({ prefix, local }: EndElement): void {
    if (this.depth === 0) return;
    this.depth -= 1;
    this.rendered.leave();
    if (this.inclusive.length > 0) this.scope.leave();
    this.waiting += prefix === '' ? `</${local}>` : `</${prefix}:${local}>`;
    if (this.depth === 0 || this.waiting.length >= PIECE) this.flush();
  }

  text(text: string): void {
    if (this.depth === 0) return;
    this.waiting += escapeText(text);
    if (this.waiting.length >= PIECE) this.flush();
  }

  comment(text: string): void {
    if (this.depth > 0 && this.withComments) this.waiting += `<!--${text.replaceAll('\r', '&#xD;')}-->`;
  }

  /** Notes a namespace that must be known here, unless an element around says it already. */
  private need(prefix: string, uri: string, missing: NamespaceDeclaration[]): void {
    if (prefix === 'xml' || this.rendered.find(prefix) === uri) return;
    if (!missing.some((other) => other.prefix === prefix)) missing.push({ prefix, uri });
  }

  private flush(): void {
    const piece = this.waiting;
    this.waiting = '';
    this.sink(piece);
  }
}

function compareNames(a: AttributeEvent, b: AttributeEvent): number {
  return compareCodePoints(a.namespace, b.namespace) || compareCodePoints(a.local, b.local);
}

function escapeText(text: string): string {
  return TEXT_SPECIAL.test(text) ? text.replace(/[&<>\r]/g, (character) => ESCAPES[character] ?? '') : text;
}

function escapeValue(value: string): string {
  return VALUE_SPECIAL.test(value)
    ? value.replace(/[&<"\t\n\r]/g, (character) => ESCAPES[character] ?? '')
    : value;
}
