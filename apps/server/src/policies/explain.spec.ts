import { publishedPolicySchema, whySchema } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { ExplainAccess } from './explain-access';
import { RefreshEntitlements } from './refresh-entitlements';
import { adminsRule, furnish, policyOf, publish, studentsRule } from './testing/lagoa';

const net2Rule = `
  - id: net2-students
    name: NET2 students
    when:
      all:
        - { attr: eduPersonScopedAffiliation, op: equals, value: student@lagoa.example }
        - { attr: eduCourseMember, op: equals, value: NET2 }
    effects: [{ pool: router, quota: { vms: 1 } }]
`;
const student = { eduPersonScopedAffiliation: ['student@lagoa.example'] };

describe('explaining', () => {
  let test: TestApp;
  let admin: SignedInPerson;
  const access = () => test.app.get(ExplainAccess, { strict: false });
  beforeAll(async () => {
    test = await createTestApp();
    await furnish(test);
    await publish(test, policyOf(studentsRule + net2Rule + adminsRule));
    admin = await test.signIn({
      displayName: 'Carla Mendes',
      entitlements: [{ kind: 'role', ref: 'identity-admin' }],
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
  });
  afterAll(() => test.close());

  const get = async (path: string, cookie = admin.cookie) => {
    const answer = await test.request(path, { cookie });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('should tell a student which pools are locked and what decided, not what the rules ask for', async () => {
    const { user } = await test.signIn({
      release: { attributes: { ...student, eduCourseMember: ['CS101', 'STAT2'], studyYear: ['1'] } },
    });
    expect(await access().locked(user.id)).toEqual([
      {
        pool: { id: 'linux', title: 'Linux shell' },
        class: { id: 'cs101', code: 'CS101', title: 'Operating systems' },
        attr: 'studyYear',
        status: 'otherValue',
        values: ['1'],
      },
      {
        pool: { id: 'router', title: 'Router' },
        class: { id: 'net2', code: 'NET2', title: 'Networks 2' },
        attr: 'eduCourseMember',
        status: 'otherValue',
        values: ['CS101', 'STAT2'],
      },
    ]);
  });

  it('should not show pools as locked that are none of the person’s business', async () => {
    expect(await access().locked(admin.user.id)).toEqual([]);
  });

  it('should tell what was dropped apart from what was not sent', async () => {
    const dropped = { attr: 'eduCourseMember', value: 'NET2', why: 'scope-not-asserted-by-idp' };
    const { user } = await test.signIn({ release: { attributes: student, dropped: [dropped] } });
    const [linux, router] = await access().locked(user.id);
    expect(router).toMatchObject({ attr: 'eduCourseMember', status: 'dropped', values: ['NET2'] });
    expect(linux?.status).toBe('dropped');
  });

  it('should explain to a person without anything what was not sent, with a text to send on', async () => {
    const { user } = await test.signIn({ displayName: 'Noa Lima', release: { attributes: {} } });
    const { fates, askText } = await access().nothing(user.id);
    expect(fates).toContainEqual(
      expect.objectContaining({ attr: 'eduCourseMember', status: 'notReleased', values: [] }),
    );
    expect(askText).toContain('- eduCourseMember: was not sent\n');
    expect(askText).toContain(`${test.origin}/saml/metadata`);
    expect(askText).not.toContain('CS101');
    const portuguese = await access().nothing(user.id, 'pt');
    expect(portuguese.askText).toContain('- eduCourseMember: não foi enviado\n');
  });

  it('should answer why a person has a right', async () => {
    const { user, account } = await test.signIn({
      release: { attributes: { ...student, eduCourseMember: ['CS101'], studyYear: ['2'] } },
    });
    await test.app.get(RefreshEntitlements, { strict: false }).run(account.id);
    const { status, body } = await get(`/api/policy/why?person=${user.id}&target=pool:linux`);
    expect(status).toBe(200);
    const why = whySchema.parse(body);
    expect(why).toMatchObject({
      has: true,
      turn: 'nobody',
      answer: { key: 'has', params: { ruleId: 'cs101-students' } },
      sameWay: 1,
    });
    expect(why.askText).toBeUndefined();
  });

  it('should answer why a person has not a right, with the value that decided and whose turn it is', async () => {
    const { user } = await test.signIn({
      release: { attributes: { ...student, eduCourseMember: ['NET2'] } },
    });
    const { body } = await get(`/api/policy/why?person=${user.id}&target=pool:linux&lang=pt`);
    const why = whySchema.parse(body);
    expect(why).toMatchObject({ has: false, turn: 'university', answer: { key: 'cause.several' } });
    expect(why.wouldHaveToBeTrue).toEqual([
      { attr: 'eduCourseMember', op: 'equals', expected: 'CS101' },
      { attr: 'studyYear', op: 'numGte', expected: '2' },
    ]);
    expect(why.ways[0]?.tree).toMatchObject({ kind: 'all', decided: true });
    expect(why.askText).toContain('- studyYear: não foi enviado; o laboratório pede "2"');
    expect(why.askText).toContain('foi enviado "NET2", que não dá acesso; o laboratório pede "CS101"');
  });

  it('should say which person, target or language it does not know', async () => {
    expect(await get('/api/policy/why?person=nobody&target=pool:linux')).toMatchObject({
      status: 404,
      body: { code: 'person-not-found' },
    });
    const person = admin.user.id;
    expect(await get(`/api/policy/why?person=${person}&target=pool:none`)).toMatchObject({
      status: 404,
      body: { code: 'policy-target-unknown' },
    });
    expect((await get(`/api/policy/why?person=${person}&target=pool:linux&lang=xx`)).status).toBe(400);
    expect((await get('/api/policy/why')).status).toBe(400);
  });

  it('should list what can be asked about', async () => {
    const { body } = await get('/api/policy/targets');
    expect(body['targets']).toEqual([
      { kind: 'pool', ref: 'linux', title: 'Linux shell' },
      { kind: 'pool', ref: 'router', title: 'Router' },
      { kind: 'class', ref: 'cs101', title: 'Operating systems' },
      { kind: 'class', ref: 'net2', title: 'Networks 2' },
      { kind: 'role', ref: 'identity-admin', title: 'identity-admin' },
      { kind: 'role', ref: 'operator', title: 'operator' },
      { kind: 'role', ref: 'policy-editor', title: 'policy-editor' },
    ]);
  });

  it('should show the policy in force, each rule with its own text and how many people it matches', async () => {
    const { body } = await get('/api/policy');
    const policy = publishedPolicySchema.parse(body);
    expect(policy).toMatchObject({ version: 1, author: 'Carla Mendes', timeZone: 'Europe/Lisbon' });
    expect(policy.rules.map(({ id }) => id)).toEqual(['cs101-students', 'net2-students', 'admins']);
    const isCounted = async () => {
      const { rules } = publishedPolicySchema.parse((await get('/api/policy')).body);
      expect(rules.at(-1)?.people).toBe(1);
    };
    await vi.waitFor(isCounted, { timeout: 50_000 });
    expect(policy.rules[0]?.yaml).toContain('\nwhen:\n  all:\n    - { attr: eduPersonScopedAffiliation');
    expect(policy.rules[0]?.yaml).toContain('# the course');
    expect(policy.rules[0]?.sentence).toContainEqual({ t: 'text', key: 'who' });
  });

  it('should warn of attributes and roles that nothing here knows', async () => {
    const typo = `
  - id: typo
    name: Typo
    when: { attr: eduCourseMembr, op: equals, value: NET2 }
    effects: [{ role: operater }]
`;
    await publish(test, policyOf(studentsRule + net2Rule + adminsRule + typo));
    const { body } = await get('/api/policy');
    expect(publishedPolicySchema.parse(body).warnings).toEqual([
      expect.objectContaining({ code: 'unknown-attribute', path: 'rules[3].when.attr' }),
      expect.objectContaining({ code: 'unknown-role', path: 'rules[3].effects[0].role' }),
    ]);
  });

  it('should answer only who may read the policy', async () => {
    const { cookie } = await test.signIn({});
    for (const path of ['/api/policy', '/api/policy/targets', '/api/policy/why?person=a&target=b']) {
      expect(await get(path, cookie)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      expect((await test.request(path)).status).toBe(401);
    }
  });
});
