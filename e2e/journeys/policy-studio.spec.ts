import type { People, PolicyDraft, PolicyVersions } from '@virlab/contracts';
import type { Page } from '@playwright/test';
import { RuleEditor } from '../pages/rule-editor';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { HELENA, IRIS, RUI, TIAGO, TOME } from '../world/people';

const NO_MACHINES = 'You have no machines, and this is why';
const OLD_RULE = 'CS101 students, year 2 or later';
const NEW_RULE = 'CS101 students of any university';

/** Waits for the end of the dry run that the page begins by itself for what was not tried as it stands. */
async function dryRunEnds(page: Page): Promise<void> {
  await expect(page.getByText('Nothing has changed yet.')).toBeVisible();
  await expect(page.getByText(/Done in/).first()).toBeVisible();
}

/** The same for the draft, until the server has it: the one before stays on the page until then. */
async function draftIsTried(page: Page): Promise<void> {
  await expect
    .poll(async () => ((await (await page.request.get('/api/policy/draft')).json()) as PolicyDraft).dryRun)
    .toMatchObject({ state: 'done', isCurrent: true });
  await dryRunEnds(page);
}

/** Another journey may have begun a draft, and there is only one. */
async function discardDraft(page: Page): Promise<void> {
  const { exists, revision } = (await (await page.request.get('/api/policy/draft')).json()) as PolicyDraft;
  const headers = { Origin: new URL(page.url()).origin };
  if (exists) await page.request.delete(`/api/policy/draft?revision=${revision}`, { headers });
}

const figures = (page: Page) => page.getByRole('list', { name: 'What would change' });

test('an admin changes who gets what, and sees it before it happens', async ({ page, browser }) => {
  // Whoever was never here is not known, and in no dry run.
  for (const person of [RUI, TIAGO]) {
    const context = await browser.newContext();
    await signIn(await context.newPage(), person);
    await context.close();
  }
  const irisContext = await browser.newContext();
  const iris = await irisContext.newPage();
  await signIn(iris, IRIS);
  await expect(iris.getByRole('heading', { name: NO_MACHINES })).toBeVisible();

  await signIn(page, HELENA);
  const { versions } = (await (await page.request.get('/api/policy/versions')).json()) as PolicyVersions;
  const before = versions[0]?.version ?? 0;

  await discardDraft(page);
  const editor = new RuleEditor(page);
  await editor.openNew();
  await editor.addCondition();
  await editor.ask(1, 'eduPersonScopedAffiliation', 'begins with', 'student@');
  await editor.addCondition();
  await editor.ask(2, 'eduCourseMember', 'matches', 'Learner@.*:CS101');
  await editor.addCondition();
  await editor.ask(3, 'studyYear', 'is at least', '2');
  const machine = await editor.give('Machines of a pool');
  await machine.getByRole('combobox', { name: 'Pool' }).selectOption('cs101-linux');
  await machine.getByRole('textbox', { name: 'Days', exact: true }).fill('30');
  const membership = await editor.give('A class');
  await membership.getByRole('combobox', { name: 'Class', exact: true }).selectOption('cs101');
  await page.getByRole('textbox', { name: 'Name' }).fill(NEW_RULE);
  await expect(page.getByTestId('sentence')).toContainText('year of study is at least 2');
  await expect(page.getByTestId('matches')).toContainText('known people match now');
  await expectAccessible(page);
  await editor.keep();

  await page.goto('/policy');
  // The switch itself is drawn over the box that has the name.
  await page.getByRole('switch', { name: `${OLD_RULE}: on or off` }).press('Space');
  await expect(page.getByText('2 changes')).toBeVisible();
  await page.getByRole('link', { name: 'Dry-run the draft' }).click();
  await draftIsTried(page);
  await expect(figures(page)).toContainText(/2\s*people gain something/);
  await expect(figures(page)).toContainText(/1\s*person loses something/);
  await expect(page.getByRole('row', { name: /Rui Paiva/ }).first()).toContainText('not released');
  await expectAccessible(page);

  // The one cause is mended where the page says so.
  await page.getByRole('link', { name: 'Add “or it was not released”' }).first().click();
  await expect(page.getByText('1 person counts as no', { exact: false })).toBeVisible();
  await page.getByRole('checkbox', { name: '…or it was not released' }).check();
  await editor.keep();
  await page.goto('/policy/dry-run');
  await draftIsTried(page);
  await expect(figures(page)).toContainText(/0\s*people lose something/);

  await page.goto('/policy/cases/new');
  await page.getByRole('combobox', { name: 'A known person' }).fill('Iris');
  await page.getByRole('option', { name: /Iris Campos/ }).click();
  await page
    .getByRole('textbox', { name: 'Name', exact: true })
    .fill('A student of CS101 elsewhere has a machine');
  await page.getByRole('button', { name: 'Save the test case' }).click();
  await expect(page.getByText('1 of 1 pass against the draft.', { exact: false })).toBeVisible();
  // Made of somebody real, in whom nobody can be recognised.
  await expect(page.getByText(/iris|campos/i)).toHaveCount(0);

  await page.goto('/policy/dry-run');
  await draftIsTried(page);
  await page.getByRole('button', { name: 'Ask for approval' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for approval' }).click();
  await expect(page.getByText('Waits for a second person.')).toBeVisible();

  const tomeContext = await browser.newContext();
  const tome = await tomeContext.newPage();
  await signIn(tome, TOME, '/policy/versions');
  await expect(tome.getByText('Waits for a second person.')).toBeVisible();
  await expectAccessible(tome);
  await tome.getByRole('button', { name: 'Approve', exact: true }).click();
  await tome.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click();
  await tome.getByRole('button', { name: 'Publish draft' }).click();
  await tome
    .getByRole('dialog')
    .getByRole('textbox', { name: 'Why' })
    .fill('CS101 for everybody who takes it');
  await tome.getByRole('dialog').getByRole('button', { name: 'Publish draft' }).click();
  await expect(tome.getByText(`Version ${before + 1} is published.`, { exact: false })).toBeVisible();
  await tomeContext.close();

  // Without a reload: the page of the student hears of it.
  await expect(iris.getByText('Linux shell').first()).toBeVisible();

  const { people } = (await (await page.request.get('/api/people')).json()) as People;
  const rui = people.find(({ displayName }) => displayName === RUI.name)?.id ?? '';
  await page.goto(`/policy/why?person=${rui}&target=pool:cs101-linux`);
  await expect(page.getByText(NEW_RULE).first()).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/policy/dry-run?of=${before}`);
  await dryRunEnds(page);
  await expect(figures(page)).toContainText(/2\s*people lose something/);
  await page.goto('/policy/versions');
  await page.getByRole('button', { name: `Roll back to ${before}` }).click();
  const dialog = page.getByRole('dialog');
  const rollBack = dialog.getByRole('button', { name: `Roll back to ${before}` });
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The licences cover our own students only');
  await rollBack.click();
  // The refusal names what has to be typed, and the page says it.
  await expect(dialog.getByText('publication-braked')).toBeVisible();
  const asked = dialog.getByText(/^Type .+ if that is meant$/);
  const words = (await asked.innerText()).slice('Type '.length, -' if that is meant'.length);
  await dialog.getByRole('textbox', { name: /^Type / }).fill(words);
  await rollBack.click();
  await expect(page.getByText(`Version ${before + 2} is published.`, { exact: false })).toBeVisible();
  await expect(iris.getByText(/ended|You have no machines/).first()).toBeVisible();
  await irisContext.close();
});
