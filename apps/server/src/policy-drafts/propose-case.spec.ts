import {
  type PolicyDraft,
  type PolicyVocabulary,
  policyVocabularySchema,
  type ProposedPolicyCase,
  proposedPolicyCaseSchema,
} from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { SaveIdentityProvider } from '../federation/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish, studentsRule } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { TestBrowser } from '../testing/test-browser';
import { TestIdentityProvider } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';

const ISSUER = 'https://idp.lagoa.example/idp';
const named = `
  - id: by-name
    name: By address and badge
    when:
      any:
        - { attr: mail, op: endsWith, value: '@lagoa.example' }
        - { attr: subject-id, op: present }
        - { attr: badge, op: present }
        - { attr: isMemberOf, op: present }
    effects: [{ role: reader }]
`;

describe('what is known of people, for who writes rules', () => {
  let test: TestApp;
  let provider: TestIdentityProvider;
  let carla: SignedInPerson;
  let ana: SignedInPerson;
  const ask = async <T>(method: string, path: string, body?: unknown, person = carla) => {
    const answer = await test.request(`/api/policy/${path}`, {
      method,
      cookie: person.cookie,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: (await answer.json()) as T & { code?: string } };
  };

  beforeAll(async () => {
    test = await createTestApp();
    const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
    provider = new TestIdentityProvider(ISSUER, await testKey(), () => test.clock.now(), ['lagoa.example']);
    await test.source.transaction((manager) =>
      get(SaveIdentityProvider).run({ metadataXml: provider.metadataXml }, manager),
    );
    await furnish(test);
    await publish(test, policyOf(adminsRule + studentsRule + named));
    carla = await test.signIn({
      displayName: 'Carla',
      issuer: ISSUER,
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
    await get(RefreshEntitlements).run(carla.account.id);
    for (let n = 0; n < 6; n++) {
      await test.signIn({
        issuer: ISSUER,
        release: {
          attributes: {
            studyYear: ['2'],
            eduCourseMember: [`C${n}`],
            mail: [`p${n}@lagoa.example`],
            eduPersonEntitlement: ['urn:lagoa:library'],
          },
        },
      });
    }
    ana = await test.signIn({
      displayName: 'Ana Ribeiro',
      identifier: 'aribeiro@lagoa.example',
      issuer: ISSUER,
      release: {
        attributes: {
          'subject-id': ['aribeiro@lagoa.example'],
          mail: ['ana.ribeiro@lagoa.example'],
          sn: ['Ribeiro'],
          eduPersonScopedAffiliation: ['student@lagoa.example'],
          eduCourseMember: ['CS101'],
          studyYear: ['2'],
          badge: ['B-0417'],
          isMemberOf: ['urn:lagoa:thesis:ribeiro'],
        },
        dropped: [{ attr: 'displayName', value: 'Ana Ribeiro', why: 'denied' }],
      },
    });
  });
  afterAll(() => test.close());

  it('should make a case of a person whom nobody can recognise in it', async () => {
    const { status, body } = await ask<ProposedPolicyCase>('POST', 'draft/cases/propose', {
      person: ana.user.id,
    });
    expect(status).toBe(200);
    const { name, document, replaced } = proposedPolicyCaseSchema.parse(body);
    const text = JSON.stringify({ name, document });
    for (const told of ['ana', 'ribeiro', '0417', ana.user.id, ana.account.id]) {
      expect(text.toLowerCase()).not.toMatch(new RegExp(`(?<![a-z])${told}(?![a-z])`));
    }
    expect(replaced).toEqual(['badge', 'isMemberOf', 'mail', 'subject-id']);
    expect(document).toMatchObject({
      now: test.clock.now().toISOString(),
      input: { idp: { entityId: ISSUER }, attributes: { eduCourseMember: ['CS101'], studyYear: ['2'] } },
      expect: {
        outcome: 'admitted',
        roles: ['reader'],
        classes: [{ ref: 'cs101', as: 'learner' }],
        pools: [{ ref: 'linux', quota: { vms: 1 }, leaseDays: 30 }],
      },
    });
    expect((document as { input: object }).input).not.toHaveProperty('dropped');
    expect((document as { input: { attributes: object } }).input.attributes).not.toHaveProperty('sn');
    const [viewed] = await test.source.manager.findBy(AuditEventEntity, { kind: 'person.viewed' });
    expect(viewed).toMatchObject({ subjectId: ana.user.id, facts: { shown: 'test-case' } });
    const saved = await ask<{ check: { cases: unknown[] } }>('PUT', 'draft/cases', { name, document });
    expect(saved.body.check.cases).toMatchObject([{ passed: true }]);
  });

  it('should make a case of a recorded sign-in', async () => {
    const browser = new TestBrowser(test.origin);
    const start = await browser.get(`/saml/login?entityID=${encodeURIComponent(ISSUER)}&target=/`);
    const request = provider.read(start.headers.get('location') ?? '');
    await browser.post('/saml/acs', {
      SAMLResponse: provider.respond(request, {
        attributes: [
          ['urn:oasis:names:tc:SAML:attribute:subject-id', 'bruno@lagoa.example'],
          ['urn:oid:1.3.6.1.4.1.5923.1.1.1.9', 'student@lagoa.example'],
        ],
      }),
    });
    const list = await test.request('/api/attributes/sign-ins', { cookie: carla.cookie });
    const { records } = (await list.json()) as { records: { id: string }[] };
    const { body } = await ask<ProposedPolicyCase>('POST', 'draft/cases/propose', { signIn: records[0]?.id });
    expect(body).toMatchObject({
      replaced: ['subject-id'],
      document: {
        input: { attributes: { eduPersonScopedAffiliation: ['student@lagoa.example'] } },
        expect: { roles: ['reader'] },
      },
    });
    expect(JSON.stringify(body)).not.toContain('bruno');
  });

  it('should make no case for who may not see people', async () => {
    const editor = await test.signIn({ entitlements: [{ kind: 'role', ref: 'policy-editor' }] });
    for (const from of [{ person: ana.user.id }, { signIn: 'x' }])
      expect(await ask('POST', 'draft/cases/propose', from, editor)).toMatchObject({
        status: 403,
        body: { code: 'not-allowed' },
      });
    expect((await ask('POST', 'draft/cases/propose', { person: 'nobody' })).body.code).toBe(
      'person-not-found',
    );
    expect((await ask('POST', 'draft/cases/propose', { signIn: 'none' })).body.code).toBe('not-found');
  });

  it('should count what was released, and hide what tells who it is', async () => {
    const { body } = await ask<PolicyVocabulary>('GET', 'vocabulary');
    const words = policyVocabularySchema.parse(body);
    const of = (attr: string) => words.attributes.find((one) => one.attr === attr);
    expect(of('studyYear')).toMatchObject({
      people: 7,
      notReleased: words.known - 7,
      values: [{ value: '2', people: 7 }],
      hidden: false,
    });
    expect(of('mail')).toMatchObject({ people: 7, values: [], hidden: true });
    expect(of('eduCourseMember')?.values).toHaveLength(7);
    expect(of('idp.entityId')).toMatchObject({
      isVirtual: true,
      values: expect.arrayContaining([expect.objectContaining({ value: ISSUER })]) as unknown,
    });
    expect(words.targets).toContainEqual({ kind: 'pool', ref: 'linux', title: 'Linux shell' });
    expect(words.providers).toContainEqual(expect.objectContaining({ entityId: ISSUER }));
    const editor = await test.signIn({ entitlements: [{ kind: 'role', ref: 'policy-editor' }] });
    const { body: few } = await ask<PolicyVocabulary>('GET', 'vocabulary', undefined, editor);
    expect(few.attributes.find(({ attr }) => attr === 'eduCourseMember')).toMatchObject({
      people: 7,
      values: [],
    });
    expect(few.attributes.find(({ attr }) => attr === 'studyYear')?.values).toHaveLength(1);
  });

  it('should suggest in a check what many were released with, and nothing that tells who it is', async () => {
    await ask('GET', 'vocabulary');
    const asked = [
      ['affiliation', 'eduPersonScopedAffiliation', 'studnet@lagoa.example'],
      ['entitlement', 'eduPersonEntitlement', 'urn:lagoa:libarry'],
      ['few', 'eduCourseMember', 'CS100'],
      ['personal', 'mail', 'ana.ribero@lagoa.example'],
    ];
    for (const [id, attr, value] of asked) {
      const yaml = `id: ${id}\nname: ${id}\nwhen: { attr: ${attr}, op: equals, value: '${value}' }\neffects:\n  - { role: reader }\n`;
      expect(await ask('PUT', `draft/rules/${id}`, { yaml, base: null })).toMatchObject({ status: 200 });
    }
    const { body } = await ask<PolicyDraft>('GET', 'draft');
    const unknown = body.check.findings.filter(({ code }) => code === 'unknown-value');
    expect(unknown.map(({ ruleId, didYouMean }) => [ruleId, didYouMean])).toEqual([
      ['affiliation', 'student@lagoa.example'],
      ['entitlement', 'urn:lagoa:library'],
    ]);
  });
});
