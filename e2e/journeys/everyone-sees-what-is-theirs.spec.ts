import type { ClassView, MachineList, People } from '@virlab/contracts';
import { BOOT_DEADLINE_MS } from '../pages/machine';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { ANA, BEATRIZ, BRUNO, CARLA, DUARTE, HELENA, MARTA, NUNO, OSCAR, ZE } from '../world/people';

const STAFF_ROUTES = ['/api/policy', '/api/people', '/api/hosts', '/api/audit', '/api/classes/cs101'];

test('a student of two courses has a machine of each, and nothing of the staff @simulated', async ({
  page,
}) => {
  await signIn(page, DUARTE);
  await expect(page.getByRole('heading', { name: 'My machines' })).toBeVisible();
  const { machines } = (await (await page.request.get('/api/machines')).json()) as MachineList;
  expect(machines.map(({ pool }) => pool.id).sort()).toEqual(['cs101-linux', 'net2-router']);
  for (const route of STAFF_ROUTES) {
    const { status } = { status: (await page.request.get(route)).status() };
    expect([403, 404], route).toContain(status);
  }
});

test('nobody reaches the machine of another', async ({ browser }) => {
  const [ana, duarte] = [await browser.newContext(), await browser.newContext()];
  const [anaPage, duartePage] = [await ana.newPage(), await duarte.newPage()];
  await signIn(anaPage, ANA);
  await signIn(duartePage, DUARTE);
  const { machines } = (await (await anaPage.request.get('/api/machines')).json()) as MachineList;
  const id = machines[0]?.id ?? '';
  const origin = new URL(duartePage.url()).origin;
  const asDuarte = { headers: { Origin: origin }, data: { action: 'start' } };
  expect((await duartePage.request.get(`/api/machines/${id}`)).status()).toBe(404);
  expect((await duartePage.request.post(`/api/machines/${id}/actions`, asDuarte)).status()).toBe(404);
  expect(
    (await duartePage.request.post(`/api/machines/${id}/console`, { ...asDuarte, data: {} })).status(),
  ).toBe(404);
  await duartePage.goto(`/machines/${id}`);
  await expect(duartePage.getByText('machine-not-found', { exact: true })).toBeVisible();
  await expectAccessible(duartePage);
  await ana.close();
  await duarte.close();
});

test('a student whose course list was not released reads that this decided it', async ({ page }) => {
  await signIn(page, BEATRIZ);
  await expect(page.getByRole('heading', { name: 'You have no machines, and this is why' })).toBeVisible();
  await expect(page.getByText('eduCourseMember').first()).toBeVisible();
  await expectAccessible(page);
});

test('a student of the first year reads that the year decided it', async ({ page }) => {
  await signIn(page, BRUNO);
  await expect(page.getByRole('heading', { name: 'You have no machines, and this is why' })).toBeVisible();
  await expectAccessible(page);
});

test('somebody about whom nothing is released is refused, and told why', async ({ page }) => {
  await signIn(page, NUNO);
  await expect(page).toHaveURL(/\/sign-in\/refused/);
  await expect(page.getByText('sign-in-no-identifier', { exact: true })).toBeVisible();
  expect((await page.request.get('/api/session')).status()).toBe(401);
  await expectAccessible(page);
});

test('a university that asserts a scope it does not own gives nothing by it', async ({ page }) => {
  await signIn(page, ZE);
  const session = await page.request.get('/api/session');
  if (session.status() === 200) {
    const list = (await (await page.request.get('/api/machines')).json()) as MachineList;
    expect(list.machines).toEqual([]);
    expect(list.explanation?.fates).toContainEqual(
      expect.objectContaining({ attr: 'eduPersonScopedAffiliation', status: 'dropped' }),
    );
    await expect(page.getByRole('heading', { name: 'You have no machines, and this is why' })).toBeVisible();
  } else {
    await expect(page).toHaveURL(/\/sign-in\/refused/);
  }
  await expectAccessible(page);
});

test('an honest student of another university has no machines here', async ({ page }) => {
  await signIn(page, MARTA);
  await expect(page.getByRole('heading', { name: 'You have no machines, and this is why' })).toBeVisible();
});

test('a teacher sees the class, its people and their machines, and starts one', async ({ page, browser }) => {
  const student = await browser.newContext();
  const own = await student.newPage();
  await signIn(own, ANA);
  // Whoever is given a machine has it when the list is there.
  await expect(own.getByRole('heading', { name: 'My machines' })).toBeVisible();
  await student.close();

  await signIn(page, CARLA);
  await page.getByRole('link', { name: /CS101/ }).first().click();
  await expect(page).toHaveURL(/\/classes\/cs101/);
  await expect(page.getByText('Ana Ribeiro').first()).toBeVisible();
  await expectAccessible(page);
  const view = (await (await page.request.get('/api/classes/cs101')).json()) as ClassView;
  const ana = view.members.find(({ person }) => person.displayName === 'Ana Ribeiro');
  const id = ana?.machine?.id ?? '';
  const headers = { Origin: new URL(page.url()).origin };
  await page.getByRole('button', { name: /^Ana Ribeiro, / }).click();
  const chosen = page.getByTestId('chosen');
  await chosen.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Ana Ribeiro, Running/ })).toBeVisible({
    timeout: BOOT_DEADLINE_MS,
  });
  await expectAccessible(page);
  // Teaching a class gives no look at its screens.
  expect((await page.request.post(`/api/machines/${id}/console`, { headers, data: {} })).status()).toBe(403);
  await chosen.getByRole('button', { name: 'Shut down', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Ana Ribeiro, Stopped/ })).toBeVisible({
    timeout: BOOT_DEADLINE_MS,
  });
  for (const route of ['/api/policy', '/api/people', '/api/hosts', '/api/audit', '/api/classes/net2']) {
    expect([403, 404], route).toContain((await page.request.get(route)).status());
  }
});

test('an identity admin reads the policy, who has what, and why somebody does not', async ({
  page,
  browser,
}) => {
  const student = await browser.newContext();
  await signIn(await student.newPage(), BEATRIZ);
  await student.close();

  await signIn(page, HELENA);
  await page.goto('/policy');
  await expect(page.getByText('CS101 students, year 2 or later').first()).toBeVisible();
  await expectAccessible(page);
  await page.goto('/people');
  await expect(page.getByText('Beatriz Nogueira').first()).toBeVisible();
  await expectAccessible(page);
  const { people } = (await (await page.request.get('/api/people')).json()) as People;
  const beatriz = people.find(({ displayName }) => displayName === 'Beatriz Nogueira')?.id ?? '';
  await page.goto(`/policy/why?person=${beatriz}&target=pool:cs101-linux`);
  await expect(page.getByText('this decided it').first()).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get('/api/hosts')).status()).toBe(403);
});

test('an operator sees the hosts, and in the trail who did what by which rule', async ({ page }) => {
  await signIn(page, OSCAR);
  await page.goto('/hosts');
  await expect(page.getByText('Lab host 1')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/audit');
  await expect(page.getByText('Óscar Faria').first()).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get('/api/policy')).status()).toBe(403);
});
