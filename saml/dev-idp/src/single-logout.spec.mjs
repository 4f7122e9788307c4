import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeKeys } from './keys.mjs';
import { startDevIdp } from './server.mjs';
import { makePracticeSp } from './testing/practice-sp.mjs';

const work = mkdtempSync('/tmp/dev-idp-slo-spec-');
const SLO = 'https://virlab.example/saml/slo';

/** @type {Awaited<ReturnType<typeof makePracticeSp>>} */
let sp;
/** @type {import('./server.mjs').DevIdp} */
let idp;
/** @type {ReturnType<(typeof sp)['samlFor']>} */
let saml;
let certificate = '';

beforeAll(async () => {
  const spMetadata = path.join(work, 'sp.xml');
  sp = await makePracticeSp(spMetadata);
  idp = await startDevIdp({ idp: 'ulagoa', dataDir: path.join(work, 'keys'), spMetadata: [spMetadata] });
  const metadata = await (await fetch(idp.metadataUrl)).text();
  certificate = metadata.match(/X509Certificate>([^<]+)</)?.[1] ?? '';
  saml = samlWith(sp.privateKey);
});
afterAll(async () => {
  await idp.close();
  rmSync(work, { recursive: true, force: true });
});

/** @param {string} privateKey */
function samlWith(privateKey) {
  return sp.samlFor({
    entryPoint: `${idp.publicUrl}/sso`,
    logoutUrl: `${idp.publicUrl}/slo`,
    idpCert: certificate,
    privateKey,
  });
}

/** Somebody who signed in: what the service knows of her, and her browser's cookie. */
async function signedIn() {
  const url = await saml.getAuthorizeUrlAsync('', undefined, {});
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ person: 'ana' }) });
  const SAMLResponse = (await response.text()).match(/name="SAMLResponse" value="([^"]*)"/)?.[1] ?? '';
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
  if (!profile) throw new Error('nobody was signed in');
  return { profile, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
}

/** @param {string} cookie */
const ownPage = async (cookie) => (await fetch(`${idp.publicUrl}/`, { headers: { cookie } })).text();

/** @param {string} url */
const follow = async (url) => {
  const response = await fetch(url, { redirect: 'manual' });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    html: await response.text(),
  };
};

/** What node-saml makes of a message that was sent by redirect. @param {string} url */
const received = (url) => {
  const { searchParams, search } = new URL(url);
  return saml.validateRedirectAsync(Object.fromEntries(searchParams), search.slice(1));
};

describe('a logout that the service begins', () => {
  it('should end the sign-in here and be answered with a signature, where the metadata says', async () => {
    const { profile, cookie } = await signedIn();
    expect(await ownPage(cookie)).toContain('Ana Ribeiro');
    const { status, location } = await follow(await saml.getLogoutUrlAsync(profile, 'state', {}));
    expect(status).toBe(303);
    expect(location).toMatch(/^https:\/\/virlab\.example\/saml\/slo-answer\?SAMLResponse=/);
    expect(new URL(location).searchParams.get('RelayState')).toBe('state');
    expect(await received(location)).toMatchObject({ loggedOut: true });
    expect(await ownPage(cookie)).toContain('Nobody is signed in');
  });

  it.each([
    ['another name', { nameID: '_0123' }],
    ['a qualifier that is not a copy', { spNameQualifier: 'https://another.example' }],
    ['another format', { nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' }],
    ['another session', { sessionIndex: '_0123' }],
  ])('should change nothing for %s', async (_, wrong) => {
    const { profile, cookie } = await signedIn();
    const { location } = await follow(await saml.getLogoutUrlAsync({ ...profile, ...wrong }, '', {}));
    await expect(received(location)).rejects.toThrow(/UnknownPrincipal|Requester|Bad status/);
    expect(await ownPage(cookie)).toContain('Ana Ribeiro');
  });

  it('should be refused without a signature, and with another key', async () => {
    const { profile, cookie } = await signedIn();
    const { privateKey } = await makeKeys('another');
    const forged = await follow(await samlWith(privateKey).getLogoutUrlAsync(profile, '', {}));
    expect(forged.html).toContain('bad-signature');
    const unsigned = await saml.getLogoutUrlAsync(profile, '', {});
    expect((await follow(unsigned.replace(/&SigAlg=.*/, ''))).html).toContain('unsigned');
    expect(await ownPage(cookie)).toContain('Ana Ribeiro');
  });
});

describe('a logout that is begun here', () => {
  /** @param {string} cookie */
  const signOut = async (cookie) => {
    const response = await fetch(`${idp.publicUrl}/logout`, {
      method: 'POST',
      headers: { cookie },
      redirect: 'manual',
    });
    return { location: response.headers.get('location') ?? '', html: await response.text() };
  };

  it('should ask the service by a signed request, and say what it answered', async () => {
    const { profile, cookie } = await signedIn();
    const { location } = await signOut(cookie);
    expect(location.startsWith(`${SLO}?SAMLRequest=`)).toBe(true);
    const { profile: asked } = await received(location);
    expect(asked).toMatchObject({ nameID: profile.nameID, nameIDFormat: profile.nameIDFormat });
    const state = new URL(location).searchParams.get('RelayState') ?? '';
    const answer = await saml.getLogoutResponseUrlAsync(/** @type {never} */ (asked), state, {}, true);
    expect((await follow(answer)).html).toMatch(/virlab\.example.*signed you out/);
    // The same answer twice is an answer to nothing.
    expect((await follow(answer)).html).toContain('wrong-in-response-to');
  });

  it('should say so when the service could not', async () => {
    const { cookie } = await signedIn();
    const { location } = await signOut(cookie);
    const { profile: asked } = await received(location);
    const state = new URL(location).searchParams.get('RelayState') ?? '';
    const answer = await saml.getLogoutResponseUrlAsync(/** @type {never} */ (asked), state, {}, false);
    expect((await follow(answer)).html).toContain('could not sign you out');
  });

  it('should have nothing to do where nobody is signed in', async () => {
    const { html } = await signOut('');
    expect(html).toContain('Signed out');
  });
});
