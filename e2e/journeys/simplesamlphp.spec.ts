import { expect, expectAccessible, test } from '../world/journey';
import { registerProvider, VIRLAB_URL, virlab } from '../world/operator';
import { ownMetadata, PEER_TITLE, type Peer, signInAtPeer, SOFIA, startPeer } from '../world/simplesamlphp';

/** Certificates that a metadata document offers to encrypt for, in its order. */
function encryptionCertificates(metadata: string): string[] {
  const keys = metadata.matchAll(/<md:KeyDescriptor use="encryption">.*?<ds:X509Certificate>([^<]+)</gs);
  return Array.from(keys, ([, base64 = '']) => base64);
}

/**
 * An identity provider that others wrote, as an admin meets it: metadata goes both ways as files. Its version encrypts
 * with CBC only, which an operator must allow for it.
 */
test.describe('SimpleSAMLphp @peers', () => {
  let peer: Peer;
  const register = async (settings: { allowsCbc?: boolean } = { allowsCbc: true }) =>
    registerProvider(await peer.metadataXml(), { title: PEER_TITLE, ...settings });

  test.beforeAll(async () => {
    peer = await startPeer();
    await register();
  });
  test.afterAll(() => peer.stop({ erase: true }));

  test('its encryption is refused while nobody allowed it, and the page says by which code', async ({
    page,
  }) => {
    await register({});
    await signInAtPeer(page, peer);
    await expect(page).toHaveURL(/\/sign-in\/refused/);
    await expect(page.getByText('saml-algorithm', { exact: true })).toBeVisible();
    expect((await page.request.get('/api/session')).status()).toBe(401);
    await register();
  });

  test('a student of its university signs in by a deep link and arrives there', async ({ page }) => {
    await signInAtPeer(page, peer, '/you?from=moodle');
    await expect(page).toHaveURL(/\/you\?from=moodle$/);
    await expect(page.getByText(SOFIA.name).first()).toBeVisible();
    await expect(page.getByText('student@tecnica.example').first()).toBeVisible();
    await expectAccessible(page);
  });

  for (const seconds of [120, -120]) {
    test(`a clock that is ${seconds} s off keeps nobody out`, async ({ page }) => {
      await peer.setClock(seconds);
      await signInAtPeer(page, peer, '/you');
      await expect(page.getByText(SOFIA.name).first()).toBeVisible();
      await peer.setClock(0);
    });
  }

  test('whoever signs out here may sign out of the university too', async ({ page }) => {
    await signInAtPeer(page, peer, '/you');
    await page.getByTestId('account').click();
    await page.getByTestId('sign-out-university').click();
    await page.waitForURL(/\/signed-out\?outcome=university&/);
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible();
    await expectAccessible(page);
    expect((await page.request.get('/api/session')).status()).toBe(401);
    // It asks for the password again: its own session is over.
    await signInAtPeer(page, peer, '/you');
    await expect(page.getByText(SOFIA.name).first()).toBeVisible();
  });

  test('signing out at the university ends the session here, and says so in every tab', async ({
    page,
    context,
  }) => {
    await signInAtPeer(page, peer, '/you');
    await expect(page.getByText(SOFIA.name).first()).toBeVisible();
    const other = await context.newPage();
    await other.goto(
      `${peer.url}/saml2/idp/initSLO.php?${new URLSearchParams({ RelayState: `${peer.url}/index.php` })}`,
    );
    await other.waitForURL((url) => url.origin === peer.url);
    expect((await other.request.get(new URL('/api/session', VIRLAB_URL).href)).status()).toBe(401);
    await expect(page.getByText(/signed out at your university/).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('it changes its key: announced, used, then the old one is refused', async ({ browser }) => {
    const signsIn = async (isIn: boolean) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await signInAtPeer(page, peer, '/you');
      if (isIn) await expect(page.getByText(SOFIA.name).first()).toBeVisible();
      else await expect(page.getByText('saml-signature', { exact: true })).toBeVisible();
      await context.close();
    };
    await peer.announceKey();
    await register();
    await signsIn(true);
    // Both are in the metadata that we have: it may begin with the new one whenever it likes.
    await peer.rollKey();
    await signsIn(true);
    await register();
    await signsIn(true);
    peer.signWithOldKey();
    await signsIn(false);
    await peer.rollKey();
    // A key that nobody announced is refused until its metadata was taken over.
    await signsIn(false);
    await register();
    await signsIn(true);
  });

  test('we change our keys: published, used, then it encrypts for the new one alone', async ({ browser }) => {
    const signsIn = async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await signInAtPeer(page, peer, '/you');
      await expect(page.getByText(SOFIA.name).first()).toBeVisible();
      await context.close();
    };
    const [old] = encryptionCertificates(await ownMetadata());
    const before = await keys();
    await virlab('keys', 'add');
    await expect(async () => expect(encryptionCertificates(await ownMetadata())).toHaveLength(2)).toPass();
    await signsIn();
    peer.takeServiceProvider(await ownMetadata());
    await signsIn();
    const added = (await keys()).filter(({ id }) => !before.some((key) => key.id === id));
    for (const { id } of added) await virlab('keys', 'activate', id, '--anyway');
    await signsIn();
    for (const { id, state } of await keys()) if (state === 'former') await virlab('keys', 'retire', id);
    await expect(async () => expect(encryptionCertificates(await ownMetadata())).toHaveLength(1)).toPass();
    // Whoever has the old copy of our metadata still encrypts for the retired key.
    await signsIn();
    peer.takeServiceProvider(await ownMetadata());
    expect(encryptionCertificates(await ownMetadata())).not.toContain(old);
    await signsIn();
  });
});

/** Our keys as the operator's tool lists them. */
async function keys(): Promise<{ id: string; state: string }[]> {
  const lines = (await virlab('keys', 'list')).trim().split('\n');
  return lines.map((line) => {
    const [id = '', state = ''] = line.split(/\s+/);
    return { id, state };
  });
}
