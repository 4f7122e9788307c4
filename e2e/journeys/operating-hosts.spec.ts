import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { signIn } from '../pages/sign-in';
import { expect, expectAccessible, test } from '../world/journey';
import { OSCAR } from '../world/people';

const run = promisify(execFile);

test('the operator adds a host after a test that proves it, drains it, puts it back and removes it @simulated', async ({
  page,
}) => {
  await signIn(page, OSCAR);
  await page.goto('/hosts');
  await page.getByRole('link', { name: 'Add a host' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Journey host');
  await expect(page.getByLabel('Short name')).toHaveValue('journey-host');
  const uri = page.getByLabel('libvirt URI');
  await uri.fill('qemu+tls://user:secret@lab-09.example/system');
  await expect(page.getByText(/^Leave passwords and secrets out/)).toBeVisible();
  await uri.fill('simulated:');
  await expect(page.getByText('Well written: simulated.')).toBeVisible();
  await page.getByRole('button', { name: 'Test connection' }).click();
  for (const stage of ['address', 'reach', 'trust', 'list', 'boot']) {
    await expect(page.locator(`[data-stage="${stage}"]`)).toHaveAttribute('data-state', 'ok');
  }
  await expect(page.getByText(/^Proved: Simulation, a guest booted in/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Add a host' }).click();
  await expect(page).toHaveURL(/\/hosts$/);

  const row = page.locator('[data-host="journey-host"]');
  await row.getByRole('button', { name: 'Drain' }).click();
  const asking = page.getByRole('dialog', { name: 'Drain Journey host?' });
  await expect(asking.getByText('No machine is on it.')).toBeVisible();
  await expectAccessible(page);
  await asking.getByRole('button', { name: 'Drain' }).click();
  await expect(row.getByText('draining')).toBeVisible();
  await row.getByRole('button', { name: 'Put back' }).click();
  await expect(row.getByRole('button', { name: 'Drain' })).toBeVisible();

  await row.getByRole('link', { name: 'Journey host' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  const removing = page.getByRole('dialog', { name: 'Remove Journey host?' });
  await removing.getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/hosts$/);
  await expect(page.locator('[data-host="lab1"]')).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('the operator makes a template of an uploaded image, and one that stands on a file of the server is refused @simulated', async ({
  page,
}) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'virlab-images-'));
  const good = path.join(folder, 'journey-shell.qcow2');
  const bad = path.join(folder, 'journey-thief.qcow2');
  try {
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', good, '64M']);
    // -u: the file behind it is named and not opened, as by somebody who may not read it.
    await run('qemu-img', [
      ...['create', '-q', '-f', 'qcow2', '-u', '-b', '/etc/shadow', '-F', 'raw'],
      ...[bad, '64M'],
    ]);
    await signIn(page, OSCAR);
    await page.goto('/pools');
    const choose = page.locator('input[type="file"]');

    await choose.setInputFiles(bad);
    const thief = page.locator('[data-image="journey-thief.qcow2"]');
    await expect(thief.getByText('Refused')).toBeVisible();
    await expect(thief.getByText(/^It stands on another file/)).toBeVisible();
    await expect(thief.locator('[data-state="failed"]')).toContainText('Stands alone');
    await expectAccessible(page);
    await takeAway(thief);

    await choose.setInputFiles(good);
    const shell = page.locator('[data-image="journey-shell.qcow2"]');
    await expect(shell.getByText('Ready')).toBeVisible();
    await page.getByRole('button', { name: 'New template' }).click();
    await page.getByLabel('Name').fill('journey-shell');
    await page.getByLabel('Title').fill('Journey shell');
    await page.getByRole('combobox', { name: 'Image' }).click();
    await page.getByRole('option', { name: /journey-shell\.qcow2$/ }).click();
    await page.getByRole('button', { name: 'Add template' }).click();
    await expect(page).toHaveURL(/\/templates\/journey-shell$/);

    await page.getByRole('textbox', { name: 'Title' }).fill('Journey shell, renamed');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Journey shell, renamed' })).toBeVisible();
    await page.getByRole('button', { name: 'Remove template' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove template' }).click();
    await expect(page).toHaveURL(/\/pools$/);
    await takeAway(shell);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }

  async function takeAway(image: ReturnType<typeof page.locator>) {
    await image.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(image).toHaveCount(0);
  }
});
