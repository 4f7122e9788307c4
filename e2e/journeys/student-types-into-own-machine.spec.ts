import { MachinePage } from '../pages/machine';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { ANA } from '../world/people';

test('a student signs in, starts the machine, types poweroff into it, and sees it stop @simulated', async ({
  page,
}) => {
  await signIn(page, ANA);
  await expect(page.getByRole('heading', { name: 'My machines' })).toBeVisible();
  await expectAccessible(page);
  await page.getByTestId('open-machine').first().click();

  const machine = new MachinePage(page);
  await machine.expectScreen();
  await machine.expectState('Running');
  await expectAccessible(page);
  await machine.type('poweroff');
  await machine.expectState('Stopped');
  await expect(machine.screen).toHaveCount(0);
});
