import { expect, type Page } from '@playwright/test';
import type { PracticePerson } from '../world/people';

/** Chooses the university on our sign-in page; afterwards the browser is at its identity provider. */
export async function chooseUniversity(page: Page, university: string): Promise<void> {
  await page.getByRole('link', { name: new RegExp(university) }).click();
  await expect(page.getByText(/made-up people|pessoas inventadas/)).toBeVisible();
}

/** Picks a person at the practice identity provider. */
export async function pickPerson(page: Page, person: PracticePerson, tampering?: string): Promise<void> {
  if (tampering) await page.getByRole('combobox').selectOption(tampering);
  await page.getByRole('button', { name: person.name }).click();
}

/** Signs somebody in from the start page (or from a deep link) and waits until they are back. */
export async function signIn(page: Page, person: PracticePerson, path = '/'): Promise<void> {
  await page.goto(path);
  await chooseUniversity(page, person.university);
  await pickPerson(page, person);
  await page.waitForURL((url) => !url.pathname.startsWith('/sso') && !url.pathname.startsWith('/saml'));
}
