import { targetHoldersSchema, type Why, whySchema } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { SignedInPerson } from '../testing/sign-in-directly';
import { DecisionEntity } from './decision.entity';
import { RefreshEntitlements } from './refresh-entitlements';
import { adminsRule, furnish, policyOf, publish, studentsRule } from './testing/lagoa';

const denyRule = `
  - id: exam-week
    name: Exam week
    when: { attr: eduCourseMember, op: equals, value: CS101 }
    effects: [{ deny: { pool: linux }, reason: Not in the exam week }]
`;
const HOUR_MS = 3_600_000;

describe('explaining another moment', () => {
  let test: TestApp;
  let admin: SignedInPerson;
  let student: SignedInPerson;
  beforeAll(async () => {
    test = await createTestApp();
    await furnish(test);
    await publish(test, policyOf(studentsRule + adminsRule));
    admin = await test.signIn({
      displayName: 'Carla Mendes',
      entitlements: [{ kind: 'role', ref: 'identity-admin' }],
      release: { attributes: { eduPersonEntitlement: ['admin'] } },
    });
    student = await test.signIn({
      displayName: 'Noa Lima',
      release: {
        attributes: {
          eduPersonScopedAffiliation: ['student@lagoa.example'],
          eduCourseMember: ['CS101'],
          studyYear: ['2'],
        },
      },
    });
    const refresh = test.app.get(RefreshEntitlements, { strict: false });
    await refresh.run(student.account.id);
    test.clock.advance(60_000);
    await publish(test, policyOf(studentsRule + adminsRule + denyRule));
    await refresh.run(student.account.id, undefined, 'published');
  });
  afterAll(() => test.close());

  const get = async (path: string, cookie = admin.cookie) => {
    const answer = await test.request(path, { cookie });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const why = async (query: string): Promise<Why> => {
    const { status, body } = await get(`/api/policy/why?${query}`);
    expect({ status, body }).toMatchObject({ status: 200 });
    return whySchema.parse(body);
  };
  const asked = () => `person=${student.user.id}&target=pool:linux`;
  const decided = () =>
    test.source.manager.find(AuditEventEntity, {
      where: { kind: 'policy.decided', subjectId: student.user.id },
      order: { sequence: 'ASC' },
    });

  it('should answer now with the deny that beats the rule, and name it', async () => {
    const now = await why(asked());
    expect(now).toMatchObject({
      has: false,
      policyVersion: 2,
      answer: { key: 'denied', params: { reason: 'Not in the exam week' } },
      denials: [{ ruleId: 'exam-week', target: 'pool:linux' }],
      asOf: { kind: 'now', madeAnew: false },
    });
    expect(now.moments?.map(({ policyVersion }) => policyVersion)).toEqual(expect.arrayContaining([1, 2]));
  });

  it('should answer under an older version with what is known now', async () => {
    expect(await why(`${asked()}&version=1`)).toMatchObject({
      has: true,
      policyVersion: 1,
      denials: [],
      asOf: { kind: 'version' },
    });
    expect(await get(`/api/policy/why?${asked()}&version=9`)).toMatchObject({
      status: 404,
      body: { code: 'policy-version-unknown' },
    });
  });

  it('should answer with the trace of a kept decision, not with one made now', async () => {
    const moments = (await why(asked())).moments ?? [];
    const first = moments.at(-1);
    const then = await why(`${asked()}&decision=${first?.decision}`);
    expect(then).toMatchObject({
      has: true,
      policyVersion: 1,
      asOf: { kind: 'moment', at: first?.at, decision: first?.decision, madeAnew: false },
    });
    expect(then.ways[0]?.tree).toMatchObject({ kind: 'all', result: 'true' });
    expect(then.askText).toBeUndefined();
    const other = `person=${admin.user.id}&target=pool:linux&decision=${first?.decision}`;
    expect(await get(`/api/policy/why?${other}`)).toMatchObject({
      status: 404,
      body: { code: 'decision-not-kept' },
    });
  });

  it('should answer an event of the trail by the decision that was in force then', async () => {
    const [granted, lost] = await decided();
    expect(await why(`audit=${granted?.sequence}`)).toMatchObject({
      person: { id: student.user.id },
      has: true,
      policyVersion: 1,
      asOf: { kind: 'moment', audit: granted?.sequence },
    });
    expect(await why(`audit=${lost?.sequence}&target=pool:linux`)).toMatchObject({
      has: false,
      policyVersion: 2,
      answer: { key: 'denied' },
    });
    expect((await get('/api/policy/why?audit=99999')).status).toBe(404);
  });

  it('should make a trace anew that is not kept, and say so; and refuse when more was released since', async () => {
    const [granted] = await decided();
    const kept = await test.source.manager.find(DecisionEntity, { where: { userId: student.user.id } });
    await test.source.manager.delete(DecisionEntity, { userId: student.user.id });
    try {
      expect(await why(`audit=${granted?.sequence}&target=pool:linux`)).toMatchObject({
        has: true,
        policyVersion: 1,
        asOf: { kind: 'moment', madeAnew: true },
      });
      const [snapshot] = await test.source.query(
        `SELECT accountId, takenAt FROM attribute_snapshots WHERE accountId = '${student.account.id}'`,
      );
      const later = Number(snapshot.takenAt) + 48 * HOUR_MS;
      await test.source.query(
        `UPDATE attribute_snapshots SET takenAt = ${later} WHERE accountId = '${student.account.id}'`,
      );
      const { status, body } = await get(`/api/policy/why?audit=${granted?.sequence}&target=pool:linux`);
      expect({ status, code: body['code'] }).toEqual({ status: 404, code: 'decision-not-kept' });
      expect(body['detail']).toContain('policy version 1 decided; other attributes were released on ');
      await test.source.query(
        `UPDATE attribute_snapshots SET takenAt = ${snapshot.takenAt} WHERE accountId = '${student.account.id}'`,
      );
    } finally {
      await test.source.manager.save(DecisionEntity, kept);
    }
  });

  it('should note who looked at whose explanation, and of which moment', async () => {
    const [granted] = await decided();
    await why(`audit=${granted?.sequence}`);
    const [look] = await test.source.manager.find(AuditEventEntity, {
      where: { kind: 'person.viewed' },
      order: { sequence: 'DESC' },
      take: 1,
    });
    expect(look).toMatchObject({
      actorId: admin.user.id,
      subjectId: student.user.id,
      policyVersion: 1,
      facts: { shown: 'explanation', target: 'pool:linux', moment: granted?.at.toISOString() },
    });
  });

  it('should say who has a right and by which rules, with what denies it', async () => {
    const { body } = await get('/api/policy/why/holders?target=pool:linux');
    expect(targetHoldersSchema.parse(body)).toMatchObject({
      people: 0,
      policyVersion: 2,
      rules: [{ ruleId: 'cs101-students', people: 0, byHand: false, enabled: true }],
      denies: [{ ruleId: 'exam-week', reason: 'Not in the exam week' }],
      holders: [],
    });
    const roles = await get('/api/policy/why/holders?target=role:identity-admin');
    expect(targetHoldersSchema.parse(roles.body).holders).toEqual([
      expect.objectContaining({ displayName: 'Carla Mendes' }),
    ]);
  });

  it('should refuse questions that are none, and who may not see people', async () => {
    const cases = [
      `person=${student.user.id}`,
      'target=pool:linux',
      `${asked()}&version=1&decision=x`,
      'audit=0',
      'audit=x',
    ];
    for (const query of cases) expect((await get(`/api/policy/why?${query}`)).status).toBe(400);
    const editor = await test.signIn({ entitlements: [{ kind: 'role', ref: 'policy-editor' }] });
    expect((await get(`/api/policy/why?${asked()}`, editor.cookie)).status).toBe(403);
    const { status, body } = await get('/api/policy/why/holders?target=pool:linux', editor.cookie);
    expect({ status, holders: body['holders'] }).toEqual({ status: 200, holders: undefined });
  });
});
