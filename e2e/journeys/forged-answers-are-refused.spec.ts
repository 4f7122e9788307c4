import { chooseUniversity, pickPerson, signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { ANA } from '../world/people';

/** What the identity provider does wrong, and the code that the person is told. */
const FORGERIES = {
  expired: 'saml-expired',
  'not-yet-valid': 'saml-expired',
  'wrong-audience': 'saml-audience',
  'wrong-recipient': 'saml-destination',
  'wrong-destination': 'saml-destination',
  'wrong-in-response-to': 'sign-in-expired',
  unsolicited: 'saml-confirmation',
  'wrong-issuer': 'saml-issuer',
  'not-signed-in': 'saml-status',
  'tampered-content': 'saml-signature',
  'tampered-signature': 'saml-signature',
  unsigned: 'saml-signature',
  'other-key': 'saml-signature',
};

for (const [forgery, code] of Object.entries(FORGERIES)) {
  test(`an answer that is ${forgery} is refused as ${code}, with no session`, async ({ page }) => {
    await page.goto('/');
    await chooseUniversity(page, ANA);
    await pickPerson(page, ANA, forgery);
    await page.waitForURL(/\/sign-in\/refused/);
    await expect(page.getByText(code, { exact: true })).toBeVisible();
    expect((await page.request.get('/api/session')).status()).toBe(401);
  });
}

test('an answer that was used before is refused, and the first session stays', async ({ page, browser }) => {
  await signIn(page, ANA);
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto('/');
  await chooseUniversity(stranger, ANA);
  await pickPerson(stranger, ANA, 'replay');
  await stranger.waitForURL(/\/sign-in\/refused/);
  expect((await stranger.request.get('/api/session')).status()).toBe(401);
  expect((await page.request.get('/api/session')).status()).toBe(200);
  await expectAccessible(stranger);
  await other.close();
});

test('an answer taken to another browser is refused there', async ({ page, browser }) => {
  await page.goto('/');
  await chooseUniversity(page, ANA);
  // The answer is caught on its way and posted by a browser that never asked.
  const caught = page.waitForRequest((request) => request.url().endsWith('/saml/acs'));
  await page.route('**/saml/acs', (route) => route.abort());
  await pickPerson(page, ANA);
  const form = (await caught).postData() ?? '';
  const other = await browser.newContext();
  const response = await other.request.post('/saml/acs', {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
    data: form,
    maxRedirects: 0,
  });
  expect(response.status()).toBe(403);
  expect(await response.json()).toMatchObject({ code: 'sign-in-other-browser' });
  await other.close();
});

test('a university that nobody registered is told so', async ({ request }) => {
  const response = await request.get('/saml/login?entityID=https%3A%2F%2Fevil.example%2Fidp', {
    headers: { Accept: 'application/json' },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(404);
  expect(await response.json()).toMatchObject({ code: 'sign-in-unknown-provider' });
});
