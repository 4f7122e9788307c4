import type { KnownProviders, ProviderSearch, SignInOptions } from '@virlab/contracts';
import { inventUniversities } from '@virlab/discovery/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProviderDirectory, type ProviderListing } from '../federation/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { DiscoveryDirectory } from './discovery-directory';
import { aListing } from './testing/a-listing';
import { SetDirectory } from './testing/set-directory';

const LAGOA = aListing('University of Lagoa', {
  domain: 'ulagoa.pt',
  names: [
    { language: 'en', text: 'University of Lagoa' },
    { language: 'pt', text: 'Universidade da Lagoa' },
  ],
  logos: [{ url: 'https://www.ulagoa.pt/logo.png', width: 80, height: 80 }],
});
const SERRA = aListing('Serra Polytechnic', {
  domain: 'serra.edu',
  registrationAuthority: 'https://www.serra-fed.es/',
});
const BROKEN = aListing('Broken College', {
  domain: 'broken.ac.uk',
  unusable: { code: 'sign-in-provider-unusable', since: '2026-11-21T09:12:00.000Z' },
});
const HIDDEN = aListing('Hidden Institute', { domain: 'hidden.example', hidden: true });
const OFF = aListing('Switched Off', { domain: 'off.example', enabled: false });

describe('finding an identity provider over HTTP', () => {
  const directory = new SetDirectory();
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp({
      override: (builder) => builder.overrideProvider(ProviderDirectory).useValue(directory),
    });
  });
  afterAll(() => test?.close());
  const know = async (...listings: ProviderListing[]) => {
    directory.set(...listings);
    await test.app.get(DiscoveryDirectory).upToDate();
  };
  beforeEach(() => know(LAGOA, SERRA, BROKEN, HIDDEN, OFF));

  const ask = (query: string, headers: Record<string, string> = {}) =>
    test.request(`/api/sign-in/providers?${query}`, { headers });
  const search = async (q: string, headers?: Record<string, string>) =>
    (await (await ask(new URLSearchParams({ q }).toString(), headers)).json()) as ProviderSearch;

  it('should answer what fits, where it is, and where to sign in', async () => {
    expect(await search('lag')).toEqual({
      results: [
        {
          provider: 'saml',
          id: LAGOA.entityId,
          title: 'University of Lagoa',
          language: 'en',
          domain: 'ulagoa.pt',
          country: 'PT',
          logo: expect.stringMatching(/^\/api\/sign-in\/logos\/[0-9a-f]{32}$/),
          url: `/saml/login?entityID=${encodeURIComponent(LAGOA.entityId)}`,
          practice: false,
          matches: [[14, 17]],
        },
      ],
      total: 3,
      hasClose: false,
    });
  });

  it('should name a university in the language of the page, unless another name fits', async () => {
    const portuguese = { 'accept-language': 'pt' };
    expect((await search('ulagoa.pt', portuguese)).results[0]?.title).toBe('Universidade da Lagoa');
    expect((await search('university of', portuguese)).results[0]?.title).toBe('University of Lagoa');
    expect((await ask('q=lag')).headers.get('vary')).toMatch(/accept-language/i);
  });

  it('should tell the country by the domain, else by the registrar', async () => {
    expect((await search('serra')).results[0]?.country).toBe('ES');
    expect((await search('broken')).results[0]?.country).toBe('GB');
  });

  it('should list one that cannot be used now, and say since when', async () => {
    expect((await search('broken')).results[0]?.unusable).toEqual(BROKEN.unusable);
  });

  it('should leave out what is hidden or switched off, and know a hidden one by its entityID', async () => {
    expect((await search('hidden')).results).toEqual([]);
    expect((await search('switched')).results).toEqual([]);
    const query = new URLSearchParams([HIDDEN, OFF, LAGOA].map(({ entityId }) => ['entityID', entityId]));
    const known = (await (await test.request(`/api/sign-in/choices?${query}`)).json()) as KnownProviders;
    expect(known.options.map(({ id }) => id)).toEqual([HIDDEN.entityId, LAGOA.entityId]);
  });

  it('should answer from the directory as it is now', async () => {
    await know(LAGOA);
    expect((await search('serra')).results).toEqual([]);
    await know(LAGOA, SERRA);
    expect((await search('serra')).results).toHaveLength(1);
  });

  it('should let an answer be kept for a minute', async () => {
    expect((await ask('q=lag')).headers.get('cache-control')).toBe('public, max-age=60');
  });

  it('should list two or three, and let more be searched', async () => {
    const options = async () => (await (await test.request('/api/sign-in/options')).json()) as SignInOptions;
    expect(await options()).toMatchObject({
      options: [
        { title: 'Broken College' },
        { title: 'Serra Polytechnic' },
        { title: 'University of Lagoa' },
      ],
      searchable: 0,
    });
    await know(LAGOA, SERRA, BROKEN, aListing('Fourth'));
    expect(await options()).toMatchObject({ options: [], searchable: 4 });
  });

  it.each([
    ['no q', ''],
    ['q twice', 'q=a&q=b'],
    ['q too long', `q=${'a'.repeat(257)}`],
    ['a limit that is none', 'q=a&limit=all'],
    ['a limit too large', 'q=a&limit=9'],
  ])('should refuse %s as a bad request', async (_, query) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'bad-request' });
  });

  it.each([
    ['nothing', ''],
    ['a null', '\u0000'],
    ['direction marks', '\u202e\u200f'],
    ['half a character', '\ud83d'],
    ['a mail address', 'somebody@nowhere.invalid'],
    ['a pattern', '.*(a+)+$'],
  ])('should answer %s with no result', async (_, q) => {
    expect((await search(q)).results).toEqual([]);
  });

  it('should refuse a megabyte without a fault of its own', async () => {
    const answer = await ask(`q=${'a'.repeat(1_000_000)}`).catch(() => undefined);
    expect(answer === undefined || answer.status === 431).toBe(true);
    expect((await search('lag')).results).toHaveLength(1);
  });

  it('should make 10,000 ready without holding up anybody else', async () => {
    const listings = inventUniversities(10_000).map((provider): ProviderListing => ({
      ...aListing('x'),
      ...provider,
    }));
    directory.set(...listings);
    const ready = test.app.get(DiscoveryDirectory).upToDate();
    const turns: number[] = [];
    let isReady = false;
    void ready.then(() => (isReady = true));
    while (!isReady) {
      // Our own work: what others do on the machine holds up everybody and tells nothing of us.
      const before = process.cpuUsage();
      await new Promise((resolve) => setImmediate(resolve));
      const { user, system } = process.cpuUsage(before);
      turns.push((user + system) / 1000);
    }
    expect(turns.length).toBeGreaterThan(20);
    // Slices take 5 ms; the slowest tenth is room for the collector of garbage.
    turns.sort((one, other) => one - other);
    expect(turns[Math.floor(0.9 * turns.length)]).toBeLessThan(50);
    expect((await search('uni')).total).toBe(10_000);
  });
});
