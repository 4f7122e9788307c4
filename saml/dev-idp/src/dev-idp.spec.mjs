import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { makeKeys } from './keys.mjs';
import { startDevIdp } from './server.mjs';
import { TAMPERINGS } from './tampering.mjs';
import { makePracticeSp } from './testing/practice-sp.mjs';

const run = promisify(execFile);
const work = mkdtempSync('/tmp/dev-idp-spec-');
const spMetadata = path.join(work, 'sp.xml');

/** @type {Awaited<ReturnType<typeof makePracticeSp>>} */
let sp;
/** @type {import('./server.mjs').DevIdp} */
let ulagoa;
/** @type {import('./server.mjs').DevIdp} */
let norte;
/** @type {ReturnType<(typeof sp)['samlFor']>} */
let saml;
let certificate = '';

/** @param {string} html @param {string} name */
function hidden(html, name) {
  return html.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1];
}

/** @param {import('./server.mjs').DevIdp} idp */
async function certificateOf(idp) {
  const metadata = await (await fetch(idp.metadataUrl)).text();
  return metadata.match(/X509Certificate>([^<]+)</)?.[1] ?? '';
}

/** @param {string} url @param {string} person @param {string} [tamper] */
async function pick(url, person, tamper = '') {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams({ person, tamper }) });
  const html = await response.text();
  return {
    status: response.status,
    html,
    SAMLResponse: hidden(html, 'SAMLResponse') ?? '',
    relayState: hidden(html, 'RelayState'),
  };
}

/** @param {string} person @param {string} [tamper] */
async function signIn(person, tamper) {
  const url = await saml.getAuthorizeUrlAsync('/machines/7?a=b', undefined, {});
  const { SAMLResponse } = await pick(url, person, tamper);
  const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
  return profile;
}

beforeAll(async () => {
  sp = await makePracticeSp(spMetadata);
  const options = { dataDir: path.join(work, 'keys'), spMetadata: [spMetadata], allowTampering: true };
  ulagoa = await startDevIdp({ ...options, idp: 'ulagoa' });
  norte = await startDevIdp({ ...options, idp: 'norte', allowTampering: false });
  certificate = await certificateOf(ulagoa);
  saml = sp.samlFor({ entryPoint: `${ulagoa.publicUrl}/sso`, idpCert: certificate });
});
afterAll(async () => {
  await Promise.all([ulagoa.close(), norte.close()]);
  rmSync(work, { recursive: true, force: true });
});

describe('a sign-in', () => {
  it('should be accepted by a service provider with the settings of SAML2Int', async () => {
    expect(await signIn('ana')).toMatchObject({
      issuer: 'https://idp.ulagoa.example/saml/idp',
      nameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient',
      'urn:oasis:names:tc:SAML:attribute:subject-id': 'ana-ribeiro@ulagoa.example',
      'urn:oasis:names:tc:SAML:attribute:pairwise-id': expect.stringMatching(
        /^[0-9a-f]{32}@ulagoa\.example$/,
      ),
      'urn:oid:2.16.840.1.113730.3.1.241': 'Ana Ribeiro',
      'urn:oid:1.3.6.1.4.1.5923.1.1.1.9': ['student@ulagoa.example', 'member@ulagoa.example'],
      'urn:oid:1.3.6.1.4.1.5923.1.6.1.2': 'Learner@urn:mace:ulagoa.example:crs:cs:2026:fall:CS101',
      'https://virlab.example/attributes/studyYear': '2',
    });
  });

  it('should release nothing about Nuno but a name for this one session', async () => {
    const profile = await signIn('nuno');
    expect(Object.keys(profile ?? {}).filter((key) => /^urn|^https/.test(key))).toEqual([]);
    expect(profile?.['attributes'] ?? {}).toEqual({});
    expect((await signIn('nuno'))?.nameID).not.toBe(profile?.nameID);
  });

  it('should let the second provider assert a scope that is not in its metadata', async () => {
    const other = sp.samlFor({ entryPoint: `${norte.publicUrl}/sso`, idpCert: await certificateOf(norte) });
    const { SAMLResponse } = await pick(await other.getAuthorizeUrlAsync('', undefined, {}), 'ze');
    const { profile } = await other.validatePostResponseAsync({ SAMLResponse });
    expect(profile?.['urn:oid:1.3.6.1.4.1.5923.1.1.1.9']).toContain('student@ulagoa.example');
    expect(await (await fetch(norte.metadataUrl)).text()).toContain(
      '<shibmd:Scope regexp="false">norte.example</shibmd:Scope>',
    );
  });

  it('should carry the relay state, and no attribute in the clear', async () => {
    const answer = await pick(await saml.getAuthorizeUrlAsync('/machines/7?a=b&c', undefined, {}), 'ana');
    expect(answer.relayState).toBe('/machines/7?a=b&amp;c');
    const xml = Buffer.from(answer.SAMLResponse, 'base64').toString('utf8');
    expect(xml).toContain('http://www.w3.org/2009/xmlenc11#aes256-gcm');
    expect(xml).toContain('http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p');
    expect(xml).not.toContain('<saml:Assertion');
    expect(xml).not.toContain('Ribeiro');
  });

  it('should be signed as xml-crypto and xmlsec understand it', async () => {
    const { SAMLResponse } = await pick(await saml.getAuthorizeUrlAsync('', undefined, {}), 'oscar');
    const xml = Buffer.from(SAMLResponse, 'base64').toString('utf8');
    const signature = new DOMParser()
      .parseFromString(xml, 'text/xml')
      .getElementsByTagName('ds:Signature')[0];
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
    const verifier = new SignedXml({ publicCert: pem, getCertFromKeyInfo: () => null });
    verifier.loadSignature(/** @type {never} */ (signature));
    expect(verifier.checkSignature(xml)).toBe(true);
    expect(verifier.getSignedReferences()[0]).toMatch(/^<samlp:Response /);

    writeFileSync(path.join(work, 'response.xml'), xml);
    writeFileSync(path.join(work, 'idp.pem'), pem);
    const args = ['--verify', '--pubkey-cert-pem', path.join(work, 'idp.pem'), '--id-attr:ID'];
    await run('xmlsec1', [
      ...args,
      'urn:oasis:names:tc:SAML:2.0:protocol:Response',
      path.join(work, 'response.xml'),
    ]);
  });
});

describe('the page of people', () => {
  it('should offer every person as a button, in the language of the browser', async () => {
    const url = await saml.getAuthorizeUrlAsync('', undefined, {});
    const english = await fetch(url);
    const html = await english.text();
    expect(html.match(/<button name="person"/g)).toHaveLength(10);
    expect(html).toContain('<html lang="en">');
    expect(english.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const portuguese = await (
      await fetch(url, { headers: { 'accept-language': 'pt-PT,pt;q=0.9,en;q=0.8' } })
    ).text();
    expect(portuguese).toContain('<html lang="pt">');
    expect(portuguese).toContain('Universidade da Lagoa');
  });
});

describe('a request', () => {
  /** @param {string} url */
  const refusal = async (url) => {
    const response = await fetch(url);
    return `${response.status} ${(await response.text()).match(/<code>([a-z-]+):/)?.[1]}`;
  };
  const idp = () => ({ entryPoint: `${ulagoa.publicUrl}/sso`, idpCert: certificate });

  it('should be refused when there is none, or it cannot be read', async () => {
    expect(await refusal(`${ulagoa.publicUrl}/sso`)).toBe('400 no-request');
    expect(await refusal(`${ulagoa.publicUrl}/sso?SAMLRequest=%00rubbish`)).toBe('400 unreadable');
  });

  it('should be refused from a service that is not registered', async () => {
    const stranger = sp.samlFor({ ...idp(), issuer: 'https://stranger.example/sp' });
    expect(await refusal(await stranger.getAuthorizeUrlAsync('', undefined, {}))).toBe('400 unknown-sp');
  });

  it('should be refused without a signature, with a broken one, or one of another key', async () => {
    const url = await saml.getAuthorizeUrlAsync('x', undefined, {});
    expect(await refusal(url.replace(/&Sig.*/, ''))).toBe('400 unsigned');
    expect(await refusal(url.replace('RelayState=x', 'RelayState=y'))).toBe('400 bad-signature');
    const { privateKey } = await makeKeys('other');
    const forger = sp.samlFor({ ...idp(), privateKey });
    expect(await refusal(await forger.getAuthorizeUrlAsync('', undefined, {}))).toBe('400 bad-signature');
  });

  it('should be refused when it wants its answer where the metadata does not say', async () => {
    const elsewhere = await makePracticeSp(path.join(work, 'elsewhere.xml'), {
      acsUrl: 'https://evil.example/acs',
    });
    const other = await startDevIdp({
      idp: 'ulagoa',
      dataDir: path.join(work, 'keys'),
      spMetadata: [path.join(work, 'elsewhere.xml')],
    });
    const request = elsewhere.samlFor({ entryPoint: `${other.publicUrl}/sso`, idpCert: certificate });
    expect(await refusal(await request.getAuthorizeUrlAsync('', undefined, {}))).toBe('400 wrong-acs');
    await other.close();
  });

  it('should be refused by another provider than the one it is meant for', async () => {
    const url = await saml.getAuthorizeUrlAsync('', undefined, {});
    expect(await refusal(url.replace(ulagoa.publicUrl, norte.publicUrl))).toBe('400 wrong-destination');
  });
});

describe('a tampering', () => {
  const caught = Object.keys(TAMPERINGS).filter(
    // What node-saml lets through, the acceptance pipeline of the product has to see.
    (name) =>
      !['wrong-recipient', 'wrong-destination', 'wrong-issuer', 'plain-assertion', 'replay'].includes(name),
  );
  it.each(caught)('should make a response that is refused: %s', async (name) => {
    await expect(signIn('ana', name)).rejects.toThrow();
  });

  it('should change what it says it changes', async () => {
    /** @param {string} name */
    const xml = async (name) => {
      const { SAMLResponse } = await pick(await saml.getAuthorizeUrlAsync('', undefined, {}), 'ana', name);
      return Buffer.from(SAMLResponse, 'base64').toString('utf8');
    };
    expect(await xml('wrong-destination')).toContain('Destination="https://another-service.example/acs"');
    expect(await xml('wrong-issuer')).toContain(
      '<saml:Issuer>https://idp.another.example/saml/idp</saml:Issuer>',
    );
    expect(await xml('plain-assertion')).toContain('ana-ribeiro@ulagoa.example');
    const last = await xml('');
    expect(await xml('replay')).toBe(last);
  });

  it('should not be possible unless it was allowed at the start', async () => {
    const other = sp.samlFor({ entryPoint: `${norte.publicUrl}/sso`, idpCert: certificate });
    const url = await other.getAuthorizeUrlAsync('', undefined, {});
    expect(await (await fetch(url)).text()).not.toContain('name="tamper"');
    const { status, html } = await pick(url, 'marta', 'unsigned');
    expect(status).toBe(400);
    expect(html).toContain('no-tampering');
  });
});

describe('the provider', () => {
  it('should keep its key between starts, for nobody else to read', async () => {
    const again = await startDevIdp({
      idp: 'ulagoa',
      dataDir: path.join(work, 'keys'),
      spMetadata: [spMetadata],
      clockOffsetSeconds: 3600,
    });
    expect(await certificateOf(again)).toBe(certificate);
    expect(statSync(path.join(work, 'keys/ulagoa.signing-key.json')).mode & 0o777).toBe(0o600);
    const ahead = sp.samlFor({ entryPoint: `${again.publicUrl}/sso`, idpCert: certificate });
    const { SAMLResponse } = await pick(await ahead.getAuthorizeUrlAsync('', undefined, {}), 'ana');
    await expect(ahead.validatePostResponseAsync({ SAMLResponse })).rejects.toThrow(/not yet valid/);
    await again.close();
  });

  it('should go on without a service provider that cannot be read, and name it to its people', async () => {
    const alone = await startDevIdp({
      idp: 'norte',
      dataDir: path.join(work, 'keys'),
      spMetadata: ['/no/such/file.xml', spMetadata],
    });
    const here = { entryPoint: `${alone.publicUrl}/sso`, idpCert: certificate };
    expect((await fetch(await sp.samlFor(here).getAuthorizeUrlAsync('', undefined, {}))).status).toBe(200);
    const stranger = sp.samlFor({ ...here, issuer: 'https://stranger.example/sp' });
    const response = await fetch(await stranger.getAuthorizeUrlAsync('', undefined, {}));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('/no/such/file.xml');
    await alone.close();
  });
});
