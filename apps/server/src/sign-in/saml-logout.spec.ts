import { deflateRawSync } from 'node:zlib';
import { createKeyPair, type KeyPair } from '@virlab/saml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { SaveIdentityProvider } from '../federation/index';
import { SessionEntity, UserEntity } from '../identity/index';
import { RefreshEntitlements } from '../policies/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { TestBrowser } from '../testing/test-browser';
import { TestIdentityProvider, type TestResponse } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';
import { IDP_SLO, logoutQuery, offeringLogout, readLogout, type TestLogout } from '../testing/test-logout';

const IDP = 'https://idp.uni.example/idp';
const OTHER_IDP = 'https://idp.other.example/idp';
const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const nameId = (value: string, more = '') =>
  `<saml:NameID Format="${PERSISTENT}"${more}>${value}</saml:NameID>`;
const decision = { trace: { rules: [] }, roles: [], classes: [], pools: [] };
const admitted = { outcome: 'admitted', policyVersion: 1, decision, gained: [], lost: [] };

describe.each(scratchEngines)('single logout on %s', (engine) => {
  let test: TestApp;
  let idp: TestIdentityProvider;
  let other: TestIdentityProvider;
  let key: KeyPair;
  let otherKey: KeyPair;

  beforeAll(async () => {
    const policy = { run: () => Promise.resolve(admitted) };
    test = await createTestApp({
      engine,
      override: (builder) => builder.overrideProvider(RefreshEntitlements).useValue(policy),
    });
    const now = () => test.clock.now();
    key = await testKey();
    otherKey = await createKeyPair({ commonName: 'other.example', now: now() });
    idp = new TestIdentityProvider(IDP, key, now);
    other = new TestIdentityProvider(OTHER_IDP, otherKey, now, ['other.example']);
    const save = test.app.get(SaveIdentityProvider, { strict: false });
    await test.source.transaction(async (manager) => {
      await save.run({ metadataXml: offeringLogout(idp.metadataXml) }, manager);
      await save.run({ metadataXml: other.metadataXml }, manager);
    });
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    await test.source.getRepository(UserEntity).deleteAll();
  });

  /** Signs somebody in; `said` decides name and session index. */
  async function signIn(person: string, said: Partial<TestResponse> = {}, at = idp): Promise<TestBrowser> {
    const browser = new TestBrowser(test.origin);
    const login = `/saml/login?${new URLSearchParams({ entityID: at.entityId, target: '/machines' })}`;
    const started = await browser.get(login);
    const scope = at === idp ? 'uni.example' : 'other.example';
    const SAMLResponse = at.respond(at.read(started.headers.get('location') ?? ''), {
      nameIdFormat: PERSISTENT,
      nameId: person,
      sessionIndex: '_1',
      attributes: [['urn:oasis:names:tc:SAML:attribute:subject-id', `${person}@${scope}`]],
      ...said,
    });
    const answer = await browser.post('/saml/acs', { SAMLResponse });
    expect(answer.headers.get('location')).toBe('/machines');
    return browser;
  }
  const isIn = async (browser: TestBrowser) =>
    (await browser.get('/api/session', { accept: 'application/json' })).status === 200;
  const usual = (): Partial<TestLogout> => ({
    issuer: IDP,
    destination: `${test.origin}/saml/slo`,
    at: test.clock.now(),
    name: nameId('ana'),
  });
  const request = (said: Partial<TestLogout> = {}, by = key) =>
    logoutQuery('request', { ...usual(), ...said }, by);
  const send = (query: string, browser = new TestBrowser(test.origin)) => browser.get(`/saml/slo?${query}`);
  const whereTo = (answer: Response) => new URL(answer.headers.get('location') ?? '', test.origin);
  const openSessions = async () =>
    (await test.source.getRepository(SessionEntity).find()).filter(({ endedAt }) => !endedAt).length;

  describe('asked for by the university', () => {
    it('should end every session of that name, in whatever browser it asks, and answer', async () => {
      const browsers = [await signIn('ana'), await signIn('ana', { sessionIndex: '_2' })];
      const rui = await signIn('rui');
      const answer = await send(request({ relayState: 'state of theirs', id: '_asked' }));
      expect(answer.status).toBe(303);
      const response = readLogout(answer.headers.get('location') ?? '');
      expect(response).toMatchObject({ at: IDP_SLO, relayState: 'state of theirs' });
      expect(response.xml).toContain('InResponseTo="_asked"');
      expect(response.xml).toMatch(/<samlp:StatusCode Value="[^"]+:Success"\/>/);
      for (const browser of browsers) expect(await isIn(browser)).toBe(false);
      expect(await isIn(rui)).toBe(true);
      const told = await browsers[0]!.get('/api/session', { accept: 'application/json' });
      expect(await told.json()).toMatchObject({ context: { why: 'signed-out-at-university' } });
    });

    it('should end only the sessions whose index is named', async () => {
      const [one, two, three] = [
        await signIn('ana'),
        await signIn('ana', { sessionIndex: '_2' }),
        await signIn('ana', { sessionIndex: '_3' }),
      ];
      await send(request({ sessionIndexes: ['_1', '_3'] }));
      expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, true, false]);
    });

    it('should leave alone the session of another person in the browser that asks', async () => {
      const rui = await signIn('rui');
      const ana = await signIn('ana');
      await send(request(), rui);
      expect([await isIn(rui), await isIn(ana)]).toEqual([true, false]);
    });

    it('should leave alone the same name at another university', async () => {
      const there = await signIn('ana', {}, other);
      const here = await signIn('ana');
      await send(request());
      expect([await isIn(there), await isIn(here)]).toEqual([true, false]);
    });

    it('should know a name by its qualifiers, said or left out', async () => {
      const ana = await signIn('ana');
      const elsewhere = ` NameQualifier="https://elsewhere.example"`;
      await send(request({ name: nameId('ana', elsewhere) }));
      expect(await isIn(ana)).toBe(true);
      const said = ` NameQualifier="${IDP}" SPNameQualifier="${test.settings.samlEntityId}"`;
      await send(request({ name: nameId('ana', said) }));
      expect(await isIn(ana)).toBe(false);
    });

    it('should answer well when the session was over before', async () => {
      const ana = await signIn('ana');
      await send(request());
      expect(await isIn(ana)).toBe(false);
      const response = readLogout((await send(request())).headers.get('location') ?? '');
      expect(response.xml).toContain(':Success"');
    });

    it('should not echo a relay state that is longer than the standard allows', async () => {
      await signIn('ana');
      const answer = await send(request({ relayState: 'x'.repeat(81) }));
      expect(readLogout(answer.headers.get('location') ?? '').relayState).toBeNull();
    });

    it('should end at a page of ours when the university takes no answer', async () => {
      const there = await signIn('ana', {}, other);
      const query = request({ issuer: OTHER_IDP }, otherKey);
      expect(whereTo(await send(query)).search).toBe(
        `?${new URLSearchParams({ outcome: 'by-university', idp: OTHER_IDP })}`,
      );
      expect(await isIn(there)).toBe(false);
    });

    it('should act once of fifty copies at once, and not on a later session of that name', async () => {
      await signIn('ana');
      const query = request();
      const answers = await Promise.all(Array.from({ length: 50 }, () => send(query)));
      const codes = answers.map((answer) => whereTo(answer).searchParams.get('code'));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 50 }, () => 303));
      expect(codes.filter((code) => code === null)).toHaveLength(1);
      expect(codes.filter((code) => code === 'logout-replayed')).toHaveLength(49);
      const again = await signIn('ana');
      expect(whereTo(await send(query)).searchParams.get('code')).toBe('logout-replayed');
      expect(await isIn(again)).toBe(true);
    });
  });

  describe('hostile', () => {
    /** Changes one part of a good query, which its signature then no longer covers. */
    const changed = (change: (query: string) => string) => () => change(request());
    const message = (xml: string | Buffer) => encodeURIComponent(deflateRawSync(xml).toString('base64'));

    it.each<[string, string, () => string]>([
      ['unsigned', 'logout-signature', changed((query) => query.replace(/&SigAlg.*/, ''))],
      ['signed by a stranger', 'logout-signature', () => request({}, otherKey)],
      ['signed by another university', 'logout-signature', () => request({ issuer: IDP }, otherKey)],
      ['of another university about somebody here', '', () => request({ issuer: OTHER_IDP }, otherKey)],
      [
        'of a university that nobody knows',
        'logout-issuer',
        () => request({ issuer: 'https://idp.evil.example' }),
      ],
      [
        'signed by SHA-1',
        'logout-algorithm',
        changed((query) =>
          query.replace(/SigAlg=[^&]*/, 'SigAlg=http%3A%2F%2Fwww.w3.org%2F2000%2F09%2Fxmldsig%23rsa-sha1'),
        ),
      ],
      ['encoded anew', 'logout-signature', changed((query) => query.replaceAll('%2F', '%2f'))],
      ['with a parameter twice', 'logout-malformed', changed((query) => `${query}&SAMLRequest=x`)],
      ['with both kinds of message', 'logout-malformed', changed((query) => `${query}&SAMLResponse=x`)],
      ['with nothing', 'logout-malformed', () => ''],
      ['garbage', 'logout-malformed', () => 'SAMLRequest=%21&SigAlg=x&Signature=y'],
      [
        'a document type',
        'logout-malformed',
        () => `SAMLRequest=${message('<!DOCTYPE x><x/>')}&SigAlg=x&Signature=y`,
      ],
      [
        'an inflate bomb',
        'logout-too-large',
        () => `SAMLRequest=${message(Buffer.alloc(8 * 1024 * 1024))}&SigAlg=x&Signature=y`,
      ],
      ['expired', 'logout-expired', () => request({ at: new Date(test.clock.now().getTime() - 301_000) })],
      [
        'for another service',
        'logout-destination',
        () => request({ destination: 'https://other.example/saml/slo' }),
      ],
      ['without a name', 'logout-malformed', () => request({ name: '' })],
      ['with an encrypted name', 'logout-malformed', () => request({ name: '<saml:EncryptedID/>' })],
      [
        'an answer to nothing',
        'logout-unexpected',
        () => logoutQuery('response', { ...usual(), inResponseTo: '_never', status: 'Success' }, key),
      ],
    ])('should end no session when it is %s', async (_, code, make) => {
      const ana = await signIn('ana');
      const answer = await send(make(), ana);
      expect(answer.status).toBe(303);
      const { pathname, searchParams } = whereTo(answer);
      if (code) {
        expect(pathname).toBe('/signed-out');
        expect(searchParams.get('code')).toBe(code);
        const [written] = await test.source
          .getRepository(AuditEventEntity)
          .findBy({ kind: 'logout.refused', requestId: searchParams.get('ref') ?? '' });
        expect(written).toMatchObject({ outcome: 'refused', code });
      }
      expect(await isIn(ana)).toBe(true);
      expect(await openSessions()).toBe(1);
    });

    it('should tell the university when it names nobody, and write it down', async () => {
      const ana = await signIn('ana');
      const answer = await send(request({ name: nameId('nobody') }));
      expect(readLogout(answer.headers.get('location') ?? '').xml).toContain(':UnknownPrincipal"');
      expect(await isIn(ana)).toBe(true);
    });

    it('should tell a script by a problem document', async () => {
      const answer = await test.request('/saml/slo', { headers: { accept: 'application/json' } });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'logout-malformed' });
    });
  });

  describe('carried on to the university', () => {
    const signOut = async (browser: TestBrowser) => {
      const answer = await browser.delete('/api/session?atUniversity=true');
      return (await answer.json()) as { continueAt?: string };
    };
    const response = (inResponseTo: string, said: Partial<TestLogout> = {}, by = key) =>
      logoutQuery('response', { ...usual(), inResponseTo, status: 'Success', ...said }, by);

    it('should be over here first, and then ask there by name and session', async () => {
      const ana = await signIn('ana');
      const session = await ana.get('/api/session', { accept: 'application/json' });
      expect(await session.json()).toMatchObject({ canSignOutAtUniversity: true });
      const { continueAt = '' } = await signOut(ana);
      expect(await openSessions()).toBe(0);
      const asked = readLogout(continueAt);
      expect(asked.at).toBe(IDP_SLO);
      expect(asked.xml).toContain(`Format="${PERSISTENT}">ana</saml:NameID>`);
      expect(asked.xml).toContain('<samlp:SessionIndex>_1</samlp:SessionIndex>');
      expect(Object.keys(ana.cookies).map((name) => name.replace(/-[0-9a-f]{12}$/, ''))).toEqual([
        'virlab-signout',
      ]);

      const answer = await send(response(asked.id), ana);
      expect(whereTo(answer).search).toBe(`?${new URLSearchParams({ outcome: 'university', idp: IDP })}`);
      expect(ana.cookies).toEqual({});
    });

    it('should not go on when nobody wished it, nor where it cannot', async () => {
      const ana = await signIn('ana');
      expect(await (await ana.delete('/api/session')).json()).toEqual({});
      expect(await signOut(await signIn('ana', {}, other))).toEqual({});
      expect(await openSessions()).toBe(0);
    });

    it.each([
      ['PartialLogout', 'university-failed'],
      ['Responder', 'university-failed'],
    ])('should say so when the university answers %s', async (status, outcome) => {
      const ana = await signIn('ana');
      const { id } = readLogout((await signOut(ana)).continueAt ?? '');
      expect(whereTo(await send(response(id, { status }), ana)).searchParams.get('outcome')).toBe(outcome);
    });

    it('should take an answer once, and from the browser that asked only', async () => {
      const ana = await signIn('ana');
      const { id } = readLogout((await signOut(ana)).continueAt ?? '');
      const codeOf = async (query: string, browser = ana) =>
        whereTo(await send(query, browser)).searchParams.get('code');
      expect(await codeOf(response(id), new TestBrowser(test.origin))).toBe('logout-other-browser');
      expect(await codeOf(response(`${id}0`))).toBe('logout-unexpected');
      expect(await codeOf(response(id, {}, otherKey))).toBe('logout-signature');
      expect(await codeOf(response(id, { issuer: OTHER_IDP }, otherKey))).toBe('logout-issuer');
      const copies = Array.from({ length: 20 }, () => {
        const copy = new TestBrowser(test.origin);
        copy.copyFrom(ana);
        return codeOf(response(id), copy);
      });
      const codes = await Promise.all(copies);
      expect(codes.filter((code) => code === null)).toHaveLength(1);
      expect(codes.filter((code) => code === 'logout-replayed')).toHaveLength(19);
    });

    it('should be too late after a quarter of an hour', async () => {
      const ana = await signIn('ana');
      const { id } = readLogout((await signOut(ana)).continueAt ?? '');
      test.clock.advance(15 * 60_000);
      expect(whereTo(await send(response(id), ana)).searchParams.get('code')).toBe('logout-unexpected');
    });
  });
});
