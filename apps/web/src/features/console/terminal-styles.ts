/**
 * Does something at once that makes style elements, which then have the page's nonce: without it our content policy
 * forbids them, and xterm.js has no setting for one.
 */
export function withNonce(nonce: string, work: () => void): void {
  const make = document.createElement.bind(document);
  document.createElement = (name: string) => {
    const element = make(name);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
  try {
    work();
  } finally {
    // What is ours stands before that of the prototype, and goes.
    delete (document as Partial<Document>).createElement;
  }
}

/**
 * Gives colours beyond the palette, which xterm.js writes as style attributes: the policy lets them stand and not count,
 * until they are set through the object model. Returns how to stop.
 */
export function keepStyles(place: HTMLElement): () => void {
  const watcher = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof HTMLElement)) continue;
        for (const span of [node, ...node.querySelectorAll<HTMLElement>('span[style]')]) {
          const style = span.getAttribute('style');
          if (style !== null && span.style.length === 0) span.style.cssText = style;
        }
      }
    }
  });
  watcher.observe(place, { childList: true, subtree: true });
  return () => watcher.disconnect();
}
