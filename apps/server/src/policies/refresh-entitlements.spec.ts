import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { Classes } from '../classes/index';
import { scratchEngines } from '../database/testing/scratch-database';
import { Entitlements } from '../entitlements/index';
import { SaveSnapshot } from '../identity/index';
import { Bus } from '../platform/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { DecisionEntity } from './decision.entity';
import { RefreshEntitlements } from './refresh-entitlements';
import { RefreshEverybody } from './refresh-everybody';
import { adminsRule, furnish, policyOf, publish, studentsRule } from './testing/lagoa';

const DAY_MS = 86_400_000;
const student = {
  eduPersonScopedAffiliation: ['student@lagoa.example'],
  eduCourseMember: ['CS101'],
  studyYear: ['2'],
};

describe.each(scratchEngines)('refreshing entitlements on %s', (engine) => {
  let test: TestApp;
  let told: string[] = [];
  const get = <T>(type: new (...args: never[]) => T) => test.app.get(type, { strict: false });
  const rightsOf = async (userId: string) =>
    (await get(Entitlements).ofUser(userId)).map(({ kind, ref, asRole }) => `${kind}:${ref}:${asRole ?? ''}`);

  beforeAll(async () => {
    test = await createTestApp({ engine });
    await furnish(test);
    get(Bus).hear((notice) => {
      if (notice.type === 'rights-changed') told.push(notice.userId);
    });
  });
  afterAll(() => test.close());

  const person = (attributes: Record<string, string[]>) => test.signIn({ release: { attributes } });

  it('should say that no policy is published', async () => {
    const { account } = await person(student);
    await expect(get(RefreshEntitlements).run(account.id)).rejects.toMatchObject({
      code: 'policy-not-published',
    });
  });

  it('should give what the rules give, with rule, version and values, and tell it once committed', async () => {
    const version = await publish(test, policyOf(studentsRule));
    const { account, user } = await person(student);
    told = [];
    const refreshed = await get(RefreshEntitlements).run(account.id);
    expect(refreshed).toMatchObject({
      outcome: 'admitted',
      policyVersion: version,
      gained: ['class:cs101 as learner', 'pool:linux'],
      lost: [],
    });
    expect(told).toEqual([user.id]);
    const right = await get(Entitlements).poolOf(user.id, 'linux');
    expect(right).toMatchObject({ ruleId: 'cs101-students', policyVersion: version, quota: { vms: 1 } });
    expect(right?.values).toContainEqual({ attr: 'eduCourseMember', value: 'CS101' });
    expect(right?.validUntil).toEqual(new Date(test.clock.now().getTime() + 30 * DAY_MS));
    const [decision] = await test.source.manager.findBy(DecisionEntity, { accountId: account.id });
    expect(decision).toMatchObject({ outcome: 'admitted', policyVersion: version });
  });

  it('should audit the decision without any attribute value', async () => {
    const { account, user } = await person(student);
    await get(RefreshEntitlements).run(account.id);
    const events = await test.source.manager.findBy(AuditEventEntity, { kind: 'policy.decided' });
    const event = events.find(({ subjectId }) => subjectId === user.id);
    expect(event).toMatchObject({
      outcome: 'ok',
      facts: { occasion: 'sign-in', gained: 'class:cs101 as learner, pool:linux' },
    });
    expect(JSON.stringify(event)).not.toContain('student@lagoa');
  });

  it('should take everything away when nothing is given any more', async () => {
    const { account, user } = await person(student);
    await get(RefreshEntitlements).run(account.id);
    expect(await rightsOf(user.id)).toEqual(['class:cs101:learner', 'pool:linux:']);
    await get(SaveSnapshot).run(account.id, { attributes: {}, dropped: [], unmapped: [], authn: {} });
    const taken = await get(RefreshEntitlements).run(account.id);
    expect(taken.lost).toEqual(['class:cs101 as learner', 'pool:linux']);
    expect(await rightsOf(user.id)).toEqual([]);
  });

  it('should change what people have when another policy is published, and be idempotent', async () => {
    const { account, user, session } = await person(student);
    await get(RefreshEntitlements).run(account.id);
    await publish(test, policyOf(studentsRule.replace('pool: linux', 'pool: router')));
    const { decided, changed } = await get(RefreshEverybody).run();
    expect(decided).toBeGreaterThan(0);
    expect(changed).toBeGreaterThan(0);
    expect(await rightsOf(user.id)).toEqual(['class:cs101:learner', 'pool:router:']);
    expect((await get(RefreshEverybody).run()).changed).toBe(0);
    expect(session.endedAt).toBeNull();
  });

  it('should end the sessions of whom the new policy denies sign-in', async () => {
    await publish(test, policyOf(studentsRule));
    const { account, user, cookie } = await person({ ...student, schacUserStatus: ['expelled'] });
    await get(RefreshEntitlements).run(account.id);
    const deny = `
  - id: expelled
    name: Expelled
    when: { attr: schacUserStatus, op: equals, value: expelled }
    effects: [{ deny: login, reason: You left the university. }]
`;
    await publish(test, policyOf(studentsRule + deny));
    await get(RefreshEverybody).run();
    expect(await rightsOf(user.id)).toEqual([]);
    const answer = await test.request('/api/policy', { cookie });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'session-ended', context: { why: 'refused' } });
  });

  it('should not make a lease longer by deciding anew', async () => {
    await publish(test, policyOf(studentsRule));
    const signedInAt = test.clock.now();
    const { account, user } = await person(student);
    await get(RefreshEntitlements).run(account.id);
    test.clock.advance(10 * DAY_MS);
    await get(RefreshEntitlements).run(account.id, undefined, 'recheck');
    const right = await get(Entitlements).poolOf(user.id, 'linux');
    expect(right?.validUntil).toEqual(new Date(signedInAt.getTime() + 30 * DAY_MS));
    expect(right?.grantedAt).toEqual(signedInAt);
    test.clock.advance(21 * DAY_MS);
    expect(await get(Entitlements).poolOf(user.id, 'linux')).toBeNull();
    const refreshed = await get(RefreshEntitlements).run(account.id, undefined, 'recheck');
    expect(refreshed.decision.pools).toEqual([]);
    expect(refreshed.decision.trace.conflicts).toContainEqual(
      expect.objectContaining({ why: 'lease-over', winner: 'sign-in' }),
    );
  });

  it('should leave no trace of a re-check that changed nothing', async () => {
    const { account } = await person(student);
    await get(RefreshEntitlements).run(account.id);
    const count = () => test.source.manager.countBy(DecisionEntity, { accountId: account.id });
    const before = await count();
    await get(RefreshEntitlements).run(account.id, undefined, 'recheck');
    expect(await count()).toBe(before);
  });

  it('should give what one of two decisions about a person at the same time gives, never both', async () => {
    await publish(test, policyOf(studentsRule));
    const { account, user } = await person(student);
    await Promise.all(Array.from({ length: 6 }, () => get(RefreshEntitlements).run(account.id)));
    expect(await rightsOf(user.id)).toEqual(['class:cs101:learner', 'pool:linux:']);
  });

  it('should make a class that a rule names and says to make', async () => {
    const rule = `
  - id: courses
    name: Every course
    when: { attr: eduCourseMember, op: matches, value: '(?P<course>[a-z0-9]+)' }
    effects: [{ class: { template: 'course-{course}', createIfMissing: true }, as: learner }]
`;
    await publish(test, policyOf(rule));
    const { account, user } = await person({ eduCourseMember: ['bio7'] });
    await get(RefreshEntitlements).run(account.id);
    expect(await rightsOf(user.id)).toEqual(['class:course-bio7:learner']);
    expect(await get(Classes).get('course-bio7')).toMatchObject({ code: 'course-bio7' });
  });

  it('should refuse a policy under which no identity admin would be left', async () => {
    await publish(test, policyOf(adminsRule));
    const { account } = await person({ eduPersonEntitlement: ['admin'] });
    await get(RefreshEntitlements).run(account.id);
    await expect(publish(test, policyOf(studentsRule))).rejects.toMatchObject({
      code: 'resource-invalid',
      errors: [{ path: 'rules', message: expect.stringContaining('identity-admin') as string }],
    });
    await publish(test, policyOf(adminsRule + studentsRule));
  });
});
