import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity, AuditRecorder } from '../audit/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';

/** More than a page, so that the next one is read too. */
const MANY = 1_050;

describe('taking the trail along', () => {
  let test: TestApp;
  let operator: string;
  beforeAll(async () => {
    test = await createTestApp();
    operator = (await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] })).cookie;
    const recorder = test.app.get(AuditRecorder, { strict: false });
    for (let index = 1; index <= MANY; index++) {
      await recorder.record({
        kind: 'machine.action',
        actor: { displayName: index === 1 ? '=cmd()' : `Ana ${index}`, as: 'owner' },
        facts: { action: 'start' },
      });
    }
  });
  afterAll(() => test?.close());

  const take = (wish: object, cookie = operator) =>
    test.request('/api/audit/exports', {
      method: 'POST',
      cookie,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    });

  it('should write every event that fits once, newest first, and none that does not', async () => {
    const answer = await take({ kind: 'machine', reason: 'yearly review' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = (await answer.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(MANY + 1);
    const sequences = lines.slice(1).map((line) => Number(/^"(\d+)"/.exec(line)?.[1]));
    expect(sequences).toEqual(sequences.toSorted((a, b) => b - a));
    expect(new Set(sequences).size).toBe(MANY);
    expect(lines.at(-1)).toContain(`"'=cmd()","owner","machine.action","ok"`);
  });

  it('should find by words that say what they mean', async () => {
    const found = await (await take({ search: 'person:"ana', reason: 'a quote finds nobody' })).text();
    expect(found.trimEnd().split('\r\n')).toHaveLength(1);
    const ana = await (await take({ search: 'person:ana rule:ana', reason: 'no rule is called so' })).text();
    expect(ana.trimEnd().split('\r\n')).toHaveLength(1);
  });

  it('should be an event itself, with the reason, before anything is told', async () => {
    const text = await (await take({ search: 'audit.exported', reason: 'to see myself' })).text();
    expect(text).toContain('to see myself');
    const events = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'audit.exported' });
    expect(events.at(-1)?.facts).toEqual({ reason: 'to see myself', search: 'audit.exported' });
  });

  it('should ask for a reason, and for the right to read the trail', async () => {
    expect((await take({ reason: ' a ' })).status).toBe(400);
    const { cookie } = await test.signIn({ entitlements: [{ kind: 'pool', ref: 'linux' }] });
    expect((await take({ reason: 'curious' }, cookie)).status).toBe(403);
    const kept = await test.source.getRepository(AuditEventEntity).findBy({ kind: 'audit.exported' });
    expect(kept.map(({ facts }) => facts['reason'])).not.toContain('curious');
  });
});
