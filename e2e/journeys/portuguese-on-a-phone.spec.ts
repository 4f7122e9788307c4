import { MachinePage } from '../pages/machine';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from '../world/journey';
import { DUARTE } from '../world/people';

test.use({ viewport: { width: 390, height: 844 }, locale: 'pt-PT', hasTouch: true, isMobile: true });

test('um estudante entra, liga a máquina e vê o ecrã, num telemóvel', async ({ page }) => {
  await signIn(page, DUARTE);
  await expect(page.getByRole('heading', { name: 'As minhas máquinas' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^pt/);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Iniciar e abrir' }).first().click();
  const machine = new MachinePage(page);
  await machine.expectScreen();
  await machine.expectState('Ligada');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
