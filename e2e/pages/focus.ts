import { expect, type Page } from '@playwright/test';

/** More than any list of ours has. */
const MOST_CHOICES = 150;

/**
 * Goes on with Tab until something of this name (and role, where names are not enough) has the focus. What is still to
 * come is passed by until it is there.
 */
export async function tabToName(page: Page, name: string, role?: string): Promise<void> {
  const wanted = { name, ...(role === undefined ? {} : { role }) };
  await expect
    .poll(
      async () => {
        const found = await focused(page);
        if (found.name !== name || (role !== undefined && role !== found.role))
          await page.keyboard.press('Tab');
        return found;
      },
      { intervals: [0] },
    )
    .toMatchObject(wanted);
}

/**
 * Goes down the choices of what has the focus until the one that begins like this is chosen. Letters would not do: they
 * are one word only while they follow each other within a second, which a busy machine does not promise.
 */
export async function chooseByArrows(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Home');
  for (let choice = 0; choice < MOST_CHOICES; choice++) {
    if ((await chosen(page)).startsWith(words)) return;
    await page.keyboard.press('ArrowDown');
  }
  expect(await chosen(page)).toMatch(words);
}

async function chosen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element instanceof HTMLSelectElement ? (element.selectedOptions[0]?.label ?? '') : '';
  });
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
