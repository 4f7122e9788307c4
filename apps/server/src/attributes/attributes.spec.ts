import { readFileSync } from 'node:fs';
import {
  attributeRulesReportSchema,
  attributeRulesTextsSchema,
  attributeRulesVersionsSchema,
  ownRecordSchema,
  releasedByProviderSchema,
  signInRecordSchema,
  signInRecordsSchema,
  signInRefusalSchema,
} from '@virlab/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { SaveIdentityProvider } from '../federation/index';
import { furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { TestBrowser } from '../testing/test-browser';
import { TestIdentityProvider, type TestResponse } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';
import { AttributeRulesEntity } from './attribute-rules.entity';
import { SignInRecordEntity } from './sign-in-record.entity';
import { SweepSignInRecords } from './sweep-sign-in-records';

const ISSUER = 'https://idp.lagoa.example/idp';
const SUBJECT_ID = 'urn:oasis:names:tc:SAML:attribute:subject-id';
const SCOPED_AFFILIATION = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.9';
const ENTITLEMENT = 'urn:oid:1.3.6.1.4.1.5923.1.1.1.7';
const COURSE = 'urn:oid:1.3.6.1.4.1.5923.1.6.1.2';
const NAME = 'urn:oid:2.16.840.1.113730.3.1.241';
const adminsRule = `
  - id: admins
    name: Identity admins
    when: { attr: eduPersonEntitlement, op: equals, value: admin }
    effects: [{ role: identity-admin }]
`;
const shipped = (file: string) => readFileSync(new URL(`../../../../saml/${file}`, import.meta.url), 'utf8');
const map = shipped('attribute-map.xml');
const policy = shipped('attribute-policy.xml');
type Released = TestResponse['attributes'];
const ofAna: Released = [
  [SUBJECT_ID, 'ana@lagoa.example'],
  [NAME, 'Ana Ribeiro'],
  [SCOPED_AFFILIATION, 'student@lagoa.example', 'member@other.example'],
  [COURSE, 'CS101'],
  ['urn:badge', '00417'],
];
const ofAdmin: Released = [
  [SUBJECT_ID, 'helena@lagoa.example'],
  [NAME, 'Helena'],
  [ENTITLEMENT, 'admin'],
];

describe.each(scratchEngines)('attributes on %s', (engine) => {
  let test: TestApp;
  let provider: TestIdentityProvider;
  beforeEach(async () => {
    test = await createTestApp({ engine });
    provider = new TestIdentityProvider(ISSUER, await testKey(), () => test.clock.now(), ['lagoa.example']);
    await furnish(test);
    await publish(test, policyOf(studentsRule + adminsRule));
    const metadataXml = provider.metadataXml.replace(
      'https://uni.example/help',
      'https://lagoa.example/help?c=ERRORURL_CODE&amp;t=ERRORURL_TS&amp;rp=ERRORURL_RP&amp;x=ERRORURL_CTX',
    );
    await test.source.transaction((manager) =>
      test.app.get(SaveIdentityProvider, { strict: false }).run({ metadataXml }, manager),
    );
    return () => test.close();
  });

  /** Signs in through the provider: the cookie of the session, and where the browser was sent. */
  const signIn = async (attributes: Released) => {
    test.clock.advance(1000);
    const browser = new TestBrowser(test.origin);
    const start = await browser.get(
      `/saml/login?${new URLSearchParams({ entityID: ISSUER, target: '/you' })}`,
    );
    const request = provider.read(start.headers.get('location') ?? '');
    const end = await browser.post('/saml/acs', { SAMLResponse: provider.respond(request, { attributes }) });
    const cookie = Object.entries(browser.cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    return { cookie, location: new URL(end.headers.get('location') ?? '', test.origin) };
  };
  const get = async (path: string, cookie: string) => {
    const answer = await test.request(path, { cookie });
    return { status: answer.status, body: (await answer.json()) as { code?: string } };
  };
  const post = async (path: string, cookie: string, body: unknown) => {
    const answer = await test.request(path, {
      cookie,
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: (await answer.json()) as { code?: string; errors?: unknown[] } };
  };
  const kinds = async () =>
    (await test.source.getRepository(AuditEventEntity).find({ order: { sequence: 'ASC' } })).map(
      ({ kind, outcome }) => `${kind} ${outcome}`,
    );

  it('should keep of a sign-in what came, what became of it and what never came, and no value of the unknown', async () => {
    await signIn(ofAna);
    const { cookie } = await signIn(ofAdmin);
    const { records } = signInRecordsSchema.parse((await get('/api/attributes/sign-ins', cookie)).body);
    expect(records.map(({ person, kept, missing }) => [person?.displayName, kept, missing])).toEqual([
      ['Helena', 3, []],
      ['Ana Ribeiro', 4, ['studyYear']],
    ]);
    const { status, body } = await get(`/api/attributes/sign-ins/${records[1]?.id}`, cookie);
    expect(status).toBe(200);
    const shown = signInRecordSchema.parse(body);
    expect(shown.values.map(({ attr, came, fate, why, use }) => [attr, came, fate, why ?? '', use])).toEqual([
      ['subject-id', 'ana@lagoa.example', 'kept', '', 'identifier'],
      ['displayName', 'Ana Ribeiro', 'kept', '', 'name'],
      ['eduPersonScopedAffiliation', 'student@lagoa.example', 'kept', '', 'rules'],
      ['eduPersonScopedAffiliation', 'member@other.example', 'dropped', 'scope-not-asserted-by-idp', 'rules'],
      ['eduCourseMember', 'CS101', 'kept', '', 'rules'],
    ]);
    expect(shown.unmapped).toEqual([
      { name: 'urn:badge', nameFormat: expect.any(String) as string, count: 1 },
    ]);
    expect(shown.lacking).toEqual([
      { attr: 'studyYear', rules: ['CS101 students, year 2 or later'], lackedBy: 1, people: 2, came: false },
    ]);
    expect(shown.scopes).toEqual(['lagoa.example']);
    const kept = await test.source.getRepository(SignInRecordEntity).find();
    expect(JSON.stringify(kept)).not.toContain('00417');
    expect(await kinds()).toContain('person.viewed ok');
    const trail = JSON.stringify(await test.source.getRepository(AuditEventEntity).find());
    for (const value of ['00417', 'student@', 'member@other']) expect(trail).not.toContain(value);
  });

  it('should tell the person what was not sent, and whom to write to', async () => {
    const { cookie } = await signIn(ofAna);
    const { ask } = ownRecordSchema.parse((await get('/api/session/record', cookie)).body);
    expect(ask?.needed).toEqual([
      { attr: 'studyYear', names: ['https://virlab.example/attributes/studyYear'] },
    ]);
    expect(ask?.beyondCategory).toEqual(['studyYear']);
    expect(ask?.contacts[0]?.emails).toEqual(['help@uni.example']);
    const url = new URL(ask?.errorUrl ?? '');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      c: 'IDENTIFICATION_FAILURE',
      t: String(Math.floor(new Date(ask?.at ?? '').getTime() / 1000)),
      rp: test.settings.samlEntityId,
      x: 'https://virlab.example/attributes/studyYear',
    });
    expect(JSON.stringify(ask)).not.toContain('ana@');
  });

  it('should keep a sign-in that nobody can be told apart by, and tell what is needed', async () => {
    const { location } = await signIn([[NAME, 'Somebody']]);
    expect(location.searchParams.get('code')).toBe('sign-in-no-identifier');
    const answer = await get(`/api/sign-in/refusals/${location.searchParams.get('ref')}`, '');
    const { ask } = signInRefusalSchema.parse(answer.body);
    expect(ask?.needed.map(({ attr }) => attr)).toEqual(['identifier']);
    expect(ask?.category).toBe('https://refeds.org/category/pseudonymous');
    const { cookie } = await signIn(ofAdmin);
    const list = signInRecordsSchema.parse(
      (await get('/api/attributes/sign-ins?outcome=refused', cookie)).body,
    );
    expect(list.records.map(({ person, code, missing }) => [person, code, missing])).toEqual([
      [undefined, 'sign-in-no-identifier', ['identifier']],
    ]);
  });

  it('should find sign-ins by person and provider, a page at a time', async () => {
    for (let n = 0; n < 3; n++) {
      await signIn(ofAna);
    }
    const { cookie } = await signIn(ofAdmin);
    const page = async (query: string) =>
      signInRecordsSchema.parse((await get(`/api/attributes/sign-ins?${query}`, cookie)).body);
    expect((await page('search=ana+example')).records).toHaveLength(3);
    expect((await page('search=nobody')).records).toHaveLength(0);
    expect((await page('outcome=missing')).records).toHaveLength(3);
    const first = await page('limit=3');
    expect([first.records.length, first.next === undefined]).toEqual([3, false]);
    const second = await page(`limit=3&before=${first.next}`);
    expect(second.records.map(({ person }) => person?.displayName)).toEqual(['Ana Ribeiro']);
    expect(second.next).toBeUndefined();
  });

  it('should keep ten sign-ins of an account, and none longer than thirty days', async () => {
    for (let n = 0; n < 12; n++) {
      await signIn(ofAna);
    }
    const records = test.source.getRepository(SignInRecordEntity);
    expect(await records.count()).toBe(10);
    test.clock.advance(30 * 86_400_000 + 1);
    await test.app.get(SweepSignInRecords, { strict: false }).run();
    expect(await records.count()).toBe(0);
  });

  it('should tell what a provider releases, of what is needed', async () => {
    await signIn(ofAna);
    const { cookie } = await signIn(ofAdmin);
    const answer = await get(`/api/attributes/released?${new URLSearchParams({ idp: ISSUER })}`, cookie);
    const { signIns, needed, released } = releasedByProviderSchema.parse(answer.body);
    expect(signIns).toBe(2);
    expect(needed.map(({ id, came }) => [id, came])).toEqual([
      ['identifier', true],
      ['eduCourseMember', true],
      ['eduPersonEntitlement', true],
      ['eduPersonScopedAffiliation', true],
      ['studyYear', false],
    ]);
    expect(released.find(({ id }) => id === 'subject-id')?.signIns).toBe(2);
  });

  it('should let nobody else look', async () => {
    const { cookie } = await signIn(ofAna);
    for (const path of ['sign-ins', 'sign-ins/x', 'rules', 'rules/0', 'released?idp=x']) {
      expect((await get(`/api/attributes/${path}`, cookie)).body.code).toBe('not-allowed');
    }
    expect((await post('/api/attributes/rules/check', cookie, { map, policy })).body.code).toBe(
      'not-allowed',
    );
  });

  it('should put an admin’s own files in force from the next sign-in on, and go back', async () => {
    const { cookie } = await signIn(ofAdmin);
    const badge = map.replace('</Attributes>', '<Attribute name="urn:badge" id="badge"/></Attributes>');
    const check = await post('/api/attributes/rules/check', cookie, { map: badge, policy });
    expect(attributeRulesReportSchema.parse(check.body)).toMatchObject({
      current: 0,
      usable: true,
      locksOut: false,
      attributes: [{ id: 'badge', change: 'added' }],
      filters: [],
    });
    const put = { map: badge, policy, comment: 'Badges', basedOn: 0 };
    expect((await post('/api/attributes/rules', cookie, put)).body).toEqual({
      version: 1,
      result: 'published',
    });
    await signIn(ofAna);
    const [latest] = await test.source
      .getRepository(SignInRecordEntity)
      .find({ order: { at: 'DESC', id: 'DESC' }, where: { rulesVersion: 1 } });
    expect(latest?.keptIds).toContain('badge');
    expect((await post('/api/attributes/rules', cookie, put)).body.code).toBe('attribute-rules-changed');
    const again = { ...put, basedOn: 1 };
    expect((await post('/api/attributes/rules', cookie, again)).body).toEqual({
      version: 1,
      result: 'unchanged',
    });
    const old = attributeRulesTextsSchema.parse((await get('/api/attributes/rules/0', cookie)).body);
    const back = { map: old.map, policy: old.policy, comment: 'Back', basedOn: 1 };
    expect((await post('/api/attributes/rules', cookie, back)).body).toEqual({
      version: 2,
      result: 'published',
    });
    const { versions, current } = attributeRulesVersionsSchema.parse(
      (await get('/api/attributes/rules', cookie)).body,
    );
    expect([current, versions.map(({ version, author }) => [version, author])]).toEqual([
      2,
      [
        [2, 'Helena'],
        [1, 'Helena'],
        [0, undefined],
      ],
    ]);
    expect((await kinds()).filter((kind) => kind.startsWith('attributes'))).toEqual([
      'attributes.published ok',
      'attributes.published ok',
    ]);
  });

  it.each([
    ['do not give the attribute of the admins’ rule', map.replace(ENTITLEMENT, 'urn:other'), policy],
    ['do not believe it', map, policy.replace('<AttributeRule attributeID="*" permitAny="true"/>', '')],
    ['do not recognise the admins', map.replace(SUBJECT_ID, 'urn:other'), policy],
  ])('should not lock out the last admin by files that %s', async (_title, mapXml, policyXml) => {
    const { cookie } = await signIn(ofAdmin);
    const check = await post('/api/attributes/rules/check', cookie, { map: mapXml, policy: policyXml });
    expect(attributeRulesReportSchema.parse(check.body).locksOut).toBe(true);
    const put = { map: mapXml, policy: policyXml, comment: 'x', basedOn: 0 };
    const { status, body } = await post('/api/attributes/rules', cookie, put);
    expect([status, body.code]).toEqual([409, 'last-admin-locked-out']);
    expect(await test.source.getRepository(AttributeRulesEntity).count()).toBe(0);
    expect(await kinds()).toContain('attributes.published refused');
  });

  it('should refuse files with faults, all of them told', async () => {
    const { cookie } = await signIn(ofAdmin);
    const put = { map: '<x/>', policy: '<y', comment: 'x', basedOn: 0 };
    const { status, body } = await post('/api/attributes/rules', cookie, put);
    expect([status, body.code, body.errors?.length]).toEqual([422, 'resource-invalid', 2]);
  });

  it('should hide names and what tells them from who may not see people', async () => {
    await signIn(ofAna);
    const { cookie } = await signIn(ofAdmin);
    const [, ana] = signInRecordsSchema.parse((await get('/api/attributes/sign-ins', cookie)).body).records;
    const { ViewSignIn } = await import('./view-sign-in');
    const viewer = {
      userId: 'u',
      displayName: 'Op',
      sessionId: 's',
      roles: [],
      abilities: ['attributes.read' as const],
      teaches: [],
    };
    const shown = await test.app.get(ViewSignIn, { strict: false }).run(ana?.id ?? '', viewer);
    expect(shown.person?.displayName).toMatch(/^#[0-9a-f]{6}$/);
    const text = JSON.stringify(shown);
    for (const secret of ['Ana', 'ana@']) expect(text).not.toContain(secret);
    expect(text).toContain('student@lagoa.example');
  });
});
