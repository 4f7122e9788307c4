import { configure } from '@testing-library/react';
import { vi } from 'vitest';

// The reader sits at the campus, wherever and in whatever season the specs run: times elsewhere carry the name of a zone.
vi.stubEnv('TZ', 'Europe/Lisbon');

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

// Nothing is laid out. A menu whose button has no place on the screen counts as scrolled out of sight: it would be hidden
// as soon as it was placed, a moment after it opened, and take no focus.
Element.prototype.getBoundingClientRect = () => new DOMRect(0, 0, 100, 20);
Object.defineProperty(document.documentElement, 'clientWidth', { get: () => window.innerWidth });
Object.defineProperty(document.documentElement, 'clientHeight', { get: () => window.innerHeight });
window.scrollTo = () => undefined;

// A loaded machine is slow, not wrong: what has to come may take this long (milliseconds), a page that is fetched when it
// is opened as well; what never comes still fails, before the limit of a spec ends it without saying what was missed.
configure({ asyncUtilTimeout: 50_000 });
