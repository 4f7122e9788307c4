import { ns } from './namespaces';
import type { NamespaceDeclaration } from './xml-events';

const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** Which prefix stands for which namespace, element by element. */
export class NamespaceScope {
  private readonly bindings = new Map<string, string>([['xml', ns.xml]]);
  private readonly replaced: { prefix: string; uri: string | undefined }[][] = [];

  /** Enters an element. Each declaration must have passed {@link faultOf}. */
  enter(declarations: readonly NamespaceDeclaration[]): void {
    const replaced = declarations.map(({ prefix }) => ({ prefix, uri: this.bindings.get(prefix) }));
    for (const { prefix, uri } of declarations) this.bindings.set(prefix, uri);
    this.replaced.push(replaced);
  }

  /** Leaves the element that was entered last. */
  leave(): void {
    for (const { prefix, uri } of this.replaced.pop() ?? []) {
      if (uri === undefined) this.bindings.delete(prefix);
      else this.bindings.set(prefix, uri);
    }
  }

  /** The namespace of a prefix, empty for the default one where none is declared; undefined when it is not bound. */
  find(prefix: string): string | undefined {
    return this.bindings.get(prefix) ?? (prefix === '' ? '' : undefined);
  }

  /** What is wrong with a declaration (Namespaces in XML 1.0, 3 and 5), or undefined. */
  static faultOf({ prefix, uri }: NamespaceDeclaration): string | undefined {
    if (prefix === 'xmlns') return 'the prefix xmlns must not be declared';
    if (uri === XMLNS) return `"${XMLNS}" must not be declared`;
    if ((prefix === 'xml') !== (uri === ns.xml))
      return `only the prefix xml, and it only, stands for "${ns.xml}"`;
    if (prefix !== '' && uri === '') return `the prefix ${prefix} must not be taken back`;
    return undefined;
  }
}
