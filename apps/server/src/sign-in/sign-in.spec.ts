import fc from 'fast-check';
import { createKeyPair, type KeyPair } from '@virlab/saml';
import type { AuditKind } from '@virlab/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { SaveIdentityProvider } from '../federation/index';
import {
  AccountEntity,
  AttributeSnapshotEntity,
  SessionEntity,
  SessionSecretEntity,
  UserEntity,
} from '../identity/index';
import { RefreshEntitlements } from '../policies/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { TestBrowser } from '../testing/test-browser';
import { TestIdentityProvider, type TestResponse } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';

const SUBJECT_ID = 'urn:oasis:names:tc:SAML:attribute:subject-id';
const SCOPED_AFFILIATION = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9';
const DISPLAY_NAME = 'urn:oid:2.16.840.1.113730.3.1.241';
const MAIL = 'urn:oid:0.9.2342.19200300.100.1.3';
const IDP = 'https://idp.uni.example/idp';
const OTHER_IDP = 'https://idp.other.example/idp';

const ana: TestResponse['attributes'] = [
  [SUBJECT_ID, 'ana@uni.example'],
  [DISPLAY_NAME, 'Ana Silva'],
  [SCOPED_AFFILIATION, 'student@uni.example'],
];

/** Answers for the policy, so that a spec says what it gives. */
class ScriptedPolicy {
  refusal: { code: 'denied' | 'no-rule'; reason?: string; ruleId?: string } | undefined;

  run() {
    const outcome = this.refusal ? 'refused' : 'admitted';
    return Promise.resolve({
      outcome,
      refusal: this.refusal,
      policyVersion: 3,
      decision: { trace: { rules: [] }, roles: [], classes: [], pools: [] },
      gained: [],
      lost: [],
    });
  }
}

describe.each(scratchEngines)('signing in through SAML on %s', (engine) => {
  const policy = new ScriptedPolicy();
  let test: TestApp;
  let idp: TestIdentityProvider;
  let other: TestIdentityProvider;
  let strangerKey: KeyPair;

  beforeAll(async () => {
    test = await createTestApp({
      engine,
      override: (builder) => builder.overrideProvider(RefreshEntitlements).useValue(policy),
    });
    const now = () => test.clock.now();
    strangerKey = await createKeyPair({ commonName: 'stranger.example', now: test.clock.now() });
    idp = new TestIdentityProvider(IDP, await testKey(), now);
    other = new TestIdentityProvider(OTHER_IDP, await testKey(), now, ['other.example']);
    const save = test.app.get(SaveIdentityProvider, { strict: false });
    await test.source.transaction(async (manager) => {
      for (const { metadataXml } of [idp, other]) await save.run({ metadataXml }, manager);
    });
  });
  afterAll(() => test.close());

  beforeEach(async () => {
    policy.refusal = undefined;
    await test.source.getRepository(UserEntity).deleteAll();
  });

  const login = (entityId: string, target = '/machines') =>
    `/saml/login?${new URLSearchParams({ entityID: entityId, target })}`;

  /** Begins a sign-in and answers what the identity provider reads. */
  async function begin(browser: TestBrowser, at = idp, target?: string) {
    const started = await browser.get(login(at.entityId, target));
    expect(started.status).toBe(303);
    return at.read(started.headers.get('location') ?? '');
  }

  async function signIn(said: Partial<TestResponse>, signingKey?: KeyPair) {
    const browser = new TestBrowser(test.origin);
    const request = await begin(browser);
    const response = idp.respond(request, said, signingKey);
    const answer = await browser.post('/saml/acs', {
      SAMLResponse: response,
      RelayState: request.relayState,
    });
    return { browser, request, response, answer };
  }

  const sessions = () => test.source.getRepository(SessionEntity).find();
  const events = (kind: AuditKind) => test.source.getRepository(AuditEventEntity).findBy({ kind });

  /** Where a refused browser is sent: the code, the reference and the identity provider. */
  async function refusalOf(answer: Response) {
    expect(answer.status).toBe(303);
    const url = new URL(answer.headers.get('location') ?? '', test.origin);
    expect(url.pathname).toBe('/sign-in/refused');
    expect(answer.headers.getSetCookie().join()).not.toContain('virlab-session');
    const found = Object.fromEntries(url.searchParams) as { code: string; ref: string; idp?: string };
    const [written] = await test.source
      .getRepository(AuditEventEntity)
      .findBy({ kind: 'sign-in.refused', requestId: found.ref });
    expect(written).toMatchObject({ outcome: 'refused', code: found.code });
    return { ...found, facts: written?.facts };
  }

  const codeIn = async (answer: Response) =>
    new URL(answer.headers.get('location') ?? '', test.origin).searchParams.get('code');

  async function expectRefused(answer: Response, code: string, reason?: string) {
    const refused = await refusalOf(answer);
    expect(refused.code).toBe(code);
    if (reason) expect(refused.facts?.['reason']).toBe(reason);
    expect(await sessions()).toEqual([]);
    return refused;
  }

  it('should end at the wished page with a session, an account and a snapshot', async () => {
    const { browser, answer } = await signIn({ attributes: ana });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/machines');
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('virlab-session='));
    expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(Object.keys(browser.cookies)).toEqual(['virlab-session']);

    const [session, ...more] = await sessions();
    expect(more).toEqual([]);
    const secrets = await test.source.getRepository(SessionSecretEntity).find();
    expect(JSON.stringify([session, secrets])).not.toContain(browser.cookies['virlab-session']);
    const account = await test.source
      .getRepository(AccountEntity)
      .findOneByOrFail({ id: session?.accountId });
    expect(account).toMatchObject({
      provider: 'saml',
      issuer: IDP,
      identifierType: 'subject-id',
      identifier: 'ana@uni.example',
    });
    const snapshot = await test.source
      .getRepository(AttributeSnapshotEntity)
      .findOneByOrFail({ accountId: account.id });
    expect(snapshot.attributes['eduPersonScopedAffiliation']).toEqual(['student@uni.example']);
    const [accepted] = await events('sign-in.accepted');
    expect(accepted).toMatchObject({ actorName: 'Ana Silva', subjectId: IDP, policyVersion: 3 });
    expect(JSON.stringify(accepted?.facts)).not.toContain('student@');
    expect((await events('session.started')).length).toBeGreaterThan(0);
  });

  it('should know the person again, and follow what is released now', async () => {
    await signIn({ attributes: ana });
    await signIn({
      attributes: [
        [SUBJECT_ID, 'Ana@UNI.example'],
        [DISPLAY_NAME, 'Ana Costa'],
      ],
    });
    const users = await test.source.getRepository(UserEntity).find();
    expect(users.map(({ displayName }) => displayName)).toEqual(['Ana Costa']);
    const [snapshot, ...more] = await test.source.getRepository(AttributeSnapshotEntity).find();
    expect(more).toEqual([]);
    expect(snapshot?.attributes).not.toHaveProperty('eduPersonScopedAffiliation');
  });

  it('should make one account of ten first sign-ins at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => signIn({ attributes: ana })));
    expect(answers.map(({ answer }) => answer.headers.get('location'))).toEqual(Array(10).fill('/machines'));
    expect(await test.source.getRepository(UserEntity).count()).toBe(1);
    expect(await sessions()).toHaveLength(10);
  });

  it('should give every one of many people at once their own session', async () => {
    const people = Array.from({ length: 12 }, (_, n) => `person${n}@uni.example`);
    const signed = await Promise.all(
      people.map(async (identifier) => {
        const { browser } = await signIn({ attributes: [[SUBJECT_ID, identifier]] });
        return { identifier, cookie: browser.cookies['virlab-session'] ?? '' };
      }),
    );
    for (const { identifier, cookie } of signed) {
      const answer = await test.request('/api/session/record', { cookie: `virlab-session=${cookie}` });
      expect(((await answer.json()) as { identifier: string }).identifier).toBe(identifier);
    }
  });

  it('should end the session when the identity provider wants it over', async () => {
    const end = new Date(test.clock.now().getTime() + 60 * 60_000);
    await signIn({ attributes: ana, sessionNotOnOrAfter: end.toISOString() });
    const [session] = await sessions();
    expect(session?.expiresAt).toEqual(new Date(end.getTime() + 180_000));
  });

  it('should join two Attributes of one Name', async () => {
    await signIn({
      attributes: [
        ...ana,
        [SCOPED_AFFILIATION, 'member@uni.example'],
        [SCOPED_AFFILIATION, 'staff@uni.example'],
      ],
    });
    const [snapshot] = await test.source.getRepository(AttributeSnapshotEntity).find();
    expect(snapshot?.attributes['eduPersonScopedAffiliation']).toEqual([
      'student@uni.example',
      'member@uni.example',
      'staff@uni.example',
    ]);
  });

  it('should drop a value whose scope the identity provider does not own, and say why', async () => {
    await signIn({ attributes: [...ana, [SCOPED_AFFILIATION, 'faculty@other.example']] });
    const [snapshot] = await test.source.getRepository(AttributeSnapshotEntity).find();
    expect(snapshot?.attributes['eduPersonScopedAffiliation']).toEqual(['student@uni.example']);
    expect(snapshot?.dropped).toEqual([
      {
        attr: 'eduPersonScopedAffiliation',
        value: 'faculty@other.example',
        why: 'scope-not-asserted-by-idp',
      },
    ]);
  });

  it('should keep people apart whom two identity providers call alike', async () => {
    await signIn({ attributes: [[SUBJECT_ID, 'ana@uni.example']] });
    const browser = new TestBrowser(test.origin);
    const request = await begin(browser, other);
    const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const SAMLResponse = other.respond(request, { nameIdFormat: persistent, nameId: 'ana@uni.example' });
    await browser.post('/saml/acs', { SAMLResponse });
    expect(await test.source.getRepository(UserEntity).count()).toBe(2);
  });

  describe('refusing', () => {
    it('should refuse a response that was signed by somebody else', async () => {
      const { answer } = await signIn({ attributes: ana }, strangerKey);
      const { idp: named } = await expectRefused(answer, 'saml-signature', 'signature-invalid');
      expect(named).toBe(IDP);
    });

    it('should refuse a response that was changed after it was signed', async () => {
      const browser = new TestBrowser(test.origin);
      const request = await begin(browser);
      const xml = Buffer.from(idp.respond(request, { attributes: ana }), 'base64').toString();
      const SAMLResponse = Buffer.from(xml.replace('ana@uni', 'eva@uni')).toString('base64');
      await expectRefused(await browser.post('/saml/acs', { SAMLResponse }), 'saml-signature');
    });

    it('should refuse a response whose time is over', async () => {
      const { answer } = await signIn({ attributes: ana, validForMinutes: -10 });
      await expectRefused(answer, 'saml-expired');
    });

    it('should refuse a response that was meant for another service', async () => {
      const { answer } = await signIn({ attributes: ana, audience: 'https://moodle.example/saml' });
      await expectRefused(answer, 'saml-audience', 'audience-mismatch');
    });

    it('should refuse a response of another identity provider than the one asked', async () => {
      const { answer } = await signIn({ attributes: ana, issuer: OTHER_IDP });
      await expectRefused(answer, 'saml-issuer', 'issuer-mismatch');
    });

    it('should refuse when the identity provider did', async () => {
      const { answer } = await signIn({ status: 'Responder' });
      await expectRefused(answer, 'saml-status');
    });

    it('should refuse the same response a second time', async () => {
      const { browser, response } = await signIn({ attributes: ana });
      const again = await browser.post('/saml/acs', { SAMLResponse: response });
      expect((await refusalOf(again)).code).toBe('saml-replayed');
      expect(await sessions()).toHaveLength(1);
    });

    it('should give exactly one session to fifty posts of one response at once', async () => {
      const browser = new TestBrowser(test.origin);
      const SAMLResponse = idp.respond(await begin(browser), { attributes: ana });
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => {
          const tab = new TestBrowser(test.origin);
          tab.copyFrom(browser);
          return tab.post('/saml/acs', { SAMLResponse });
        }),
      );
      const accepted = answers.filter((answer) => answer.headers.get('location') === '/machines');
      expect(accepted).toHaveLength(1);
      const refused = answers.filter((answer) => !accepted.includes(answer));
      expect(refused).toHaveLength(49);
      for (const answer of refused) expect((await refusalOf(answer)).code).toBe('saml-replayed');
      const late = await browser.post('/saml/acs', { SAMLResponse });
      expect((await refusalOf(late)).code).toBe('saml-replayed');
      expect(await sessions()).toHaveLength(1);
    });

    it('should refuse one assertion in the answers to two requests', async () => {
      await signIn({ attributes: ana, assertionId: '_once' });
      await test.source.getRepository(UserEntity).deleteAll();
      const { answer } = await signIn({ attributes: ana, assertionId: '_once' });
      await expectRefused(answer, 'saml-replayed');
    });

    it('should refuse a response in another browser, and still take it in the right one', async () => {
      const browser = new TestBrowser(test.origin);
      const SAMLResponse = idp.respond(await begin(browser), { attributes: ana });
      const stranger = new TestBrowser(test.origin);
      await expectRefused(await stranger.post('/saml/acs', { SAMLResponse }), 'sign-in-other-browser');
      const answer = await browser.post('/saml/acs', { SAMLResponse });
      expect(answer.headers.get('location')).toBe('/machines');
    });

    it('should refuse an answer that comes later than the sign-in was kept', async () => {
      const browser = new TestBrowser(test.origin);
      const request = await begin(browser);
      test.clock.advance(15 * 60_000);
      const SAMLResponse = idp.respond(request, { attributes: ana });
      await expectRefused(await browser.post('/saml/acs', { SAMLResponse }), 'sign-in-expired');
    });

    it('should refuse an answer to a request that we never sent', async () => {
      const browser = new TestBrowser(test.origin);
      const request = { ...(await begin(browser)), id: '_0123456789abcdef0123456789abcdef' };
      const SAMLResponse = idp.respond(request, { attributes: ana });
      await expectRefused(await browser.post('/saml/acs', { SAMLResponse }), 'sign-in-expired');
    });

    it('should refuse a mail address as the only identifier, and name what came', async () => {
      const { answer } = await signIn({ attributes: [[MAIL, 'ana@uni.example']] });
      const { idp: named, ref, facts } = await expectRefused(answer, 'sign-in-no-identifier');
      expect(named).toBe(IDP);
      expect(facts).toMatchObject({ released: 'mail' });
      const told = (await (await test.request(`/api/sign-in/refusals/${ref}`)).json()) as object;
      expect(told).toMatchObject({ code: 'sign-in-no-identifier', idp: IDP, context: { released: 'mail' } });
      const whom = await test.request(`/api/sign-in/providers/${encodeURIComponent(IDP)}`);
      expect(await whom.json()).toEqual({
        entityId: IDP,
        title: 'Example University',
        errorUrl: 'https://uni.example/help',
        contacts: [{ kind: 'support', name: 'Help desk', emails: ['help@uni.example'] }],
      });
    });

    it('should refuse who released nothing at all', async () => {
      const { answer } = await signIn({});
      await expectRefused(answer, 'sign-in-no-identifier');
    });

    it('should refuse an identifier whose scope the identity provider does not own', async () => {
      const { answer } = await signIn({ attributes: [[SUBJECT_ID, 'ana@other.example']] });
      const { facts } = await expectRefused(answer, 'sign-in-no-identifier');
      expect(facts?.['dropped']).toBe('subject-id: scope-not-asserted-by-idp');
    });

    it('should keep the account but give no session when a rule denies, with its reason', async () => {
      policy.refusal = { code: 'denied', reason: 'your studies have ended', ruleId: 'ended' };
      const { answer } = await signIn({ attributes: ana });
      const { ref } = await expectRefused(answer, 'sign-in-denied');
      expect(await test.source.getRepository(AttributeSnapshotEntity).count()).toBe(1);
      const told = await (await test.request(`/api/sign-in/refusals/${ref}`)).json();
      expect(told).toMatchObject({ detail: 'your studies have ended', context: { rule: 'ended' } });
    });

    it('should refuse when no rule matches and the policy says so', async () => {
      policy.refusal = { code: 'no-rule' };
      await expectRefused((await signIn({ attributes: ana })).answer, 'sign-in-refused');
    });

    it('should refuse an identity provider that nobody registered', async () => {
      const answer = await new TestBrowser(test.origin).get(login('https://idp.evil.example'));
      await expectRefused(answer, 'sign-in-unknown-provider');
    });

    it('should refuse an identity provider that is switched off, before and after the way there', async () => {
      const browser = new TestBrowser(test.origin);
      const request = await begin(browser, other);
      const save = test.app.get(SaveIdentityProvider, { strict: false });
      const { metadataXml } = other;
      await save.run({ metadataXml, enabled: false }, test.source.manager);
      try {
        await expectRefused(await browser.get(login(OTHER_IDP)), 'sign-in-provider-disabled');
        const SAMLResponse = other.respond(request, { attributes: ana });
        const answer = await browser.post('/saml/acs', { SAMLResponse });
        await expectRefused(answer, 'sign-in-provider-disabled');
      } finally {
        await save.run({ metadataXml }, test.source.manager);
      }
    });

    it.each([
      ['nothing', [], 'saml-malformed'],
      ['no base64', [['SAMLResponse', '<xml/>']], 'saml-malformed'],
      ['no XML', [['SAMLResponse', 'aGVsbG8=']], 'saml-malformed'],
      [
        'two messages',
        [
          ['SAMLResponse', 'aGk='],
          ['SAMLResponse', 'aGk='],
        ],
        'saml-malformed',
      ],
      [
        'an entity',
        [['SAMLResponse', Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a/>').toString('base64')]],
        'saml-forbidden-construct',
      ],
      ['too much', [['SAMLResponse', 'A'.repeat(900_000)]], 'saml-too-large'],
    ] as [string, [string, string][], string][])('should refuse a form with %s', async (_, fields, code) => {
      await expectRefused(await new TestBrowser(test.origin).post('/saml/acs', fields), code);
    });

    it('should tell a script by a problem document', async () => {
      const answer = await test.request('/saml/acs', {
        method: 'POST',
        headers: { accept: 'application/json' },
      });
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toMatchObject({ code: 'saml-malformed' });
    });
  });

  describe('whatever is sent', () => {
    it('should be refused, or be Ana with what was signed of her, once bytes are changed on the way', async () => {
      const letters = 'ABCXYZabcxyz0189<>&"=/#;';
      const edits = fc.array(
        fc.record({ at: fc.nat(), to: fc.constantFrom(...letters), cut: fc.constantFrom(0, 1, 1, 1, 40) }),
        { minLength: 1, maxLength: 3 },
      );
      await fc.assert(
        fc.asyncProperty(edits, async (list) => {
          const browser = new TestBrowser(test.origin);
          const whole = Buffer.from(
            idp.respond(await begin(browser), { attributes: ana }),
            'base64',
          ).toString();
          const changed = list.reduce((xml, { at, to, cut }) => {
            const place = at % xml.length;
            return xml.slice(0, place) + to + xml.slice(place + cut);
          }, whole);
          fc.pre(changed !== whole);
          const SAMLResponse = Buffer.from(changed).toString('base64');
          const answer = await browser.post('/saml/acs', { SAMLResponse });
          if (answer.headers.get('location') !== '/machines') {
            const { code } = await expectRefused(answer, (await codeIn(answer)) ?? '');
            expect(code).toMatch(/^(saml|sign-in)-/);
            return;
          }
          // What no signature covers, such as a copy of the certificate beside it, may change without harm.
          const [account, ...others] = await test.source.getRepository(AccountEntity).find();
          expect(others).toEqual([]);
          expect(account).toMatchObject({ issuer: IDP, identifier: 'ana@uni.example' });
          const [snapshot] = await test.source.getRepository(AttributeSnapshotEntity).find();
          expect(snapshot?.attributes['eduPersonScopedAffiliation']).toEqual(['student@uni.example']);
          await test.source.getRepository(UserEntity).deleteAll();
        }),
        { numRuns: 40 },
      );
    });
  });

  describe('metadata', () => {
    it('should tell identity providers who we are, and nothing private', async () => {
      const answer = await test.request('/saml/metadata');
      expect(answer.headers.get('content-type')).toMatch(/^application\/samlmetadata\+xml/);
      const xml = await answer.text();
      expect(xml).toContain(`entityID="${test.settings.samlEntityId}"`);
      expect(xml).toContain(`Location="${test.origin}/saml/acs"`);
      expect(xml).toContain('AuthnRequestsSigned="true"');
      expect(xml).toContain(`Name="${SCOPED_AFFILIATION}"`);
      const { privateKeyPem, certificatePem } = await testKey();
      expect(xml.replace(/\s/g, '')).toContain(certificatePem.replace(/-----[A-Z ]+-----|\s/g, ''));
      expect(xml).not.toContain(privateKeyPem.split('\n')[1]);
    });
  });

  describe('beginning', () => {
    it('should send who names no identity provider to the sign-in page with the wish', async () => {
      const answer = await new TestBrowser(test.origin).get('/saml/login?target=/machines/7');
      expect(answer.headers.get('location')).toBe('/sign-in?target=%2Fmachines%2F7');
    });

    it('should never carry the wish for a page of another site', async () => {
      const browser = new TestBrowser(test.origin);
      const SAMLResponse = idp.respond(await begin(browser, idp, '//evil.example/'), { attributes: ana });
      const answer = await browser.post('/saml/acs', { SAMLResponse });
      expect(answer.headers.get('location')).toBe('/');
    });

    it('should let sign-ins in two tabs end in either order', async () => {
      const browser = new TestBrowser(test.origin);
      const first = idp.respond(await begin(browser, idp, '/first'), { attributes: ana });
      const second = idp.respond(await begin(browser, idp, '/second'), { attributes: ana });
      for (const [SAMLResponse, page] of [
        [second, '/second'],
        [first, '/first'],
      ] as const) {
        const answer = await browser.post('/saml/acs', { SAMLResponse });
        expect(answer.headers.get('location')).toBe(page);
      }
    });

    it('should not let a browser gather cookies without end', async () => {
      const browser = new TestBrowser(test.origin);
      for (let tab = 0; tab < 25; tab++) await begin(browser);
      expect(Object.keys(browser.cookies).length).toBeLessThan(21);
    });
  });
});
