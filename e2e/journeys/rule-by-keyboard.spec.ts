import type { PolicyDraft } from '@virlab/contracts';
import { chooseByArrows, focused, tabToName } from '../pages/focus';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../world/journey';
import { HELENA } from '../world/people';

const ADDRESS = '/policy/rules/year-2-by-keyboard';

test('a rule is written from nothing by keyboard alone', async ({ page }) => {
  await signIn(page, HELENA);
  await page.goto('/policy/rules/new');
  await expect(page.getByRole('heading', { level: 1, name: 'New rule' })).toBeVisible();
  const { keyboard } = page;
  const condition = async (attr: string, operator: string, value: string) => {
    await tabToName(page, 'Condition', 'button');
    await keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatchObject({ name: 'Attribute' });
    await keyboard.type(attr);
    await keyboard.press('Tab');
    await tabToName(page, 'How it is compared');
    await chooseByArrows(page, operator);
    await tabToName(page, 'Value');
    await keyboard.type(value);
  };

  await tabToName(page, 'Name');
  await keyboard.type('Year 2 by keyboard');
  await condition('eduPersonScopedAffiliation', 'begins', 'student@');
  await condition('eduCourseMember', 'matches', 'Learner@urn:.*:CS101');
  await condition('studyYear', 'is at least', '2');
  await tabToName(page, '…or it was not released');
  await keyboard.press('Space');
  await expect.poll(() => focused(page)).toMatchObject({ name: '…or it was not released' });

  await tabToName(page, 'Say what they get', 'button');
  await keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatchObject({ role: 'menuitem' });
  await keyboard.press('Enter');
  await expect.poll(() => focused(page)).toMatchObject({ name: 'Number of machines' });
  await tabToName(page, 'Pool');
  await chooseByArrows(page, 'Linux');

  await expect(page.getByTestId('sentence')).toHaveText(
    /affiliation begins with student@ and course list matches .*CS101 and year of study is at least 2 \(or not released\), from any trusted university, get 1 machine of .* for 30 days, then 7 days of grace\./,
  );
  await expect(page.getByTestId('matches')).toHaveText(/\d+ of \d+ known people match/);
  await keyboard.press('Control+s');
  await page.waitForURL((url) => url.pathname === ADDRESS);
  await expect(page.getByRole('status').getByText(/is kept in the draft/)).toBeVisible();

  // A condition is moved, copied and taken back without leaving the keys.
  await tabToName(page, 'Attribute');
  await keyboard.press('Alt+ArrowDown');
  await expect(page.getByTestId('announcer')).toHaveText('Moved to place 2 of 3.');
  await keyboard.press('Control+d');
  await expect(page.getByRole('group', { name: 'Condition 4' })).toBeVisible();
  await keyboard.press('Control+z');
  await keyboard.press('Control+z');
  await expect(page.getByRole('group', { name: 'Condition 4' })).toHaveCount(0);

  // The text is no trap: Esc and Tab lead on.
  await tabToName(page, 'The same rule as YAML');
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  expect(await focused(page)).not.toMatchObject({ name: 'The same rule as YAML' });

  const draft = (await (await page.request.get('/api/policy/draft')).json()) as PolicyDraft;
  const kept = draft.rules.find(({ id }) => ADDRESS.endsWith(`/${id}`));
  expect(kept?.yaml).toContain('- { attr: studyYear, op: absent }');
});

test('the page of a rule is good to use in both widths and schemes @pages', async ({ page }) => {
  await signIn(page, HELENA);
  for (const width of [1440, 390]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/policy/rules/cs101-students');
      await expect(page.locator('.cm-line').first()).toBeVisible();
      await expect(page.getByTestId('matches')).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.screenshot({
        path: test.info().outputPath(`rule-${width}-${colorScheme}.png`),
        fullPage: true,
      });
    }
  }
});
