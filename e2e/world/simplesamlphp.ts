import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { ensureSimpleSamlPhp, startSimpleSamlPhp } from '@virlab/testbed';
import { DEMO_DIRECTORY, VIRLAB_URL } from './operator';

/** SimpleSAMLphp as a university’s identity provider of this run. */
export type Peer = Awaited<ReturnType<typeof startSimpleSamlPhp>>;

/** The one person whom the peer knows. */
export const SOFIA = {
  username: 'sofia',
  password: 'sofia-practice',
  name: 'Sofia Lopes',
  attributes: {
    'urn:oasis:names:tc:SAML:attribute:subject-id': ['sofia-lopes@tecnica.example'],
    'urn:oid:2.16.840.1.113730.3.1.241': ['Sofia Lopes'],
    'urn:oid:0.9.2342.19200300.100.1.3': ['sofia.lopes@tecnica.example'],
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.9': ['student@tecnica.example', 'member@tecnica.example'],
  },
};

/** What its people and ours call it. */
export const PEER_TITLE = 'Técnica Polytechnic';

/** Starts the peer with our metadata as the file that its admin was sent. */
export async function startPeer(): Promise<Peer> {
  const root = path.resolve(import.meta.dirname, '..', '..');
  const program = await ensureSimpleSamlPhp({ directory: path.join(root, '.virlab', 'simplesamlphp') });
  return startSimpleSamlPhp({
    directory: path.join(DEMO_DIRECTORY, 'simplesamlphp'),
    program,
    title: PEER_TITLE,
    spMetadataXml: await ownMetadata(),
    people: [SOFIA],
  });
}

/** Our metadata, as an admin downloads it. */
export async function ownMetadata(): Promise<string> {
  const response = await fetch(`${VIRLAB_URL}/saml/metadata`);
  expect(response.status).toBe(200);
  return response.text();
}

/** Goes to the peer by its deep link, and answers its page of name and password. */
export async function signInAtPeer(page: Page, peer: Peer, target = '/'): Promise<void> {
  await page.goto(`/saml/login?${new URLSearchParams({ entityID: peer.entityId, target })}`);
  await answerPeer(page, peer);
}

/** Types name and password into the peer’s page. */
export async function answerPeer(page: Page, peer: Peer): Promise<void> {
  await page.waitForURL((url) => url.origin === peer.url);
  await page.locator('#username').fill(SOFIA.username);
  await page.locator('#password').fill(SOFIA.password);
  await page.locator('#password').press('Enter');
  await page.waitForURL(
    (url) => url.origin === new URL(VIRLAB_URL).origin && !url.pathname.startsWith('/saml'),
  );
}
