import { randomUUID, X509Certificate } from 'node:crypto';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { VIRLAB_URL } from '../world/operator';
import { HELENA } from '../world/people';

/** The practice identity providers stand on the ports after ours; the first serves the federation. */
const HOST = `http://localhost:${Number(new URL(VIRLAB_URL).port) + 1}`;

test('an identity admin adds a federation by its address, after comparing its keys', async ({ page }) => {
  // The same address is not added twice.
  const name = `federation-${randomUUID().slice(0, 8)}`;
  await signIn(page, HELENA);
  await page.goto('/providers/add');
  await page.getByLabel('Address of its metadata').fill(`${HOST}/federation.xml?${name}`);
  await page.getByRole('button', { name: 'Look at it' }).click();
  const shown = (await page.getByTestId('fingerprint').first().innerText()).replace(/[^0-9a-f]/gi, '');
  const { fingerprint256 } = new X509Certificate(await (await fetch(`${HOST}/federation.pem`)).text());
  expect(shown.toLowerCase()).toBe(fingerprint256.replaceAll(':', '').toLowerCase());
  await expectAccessible(page);
  const trust = page.getByRole('button', { name: 'Trust these keys' });
  await expect(trust).toBeDisabled();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('checkbox').check();
  await trust.click();
  await expect(page).toHaveURL(/\/providers$/);
  await expect(page.getByText(name).first()).toBeVisible();
  await expectAccessible(page);
});

test('a document that nobody signed is not taken, and the page says why', async ({ page }) => {
  await signIn(page, HELENA);
  await page.goto('/providers/add');
  // Metadata of one provider, and not signed.
  await page.getByLabel('Address of its metadata').fill(`${HOST}/metadata`);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('metadata-unsigned', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('button', { name: 'Trust these keys' })).toHaveCount(0);
});
