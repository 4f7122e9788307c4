import { expect, type Page } from '@playwright/test';

/** More stops than any page of ours has. */
const MOST_STOPS = 150;

/** Goes on with Tab until something of this name (and role, where names are not enough) has the focus. */
export async function tabToName(page: Page, name: string, role?: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    const found = await focused(page);
    if (found.name === name && (role === undefined || role === found.role)) return;
    await page.keyboard.press('Tab');
  }
  expect(await focused(page)).toMatchObject({ name });
}

/** What has the focus, as it is called. */
export async function focused(page: Page): Promise<{ name: string; role: string }> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return { name: '', role: '' };
    const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
    const label = labels.map((one) => one.textContent.trim()).join(' ');
    const name = element.getAttribute('aria-label') ?? (label || element.textContent.trim());
    return { name, role: element.getAttribute('role') ?? element.tagName.toLowerCase() };
  });
}
