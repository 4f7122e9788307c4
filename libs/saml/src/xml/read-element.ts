import type { XmlElement } from './xml-element';

/** The value of an attribute without a prefix, or undefined when the element does not carry it. */
export function attributeOf(element: XmlElement, local: string): string | undefined {
  return attributeIn(element, '', local);
}

/** The value of an attribute in a namespace, or undefined when the element does not carry it. */
export function attributeIn(element: XmlElement, namespace: string, local: string): string | undefined {
  return element.attributes.find(
    (attribute) => attribute.local === local && attribute.namespace === namespace,
  )?.value;
}

/** True when the element has this expanded name. */
export function isElement(element: XmlElement, namespace: string, local: string): boolean {
  return element.local === local && element.namespace === namespace;
}

/** The direct children with this expanded name, in document order. */
export function childrenOf(element: XmlElement, namespace: string, local: string): XmlElement[] {
  return element.children.filter((child) => isElement(child, namespace, local));
}

/** The first direct child with this expanded name. */
export function childOf(element: XmlElement, namespace: string, local: string): XmlElement | undefined {
  return element.children.find((child) => isElement(child, namespace, local));
}

/** The element itself and everything below it, each with its parent, in document order. */
export function* walk(
  element: XmlElement,
  parent?: XmlElement,
): Generator<{ element: XmlElement; parent: XmlElement | undefined }> {
  yield { element, parent };
  for (const child of element.children) yield* walk(child, element);
}
