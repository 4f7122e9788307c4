import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { HELENA, NUNO, ZE } from '../world/people';

test('somebody about whom nothing is released gets a text for those who can mend it', async ({ page }) => {
  await signIn(page, NUNO);
  await expect(page).toHaveURL(/\/sign-in\/refused/);
  await expect(
    page.getByText('urn:oasis:names:tc:SAML:attribute:subject-id', { exact: false }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Write to help@ulagoa.example' })).toHaveAttribute(
    'href',
    /^mailto:help@ulagoa\.example\?.*subject-id/,
  );
  await expect(page.getByRole('link', { name: /Help of University of Lagoa/ })).toHaveAttribute(
    'href',
    /\/error/,
  );
  await expectAccessible(page);
});

test('an identity admin sees what came, what was dropped, and by which rule', async ({ page, browser }) => {
  const elsewhere = await browser.newContext();
  await signIn(await elsewhere.newPage(), ZE);
  await elsewhere.close();

  await signIn(page, HELENA);
  await page.goto('/attributes');
  await page
    .getByRole('link', { name: /Zé Falso/ })
    .or(page.getByRole('button', { name: /Zé Falso/ }))
    .first()
    .click();
  const row = page.getByRole('row').filter({ hasText: 'student@ulagoa.example' });
  await expect(row.first()).toContainText('Dropped');
  await expect(row.first()).toContainText('norte.example');
  await expectAccessible(page);
  // Who may see this is not everybody.
  const student = await browser.newContext();
  const other = await student.newPage();
  await signIn(other, ZE);
  expect([401, 403, 404]).toContain((await other.request.get('/api/attributes/sign-ins')).status());
  await student.close();
});
