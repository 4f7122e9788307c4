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

/** An element met on a walk, and the one it stands in. */
export interface Step {
  element: XmlElement;
  parent: XmlElement | undefined;
}

/** The element itself and everything below it, each with its parent, in document order. */
export function walk(element: XmlElement): Step[] {
  const steps: Step[] = [];
  // A stack of its own: generators that delegate to themselves cost a call per level and element.
  const waiting: Step[] = [{ element, parent: undefined }];
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    steps.push(step);
    const { children } = step.element;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child) waiting.push({ element: child, parent: step.element });
    }
  }
  return steps;
}
