import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DiscoveryReturnAddresses, IdentityProviders, ProviderDirectory } from '../federation/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { DiscoveryDirectory } from './discovery-directory';
import { logoPath } from './logo-hash';
import { aListing } from './testing/a-listing';
import { SetDirectory } from './testing/set-directory';

const LAGOA = aListing('University of Lagoa', {
  domain: 'ulagoa.pt',
  keywords: [{ language: 'en', text: 'sea' }],
  logos: [{ url: 'https://www.ulagoa.pt/logo.png', width: 80, height: 60 }],
});
const HIDDEN = aListing('Hidden', { domain: 'hidden.example', hidden: true });
const SERVICE = 'https://library.example/shibboleth';
const OWN = 'https://library.example/Shibboleth.sso/Login';
const DISCOVERY = 'https://wayf.example/ds?style=1';

const directory = new SetDirectory();
const start = async (environment: Record<string, string> = {}) => {
  const test = await createTestApp({
    environment,
    override: (builder) =>
      builder
        .overrideProvider(ProviderDirectory)
        .useValue(directory)
        .overrideProvider(DiscoveryReturnAddresses)
        .useValue({ of: (entityId: string) => (entityId === SERVICE ? [OWN] : []) }),
  });
  const providers = test.app.get(IdentityProviders);
  const records = [LAGOA, HIDDEN].map(({ entityId }) => entityId);
  providers.findRecord = async (entityId) =>
    records.includes(entityId) ? ({ entityId } as Awaited<ReturnType<typeof providers.findRecord>>) : null;
  return test;
};
const asBrowser = { headers: { accept: 'text/html' } };
const location = (answer: Response) => answer.headers.get('location') ?? '';
const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
const refusedCode = (answer: Response) => {
  expect(answer.status).toBe(303);
  const to = new URL(location(answer), 'http://own.invalid');
  expect(to.origin + to.pathname).toBe('http://own.invalid/sign-in/refused');
  return to.searchParams.get('code');
};

describe('another discovery service', () => {
  let test: TestApp;
  beforeAll(async () => (test = await start({ VIRLAB_DISCOVERY_URL: DISCOVERY })), 60_000);
  afterAll(() => test?.close());

  const sendThere = async (query = 'target=/machines/7') => {
    const answer = await test.request(`/saml/login?${query}`, asBrowser);
    const there = new URL(location(answer));
    return { answer, there, back: new URL(there.searchParams.get('return') ?? ''), cookie: cookieOf(answer) };
  };

  it('should be asked with our entityID and the address of ours that takes its answer', async () => {
    const { there, back } = await sendThere();
    expect(there.origin + there.pathname).toBe('https://wayf.example/ds');
    expect(there.searchParams.get('style')).toBe('1');
    expect(there.searchParams.get('entityID')).toBe(test.settings.samlEntityId);
    expect(there.searchParams.has('isPassive')).toBe(false);
    expect(back.origin + back.pathname).toBe(`${test.origin}/saml/disco`);
    expect((await sendThere('isPassive=true')).there.searchParams.get('isPassive')).toBe('true');
  });

  it('should be sent back to the address that our metadata publishes', async () => {
    const { back } = await sendThere();
    const metadata = await (await test.request('/saml/metadata')).text();
    expect(metadata).toMatch(
      new RegExp(`<idpdisc:DiscoveryResponse [^>]*Location="${back.origin}${back.pathname}"`),
    );
  });

  it('should be believed like a link: sign-in begins there, and the target is kept', async () => {
    const { back, cookie } = await sendThere();
    const answer = await test.request(
      `${back.pathname}${back.search}&entityID=https%3A%2F%2Fx.example%2Fidp`,
      {
        ...asBrowser,
        cookie,
      },
    );
    expect(answer.status).toBe(303);
    expect(location(answer)).toBe(
      '/saml/login?entityID=https%3A%2F%2Fx.example%2Fidp&target=%2Fmachines%2F7',
    );
    expect(refusedCode(await test.request(location(answer), asBrowser))).toBe('sign-in-unknown-provider');
  });

  it('should lead to our own page when it has no answer, and not to itself again', async () => {
    const { back, cookie } = await sendThere();
    const answer = await test.request(back.pathname + back.search, { ...asBrowser, cookie });
    expect(location(answer)).toBe('/sign-in?target=%2Fmachines%2F7&discovery=none');
  });

  it('should not be believed without the browser that began, nor twice', async () => {
    const { back, cookie } = await sendThere();
    const path = `${back.pathname}${back.search}&entityID=x`;
    expect(location(await test.request(path, asBrowser))).toBe('/sign-in?discovery=lost');
    const other = await sendThere();
    expect(location(await test.request(path, { ...asBrowser, cookie: other.cookie }))).toBe(
      '/sign-in?discovery=lost',
    );
    const first = await test.request(path, { ...asBrowser, cookie });
    expect(first.headers.getSetCookie()[0]).toMatch(/Expires=Thu, 01 Jan 1970/);
  });

  it.each([
    ['entityID twice', 'entityID=a&entityID=b', 'discovery-request-invalid'],
    ['an entityID of 2,000 characters', `entityID=${'a'.repeat(2000)}`, 'sign-in-unknown-provider'],
  ])('should be refused with %s', async (_, query, code) => {
    const { back, cookie } = await sendThere();
    const answer = await test.request(`${back.pathname}${back.search}&${query}`, { ...asBrowser, cookie });
    expect(refusedCode(answer)).toBe(code);
  });

  it.each([
    ['nothing', ''],
    ['state twice', '?state=a&state=b&entityID=x'],
    ['a state that nobody gave', '?state=%00%0d%0a&entityID=x'],
  ])('should lead to our own page with %s', async (_, query) => {
    expect(location(await test.request(`/saml/disco${query}`, asBrowser))).toBe('/sign-in?discovery=lost');
  });

  it('should lead to our own page when the cookie is no text', async () => {
    const { back, cookie } = await sendThere();
    const broken = `${cookie.split('=')[0]}=%E0%A4%A`;
    const answer = await test.request(`${back.pathname}${back.search}&entityID=x`, {
      ...asBrowser,
      cookie: broken,
    });
    expect(location(answer)).toBe('/sign-in?discovery=lost');
  });
});

describe('choosing for another service', () => {
  let test: TestApp;
  beforeAll(async () => {
    directory.set(LAGOA, HIDDEN);
    test = await start();
    await test.app.get(DiscoveryDirectory).upToDate();
  });
  afterAll(() => test?.close());

  const query = (more: Record<string, string> = {}) =>
    new URLSearchParams({ entityID: SERVICE, return: `${OWN}?SAMLDS=1`, ...more }).toString();

  it('should happen on our page, which says for whom', async () => {
    const answer = await test.request(`/saml/ds?${query()}`, asBrowser);
    const page = new URL(location(answer), test.origin);
    expect(page.pathname).toBe('/sign-in');
    const asked = await test.request(`/api/sign-in/discovery-request${page.search}`);
    expect(await asked.json()).toEqual({
      service: SERVICE,
      host: 'library.example',
      choice: expect.stringMatching(/^\/saml\/ds\/choice\?/),
    });
  });

  it('should take the choice to the service', async () => {
    const page = new URL(location(await test.request(`/saml/ds?${query()}`, asBrowser)), test.origin);
    const { choice } = (await (
      await test.request(`/api/sign-in/discovery-request${page.search}`)
    ).json()) as {
      choice: string;
    };
    const answer = await test.request(`${choice}&idp=${encodeURIComponent(LAGOA.entityId)}`, asBrowser);
    expect(answer.status).toBe(303);
    expect(location(answer)).toBe(`${OWN}?SAMLDS=1&entityID=${encodeURIComponent(LAGOA.entityId)}`);
  });

  it('should answer at once and with nothing when nothing may be shown', async () => {
    const answer = await test.request(`/saml/ds?${query({ isPassive: 'true' })}`, asBrowser);
    expect(location(answer)).toBe(`${OWN}?SAMLDS=1`);
  });

  it.each([
    ['another address', { return: 'https://evil.example/' }, 'discovery-return-refused'],
    ['an address with a line break', { return: `${OWN}\r\nx: y` }, 'discovery-return-refused'],
    ['an unknown service', { entityID: 'https://evil.example' }, 'discovery-service-unknown'],
    ['another policy', { policy: 'urn:x' }, 'discovery-request-invalid'],
  ])('should be refused for %s, on each of its addresses', async (_, more, code) => {
    const asked = query({ ...more, isPassive: 'true' });
    expect(refusedCode(await test.request(`/saml/ds?${asked}`, asBrowser))).toBe(code);
    const choice = `/saml/ds/choice?${asked}&idp=${encodeURIComponent(LAGOA.entityId)}`;
    expect(refusedCode(await test.request(choice, asBrowser))).toBe(code);
    const script = await test.request(`/saml/ds?${asked}`, { headers: { accept: 'application/json' } });
    expect(await script.json()).toMatchObject({ code });
  });

  it.each([
    ['none', ''],
    ['an unknown one', '&idp=https%3A%2F%2Fevil.example'],
    ['two', '&idp=a&idp=b'],
    ['a large one', `&idp=${'a'.repeat(3000)}`],
  ])('should be refused when the choice is %s', async (_, choice) => {
    const answer = await test.request(`/saml/ds/choice?${query()}${choice}`, asBrowser);
    expect(refusedCode(answer)).toMatch(/^(sign-in-unknown-provider|discovery-request-invalid)$/);
  });

  it('should tell the page the same refusals', async () => {
    const asked = new URLSearchParams({ service: SERVICE, return: 'https://evil.example' });
    const answer = await test.request(`/api/sign-in/discovery-request?${asked}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'discovery-return-refused' });
  });

  it('should list what discovery shows in the shape of Shibboleth’s feed', async () => {
    const answer = await test.request('/saml/disco-feed');
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(await answer.json()).toEqual([
      {
        entityID: LAGOA.entityId,
        DisplayNames: [{ value: 'University of Lagoa', lang: 'en' }],
        Keywords: [{ value: 'sea', lang: 'en' }],
        Logos: [
          { value: test.origin + logoPath('https://www.ulagoa.pt/logo.png'), height: '60', width: '80' },
        ],
      },
    ]);
  });

  it('should send the feed only when it changed', async () => {
    const first = await test.request('/saml/disco-feed');
    // Without the second header `fetch` says "no-cache", which asks for everything.
    const headers = { 'if-none-match': first.headers.get('etag') ?? '', 'cache-control': 'max-age=0' };
    const again = await test.request('/saml/disco-feed', { headers });
    expect(again.status).toBe(304);
    directory.set(LAGOA);
    await test.app.get(DiscoveryDirectory).upToDate();
    const same = await test.request('/saml/disco-feed', { headers });
    expect(same.status).toBe(304);
    directory.set(LAGOA, aListing('Serra'));
    await test.app.get(DiscoveryDirectory).upToDate();
    const changed = await test.request('/saml/disco-feed', { headers });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toHaveLength(2);
  });

  it('should compress the feed for who takes it so', async () => {
    const { DiscoveryFeed } = await import('./discovery-feed');
    const { json, gzipped } = await test.app.get(DiscoveryFeed).get();
    expect(gunzipSync(gzipped).equals(json)).toBe(true);
    const answer = await test.request('/saml/disco-feed', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });
});
