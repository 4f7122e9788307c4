import { expect, type Page } from '@playwright/test';
import type { PracticePerson } from '../world/people';

/** Finds the university on our sign-in page by its domain; afterwards the browser is at its identity provider. */
export async function chooseUniversity(page: Page, { domain, entityId }: PracticePerson): Promise<void> {
  await page.getByRole('combobox').fill(domain);
  await page.locator(`[role="option"][data-idp="${entityId}"]`).click();
  await expect(page.getByText(/made-up people|pessoas inventadas/)).toBeVisible();
}

/** Picks a person at the practice identity provider, which may be told to answer wrongly. */
export async function pickPerson(page: Page, person: PracticePerson, tampering?: string): Promise<void> {
  if (tampering) await page.locator('#tamper').selectOption(tampering);
  await page.getByRole('button', { name: person.name }).click();
}

/** Signs somebody in from any page of ours and waits until they are back with us. */
export async function signIn(page: Page, person: PracticePerson, path = '/'): Promise<void> {
  await page.goto(path);
  await chooseUniversity(page, person);
  const { origin } = new URL(process.env['VIRLAB_E2E_URL'] ?? 'http://localhost:3000');
  await pickPerson(page, person);
  await page.waitForURL((url) => url.origin === origin && !url.pathname.startsWith('/saml'));
}
