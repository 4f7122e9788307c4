import { configure } from '@testing-library/react';

/** What jsdom lacks and Mantine asks for: media queries, resize observation, scrolling into view. */
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  }),
});

class ResizeObserverStub {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Object.defineProperty(window, 'ResizeObserver', { writable: true, value: ResizeObserverStub });

Element.prototype.scrollIntoView = () => undefined;

// A loaded machine is slow, not wrong: what has to come may take this long (milliseconds), a page that is fetched when it
// is opened as well; what never comes still fails.
configure({ asyncUtilTimeout: 20_000 });
