import type { AuditPage, ManualGrant, ManualGrants, NewManualGrant } from '@virlab/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scratchEngines } from '../database/testing/scratch-database';
import { Entitlements } from '../entitlements/index';
import { GrantsByHand } from '../grants/index';
import { Bus, type Notice } from '../platform/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { EndGrants } from './end-grants';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const exchangeRule = `
  - id: exchange
    name: Exchange students have no routers
    when: { attr: eduPersonEntitlement, op: equals, value: exchange }
    effects:
      - { deny: { pool: router }, reason: Routers are not for exchange students }
`;
const classRules = ['learner', 'teacher']
  .map(
    (part) => `
  - id: ${part}s
    name: ${part} of Networks 2
    when: { attr: eduPersonEntitlement, op: equals, value: ${part} }
    effects: [{ class: { ref: net2 }, as: ${part} }]
`,
  )
  .join('');

describe.each(scratchEngines)('grants by hand on %s', (engine) => {
  let test: TestApp;
  let admin: SignedInPerson;
  let student: SignedInPerson;
  let told: Notice[];

  beforeAll(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    await publish(test, policyOf(adminsRule + exchangeRule + classRules));
    test.app.get(Bus).hear((notice) => told.push(notice));
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    told = [];
    admin = await signIn('admin', 'Carla Mendes', 'identity-admin');
    student = await signIn('student', 'Ana Silva');
  });

  const signIn = (entitlement: string, displayName: string, role?: string) =>
    test.signIn({
      displayName,
      release: { attributes: { eduPersonEntitlement: [entitlement] } },
      ...(role === undefined ? {} : { entitlements: [{ kind: 'role', ref: role }] }),
    });
  const inMs = (milliseconds: number) => new Date(test.clock.now().getTime() + milliseconds).toISOString();
  const wanted = (more: Partial<NewManualGrant> = {}): NewManualGrant => ({
    to: { kind: 'person', id: student.user.id },
    target: 'pool:router',
    reason: 'Her own machine is being mended',
    validUntil: inMs(60 * MINUTE_MS),
    ...more,
  });
  const post = (path: string, body: unknown, cookie = admin.cookie) =>
    test.request(path, {
      method: 'POST',
      cookie,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const give = (more: Partial<NewManualGrant> = {}, cookie?: string) =>
    post('/api/policy/grants', wanted(more), cookie);
  const given = async (more: Partial<NewManualGrant> = {}) => {
    const answer = await give(more);
    expect(answer.status, await answer.clone().text()).toBe(201);
    return (await answer.json()) as ManualGrant;
  };
  const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
  const list = async (cookie = admin.cookie) =>
    ((await (await test.request('/api/policy/grants', { cookie })).json()) as ManualGrants).grants;
  const entitlements = () => test.app.get(Entitlements, { strict: false });
  const hasRouter = async ({ user }: SignedInPerson) =>
    (await entitlements().poolOf(user.id, 'router')) !== null;
  const decide = (accountId: string) =>
    test.app.get(RefreshEntitlements, { strict: false }).run(accountId, undefined, 'recheck');
  const audited = async (kind: string) => {
    const page = await test.request(`/api/audit?kind=${kind}&limit=1`, { cookie: admin.cookie });
    return ((await page.json()) as AuditPage).events[0];
  };

  it('should take effect before the next sign-in, and say who gave what to whom, until when and why', async () => {
    const grant = await given({ vms: 2 });
    expect(grant).toMatchObject({
      to: { kind: 'person', id: student.user.id, title: 'Ana Silva' },
      target: { kind: 'pool', ref: 'router', title: 'Router' },
      ...{ vms: 2, state: 'valid', heldBack: 0, people: 1 },
      grantedBy: { userId: admin.user.id, displayName: 'Carla Mendes' },
    });
    const right = await entitlements().poolOf(student.user.id, 'router');
    expect(right).toMatchObject({ ruleId: `grant:${grant.id}`, quota: { vms: 2 } });
    expect(right?.validUntil?.toISOString()).toBe(grant.validUntil);
    expect(told).toContainEqual({ type: 'rights-changed', userId: student.user.id });
    expect(told).toContainEqual({ type: 'policy-changed' });
    expect(await audited('grant.given')).toMatchObject({
      actor: { id: admin.user.id, displayName: 'Carla Mendes' },
      subject: { kind: 'person', id: student.user.id, title: 'Ana Silva' },
      facts: {
        target: 'pool:router',
        vms: '2',
        reason: 'Her own machine is being mended',
        from: grant.grantedAt,
        to: grant.validUntil,
      },
    });
  });

  it('should close at once what is taken back, once, and keep it to be read', async () => {
    const { id } = await given();
    told = [];
    const revoked = (await (await post(`/api/policy/grants/${id}/revoke`, {})).json()) as ManualGrant;
    expect(revoked).toMatchObject({ state: 'revoked', revokedBy: { displayName: 'Carla Mendes' } });
    expect(await hasRouter(student)).toBe(false);
    expect(told).toContainEqual({ type: 'rights-changed', userId: student.user.id });
    const first = await audited('grant.revoked');
    expect(first).toMatchObject({ subject: { id: student.user.id }, facts: { target: 'pool:router' } });
    expect((await post(`/api/policy/grants/${id}/revoke`, {})).status).toBe(200);
    expect((await audited('grant.revoked'))?.sequence).toBe(first?.sequence);
    expect((await list()).find((one) => one.id === id)).toMatchObject({ state: 'revoked' });
  });

  it('should end by its time, noted once, and tell whoever shows it', async () => {
    const { id, validUntil } = await given({ validUntil: inMs(30 * MINUTE_MS) });
    test.clock.advance(30 * MINUTE_MS);
    expect(await hasRouter(student)).toBe(false);
    told = [];
    const end = test.app.get(EndGrants, { strict: false });
    await Promise.all([end.run(), end.run()]);
    expect(told.filter(({ type }) => type === 'rights-changed')).toContainEqual({
      type: 'rights-changed',
      userId: student.user.id,
    });
    const noted = await audited('grant.ended');
    expect(noted).toMatchObject({ ruleId: `grant:${id}`, facts: { to: validUntil } });
    await end.run();
    expect((await audited('grant.ended'))?.sequence).toBe(noted?.sequence);
    expect((await list()).find((one) => one.id === id)).toMatchObject({ state: 'ended', heldBack: 0 });
  });

  it('should be held back by a deny, and name the rule', async () => {
    student = await signIn('exchange', 'Erik Berg');
    expect(await given()).toMatchObject({
      heldBack: 1,
      people: 1,
      heldBackBy: {
        ruleId: 'exchange',
        ruleName: 'Exchange students have no routers',
        reason: 'Routers are not for exchange students',
      },
    });
    expect(await hasRouter(student)).toBe(false);
  });

  it('should be about everybody who is in the class at the moment, in whatever part', async () => {
    const learner = await signIn('learner', 'Bruno Reis');
    const teacher = await signIn('teacher', 'Dina Costa');
    for (const { account } of [learner, teacher]) await decide(account.id);
    const grant = await given({ to: { kind: 'class', id: 'net2' } });
    expect(grant).toMatchObject({ to: { title: 'NET2 Networks 2' }, people: 2, heldBack: 0 });
    expect([await hasRouter(learner), await hasRouter(teacher), await hasRouter(student)]).toEqual([
      true,
      true,
      false,
    ]);
    const late = await signIn('learner', 'Sofia Dias');
    await decide(late.account.id);
    expect(await hasRouter(late)).toBe(true);
    const all = await test.app.get(GrantsByHand, { strict: false }).all();
    const ofClass = ({ user }: SignedInPerson) =>
      (all.get(user.id) ?? []).filter(({ id }) => id === grant.id).length;
    expect([learner, teacher, late, student].map(ofClass)).toEqual([1, 1, 1, 0]);
  });

  it.each<[string, string, () => Partial<NewManualGrant>]>([
    ['grant-in-the-past', 'an end that has passed', () => ({ validUntil: inMs(0) })],
    ['grant-too-long', 'more than 90 days', () => ({ validUntil: inMs(90 * DAY_MS + 1) })],
    ['grant-to-oneself', 'the one who gives', () => ({ to: { kind: 'person', id: admin.user.id } })],
    ['grant-of-privilege', 'identity admins', () => ({ target: 'role:identity-admin' })],
    ['grant-of-privilege', 'operators', () => ({ target: 'role:operator' })],
    ['grant-of-privilege', 'policy editors', () => ({ target: 'role:policy-editor' })],
    [
      'grant-circular',
      'a class in a class',
      () => ({ to: { kind: 'class', id: 'net2' }, target: 'class:cs101' }),
    ],
    ['person-not-found', 'nobody', () => ({ to: { kind: 'person', id: 'nobody' } })],
    ['class-not-found', 'no class', () => ({ to: { kind: 'class', id: 'none' } })],
    ['policy-target-unknown', 'a pool that is none', () => ({ target: 'pool:none' })],
    ['bad-request', 'a part in a pool', () => ({ as: 'ta' })],
    ['bad-request', 'machines of a class', () => ({ target: 'class:cs101', vms: 2 })],
    ['bad-request', 'no reason', () => ({ reason: '   ' })],
    ['bad-request', 'no end', () => ({ validUntil: 'tomorrow' })],
  ])('should refuse with %s: %s', async (code, _, more) => {
    const before = (await list()).length;
    expect(await codeOf(await give(more()))).toBe(code);
    expect((await list()).length).toBe(before);
  });

  it('should let nobody give to a class that they are in', async () => {
    admin = await test.signIn({
      entitlements: [
        { kind: 'role', ref: 'identity-admin' },
        { kind: 'class', ref: 'net2', asRole: 'ta' },
      ],
    });
    expect(await codeOf(await give({ to: { kind: 'class', id: 'net2' } }))).toBe('grant-to-oneself');
  });

  it('should be given by who may, read by who reads the policy, with pseudonyms for who sees no people', async () => {
    await given();
    const editor = await signIn('x', 'Eva', 'policy-editor');
    expect((await give({}, editor.cookie)).status).toBe(403);
    expect((await give({}, student.cookie)).status).toBe(403);
    expect((await test.request('/api/policy/grants', { cookie: student.cookie })).status).toBe(403);
    const toPeople = (await list(editor.cookie)).filter(({ to }) => to.kind === 'person');
    const text = JSON.stringify(toPeople);
    expect(text).toContain('"title":"#');
    expect(text).not.toMatch(/Ana Silva|being mended/);
    expect(text).not.toContain(student.user.id);
  });
});
