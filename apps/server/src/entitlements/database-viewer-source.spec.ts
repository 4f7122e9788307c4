import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sessions } from '../identity/index';
import { RefreshEntitlements } from '../policies/index';
import { adminsRule, furnish, policyOf, publish } from '../policies/testing/lagoa';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { RightsCheck } from './rights-check';

const MINUTE_MS = 60_000;
const OPERATORS = `
  - id: operators
    name: Operators in office hours
    when:
      all:
        - { attr: eduPersonEntitlement, op: equals, value: operator }
        - { op: timeWithin, window: { days: [mon], from: '08:00', to: '10:00', timezone: UTC } }
    effects: [{ role: operator }]
`;

describe('the viewer of a request', () => {
  let test: TestApp;
  let checks: string[] = [];
  beforeAll(async () => {
    test = await createTestApp();
    await furnish(test);
    await publish(test, policyOf(adminsRule + OPERATORS));
    const check = test.app.get(RightsCheck, { strict: false });
    const ask = check.isStillAdmitted.bind(check);
    check.isStillAdmitted = (accountId) => {
      checks.push(accountId);
      return ask(accountId);
    };
  });
  afterAll(() => test.close());

  const status = async (cookie: string, path = '/api/audit') => (await test.request(path, { cookie })).status;
  const signIn = async (entitlement: string) => {
    const person = await test.signIn({ release: { attributes: { eduPersonEntitlement: [entitlement] } } });
    await test.app.get(RefreshEntitlements, { strict: false }).run(person.account.id);
    return person;
  };

  it('should lose an ability when the right behind it ends', async () => {
    const validUntil = new Date(test.clock.now().getTime() + 2 * MINUTE_MS);
    const { cookie } = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator', validUntil }] });
    expect(await status(cookie)).toBe(200);
    test.clock.advance(2 * MINUTE_MS);
    expect(await status(cookie)).toBe(403);
  });

  it('should be checked again after three minutes, once for many requests at the same time', async () => {
    const { cookie, account } = await signIn('admin');
    checks = [];
    test.clock.advance(3 * MINUTE_MS - 1);
    expect(await status(cookie)).toBe(200);
    expect(checks).toEqual([]);
    test.clock.advance(1);
    const answers = await Promise.all(Array.from({ length: 8 }, () => status(cookie)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(checks).toEqual([account.id]);
    expect(await status(cookie)).toBe(200);
    expect(checks).toHaveLength(1);
  });

  it('should lose within three minutes what a rule gives at some hours only', async () => {
    test.clock.set(new Date('2026-11-23T09:59:00Z'));
    const { cookie } = await signIn('operator');
    expect(await status(cookie)).toBe(200);
    test.clock.set(new Date('2026-11-23T10:02:00Z'));
    expect(await status(cookie)).toBe(403);
  });

  it('should have no session any more when the policy no longer lets them in', async () => {
    const { cookie, session } = await signIn('operator');
    await publish(test, policyOf(adminsRule, 'refuse'));
    test.clock.advance(3 * MINUTE_MS);
    const answer = await test.request('/api/audit', { cookie });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'session-ended', context: { why: 'refused' } });
    expect((await test.app.get(Sessions, { strict: false }).get(session.id))?.endCode).toBe('refused');
  });

  it('should be nobody without a cookie, and with one that nobody knows', async () => {
    expect((await test.request('/api/audit')).status).toBe(401);
    expect(await status('virlab-session=made-up')).toBe(401);
  });
});
