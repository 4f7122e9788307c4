import { MachinePage } from '../pages/machine';
import { chooseUniversity, pickPerson, signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { ANA, BEATRIZ, BRUNO, DUARTE } from '../world/people';

test('signing out here leaves the university alone, and says so', async ({ page }) => {
  await signIn(page, BRUNO);
  await page.getByTestId('account').click();
  await page.getByTestId('sign-out').click();
  await page.waitForURL(/\/signed-out\?outcome=here/);
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
  await expect(page.getByText('Whoever sits at this browser next', { exact: false })).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get('/api/session')).status()).toBe(401);
});

test('signing out also at the university ends both, by signed messages @simulated', async ({ page }) => {
  await page.goto('/');
  await chooseUniversity(page, BEATRIZ);
  const university = new URL(page.url()).origin;
  await pickPerson(page, BEATRIZ);
  await page.getByTestId('account').click();
  await page.getByTestId('sign-out-university').click();
  await page.waitForURL(/\/signed-out\?outcome=university&/);
  await expectAccessible(page);
  expect((await page.request.get('/api/session')).status()).toBe(401);
  await page.goto(university);
  await expect(page.getByText('Nobody is signed in here')).toBeVisible();
});

test('signing out at the university ends the session here', async ({ page, context }) => {
  await page.goto('/');
  await chooseUniversity(page, BRUNO);
  const university = new URL(page.url()).origin;
  await pickPerson(page, BRUNO);
  await expect(page.getByTestId('account')).toBeVisible();
  const other = await context.newPage();
  await other.goto(university);
  await other.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(other.getByText('signed you out')).toBeVisible();
  await expect(page.getByText(/signed out at your university/).first()).toBeVisible();
  expect((await page.request.get('/api/session')).status()).toBe(401);
});

test('a session that is ended from another browser closes the open screen within 5 s', async ({
  page,
  browser,
}) => {
  await signIn(page, ANA);
  await page.getByTestId('open-machine').first().click();
  const machine = new MachinePage(page);
  await machine.expectScreen();
  await machine.expectState('Running');

  const elsewhere = await browser.newContext();
  const record = await elsewhere.newPage();
  await signIn(record, ANA, '/you');
  await expectAccessible(record);
  // This browser's own session has no such button; earlier journeys left others of hers.
  const ends = record.getByRole('button', { name: /^Sign out there/ });
  await expect(ends).not.toHaveCount(0);
  await expect(machine.screen).toHaveAttribute('data-console-state', 'connected');
  for (let count = await ends.count(); count > 0; count -= 1) {
    await ends.first().click();
    await expect(ends).toHaveCount(count - 1);
  }
  const connected = page.locator('[data-testid="console-screen"][data-console-state="connected"]');
  await expect(connected).toHaveCount(0, { timeout: 5_000 });
  await expect(page.getByText('You ended this session from another browser', { exact: false })).toBeVisible();
  await elsewhere.close();
});

test('signing out everywhere ends every session', async ({ page, browser }) => {
  await signIn(page, DUARTE);
  const elsewhere = await browser.newContext();
  const record = await elsewhere.newPage();
  await signIn(record, DUARTE, '/you');
  await record.getByRole('button', { name: 'Sign out everywhere' }).click();
  await record.waitForURL(/\/signed-out\?outcome=everywhere/);
  expect((await record.request.get('/api/session')).status()).toBe(401);
  expect((await page.request.get('/api/session')).status()).toBe(401);
  await elsewhere.close();
});
