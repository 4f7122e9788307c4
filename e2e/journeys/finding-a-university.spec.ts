import { pickPerson, signIn } from '../pages/sign-in';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../world/journey';
import { VIRLAB_URL } from '../world/operator';
import { ANA } from '../world/people';

test('a university among many is found by keyboard alone, by its name without its accents', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto('/sign-in');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('rio pardo');
  await expect(page.getByRole('option', { name: /Río Pardo/ })).toBeVisible();
  await expectAccessible(page);
  // No university learns that somebody looked at its logo.
  expect([...new Set(asked)]).toEqual([new URL(VIRLAB_URL).origin]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This university is invented' })).toBeVisible();
});

for (const [words, domain] of Object.entries({
  'altenmark.example': 'uni-altenmark.example',
  'someone@hs-seehafen.example': 'hs-seehafen.example',
  thalassini: 'uthal.example',
  θαλασσινης: 'uthal.example',
  暁野: 'akatsukino.example',
  ippn: 'ippn.example',
})) {
  test(`"${words}" finds ${domain}`, async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByRole('combobox').fill(words);
    const first = page.getByRole('option').first();
    await expect(first).toHaveAttribute('data-idp', `https://idp.${domain}/saml`);
  });
}

test('a university that asked to be left out is not found, and the page says what to do', async ({
  page,
}) => {
  await page.goto('/sign-in');
  await page.getByRole('combobox').fill('quietbrook');
  await expect(page.getByRole('status').filter({ hasText: /.+/ }).first()).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(0);
  await expectAccessible(page);
});

test('the choice of last time is one key away, and can be forgotten @simulated', async ({ page }) => {
  await signIn(page, ANA);
  await page.getByTestId('account').click();
  await page.getByTestId('sign-out').click();
  await page.waitForURL(/\/signed-out/);
  await page.goto('/sign-in');
  const last = page.locator(`a[data-idp="${ANA.entityId}"]`);
  await expect(last).toBeVisible();
  await expectNoSidewaysScroll(page);
  await last.press('Enter');
  await expect(page.getByText('made-up people', { exact: false })).toBeVisible();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Forget this choice' }).click();
  await expect(last).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('combobox')).toBeFocused();
  await expect(last).toHaveCount(0);
});

for (const link of ['/saml/login?entityID=', '/sign-in?idp=']) {
  test(`a link for one university skips the choice: ${link}…`, async ({ page }) => {
    await page.goto(`${link}${encodeURIComponent(ANA.entityId)}&target=%2Fyou`);
    await pickPerson(page, ANA);
    await expect(page).toHaveURL(/\/you$/);
  });
}
