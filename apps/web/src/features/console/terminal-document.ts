/**
 * The document as xterm.js is to see it. What it does with styles our content policy forbids in two ways: style elements
 * without the page's nonce, and style attributes that are set as text. Elements made here have the nonce, and set styles
 * through the object model, which is allowed. (xterm.js has no setting for either.)
 */
export function terminalDocument(nonce: string): Document {
  return new Proxy(document, {
    get(target, key) {
      if (key === 'createElement') return (name: string) => allowedElement(target.createElement(name), nonce);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Does something at once that makes elements of the page's own document, which then are as those of `terminalDocument`. */
export function withAllowedElements(nonce: string, work: () => void): void {
  const make = document.createElement.bind(document);
  document.createElement = (name: string) => allowedElement(make(name), nonce);
  try {
    work();
  } finally {
    // What is ours stands before that of the prototype, and goes.
    delete (document as Partial<Document>).createElement;
  }
}

function allowedElement(element: HTMLElement, nonce: string): HTMLElement {
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  if (element instanceof HTMLSpanElement) {
    element.setAttribute = (name, value) => {
      if (name === 'style') element.style.cssText = value;
      else HTMLElement.prototype.setAttribute.call(element, name, value);
    };
  }
  return element;
}
