import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test as base } from '@playwright/test';

/** What a page must never do while a journey goes over it. */
interface Watch {
  /** Content policy violations and uncaught errors, each with its page. */
  faults: string[];
}

/** A journey's test: it also fails when any page broke the content policy or threw. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context }, use) => {
      const faults: string[] = [];
      await context.exposeBinding('virlabViolation', ({ page }, text: string) =>
        faults.push(`${page.url()}: ${text}`),
      );
      await context.addInitScript(() => {
        addEventListener('securitypolicyviolation', (event) => {
          const report = (globalThis as unknown as { virlabViolation: (text: string) => void })
            .virlabViolation;
          report(`${event.violatedDirective} refused ${event.blockedURI || 'inline'}`);
        });
      });
      context.on('weberror', (error) => faults.push(String(error.error())));
      await use({ faults });
      expect(faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Asks axe for WCAG 2.0 to 2.2, A and AA; nothing serious may be found. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    // The guest's screen is a picture of another machine; its text console is the accessible way.
    .exclude('[data-testid="console-screen"] canvas')
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

/** No page scrolls sideways, at any width from 320 px on. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}
