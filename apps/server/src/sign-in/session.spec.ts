import {
  type OwnRecord,
  ownRecordSchema,
  type OwnSessions,
  ownSessionsSchema,
  type Session,
  sessionSchema,
} from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import { SaveClass } from '../classes/index';
import { RightsCheck } from '../entitlements/index';
import { SaveHost } from '../hypervisors/index';
import { sessionRefOf } from '../identity/index';
import { withRequestContext } from '../platform/index';
import { SavePool, SaveTemplate } from '../pools/index';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import type { TestPerson } from '../testing/sign-in-directly';

describe('the session API', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
    const get = <T>(token: abstract new (...parts: never[]) => T) =>
      test.app.get<T>(token, { strict: false });
    await test.source.transaction(async (manager) => {
      await get(SaveHost).run({ id: 'h1', title: 'Host 1', uri: 'simulated:' }, manager);
      await get(SaveTemplate).run(
        { id: 'linux', title: 'Linux', imagePath: '/images/linux.qcow2', memoryMiB: 256, vcpus: 1 },
        manager,
      );
      await get(SaveClass).run({ id: 'cs101', code: 'CS101', title: 'Networks' }, manager);
      await get(SavePool).run(
        {
          id: 'cs101-linux',
          title: 'Linux for Networks',
          templateId: 'linux',
          hostId: 'h1',
          classId: 'cs101',
        },
        manager,
      );
    });
  });
  afterAll(() => test.close());

  const ana: TestPerson = {
    displayName: 'Ana Silva',
    identifier: 'ana@uni.example',
    entitlements: [
      { kind: 'class', ref: 'cs101', asRole: 'learner' },
      { kind: 'pool', ref: 'cs101-linux', values: [{ attr: 'affiliation', value: 'student@uni.example' }] },
      { kind: 'role', ref: 'operator' },
    ],
    release: {
      attributes: { eduPersonScopedAffiliation: ['student@uni.example'] },
      dropped: [{ attr: 'subject-id', value: 'x@y.example', why: 'scope-not-asserted-by-idp' }],
      unmapped: [{ name: 'urn:x', nameFormat: 'urn:f', count: 2 }],
    },
  };
  const signInAna = () => test.signIn(ana);
  const read = async <T>(path: string, cookie: string) =>
    (await (await test.request(path, { cookie })).json()) as T;

  it('should tell nobody that nobody is signed in', async () => {
    const answer = await test.request('/api/session');
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'not-signed-in' });
  });

  it('should say who is signed in, with what and for how long', async () => {
    const { cookie, user } = await signInAna();
    const session = await read<Session>('/api/session', cookie);
    expect(sessionSchema.parse(session)).toEqual(session);
    expect(session).toMatchObject({
      user: { id: user.id, displayName: 'Ana Silva', initials: 'AS' },
      university: { entityId: 'https://idp.uni.example/idp' },
      roles: ['operator'],
      abilities: [
        'machines.own',
        'hosts.read',
        'hosts.write',
        'pools.read',
        'pools.write',
        'usage.read',
        'audit.read',
      ],
      classes: [{ id: 'cs101', code: 'CS101', title: 'Networks', as: 'learner' }],
      idleExpiresAt: new Date(test.clock.now().getTime() + 3_600_000).toISOString(),
      expiresAt: new Date(test.clock.now().getTime() + 36_000_000).toISOString(),
      simulated: true,
    });
    expect(session.entitlements.map(({ kind, title }) => `${kind}: ${title}`)).toEqual([
      'class: Networks',
      'pool: Linux for Networks',
      'role: operator',
    ]);
  });

  it('should show people what is known about them, and where they are signed in', async () => {
    const elsewhere = await signInAna();
    const { cookie, session } = await signInAna();
    const record = await read<OwnRecord>('/api/session/record', cookie);
    expect(ownRecordSchema.parse(record)).toEqual(record);
    expect(record).toMatchObject({
      identifier: 'ana@uni.example',
      pools: ['cs101-linux'],
      dropped: 1,
      attributes: [{ attr: 'eduPersonScopedAffiliation', values: ['student@uni.example'] }],
      droppedValues: [{ attr: 'subject-id', why: 'scope-not-asserted-by-idp' }],
      unmapped: [{ name: 'urn:x', count: 2 }],
    });
    const current = record.sessions.filter((one) => one.current).map(({ ref }) => ref);
    expect(current).toEqual([sessionRefOf(session)]);
    expect(record.sessions.map(({ ref }) => ref)).toContain(sessionRefOf(elsewhere.session));
    expect(JSON.stringify(record)).not.toContain(session.id);
  });

  it('should list where people are signed in, in words', async () => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const rui = { displayName: 'Rui', identifier: 'rui@uni.example', issuer: 'https://idp.rui.example' };
    const from = { requestId: 'r', address: '192.0.2.7', userAgent };
    const { cookie, session } = await withRequestContext(from, () => test.signIn(rui));
    const list = await read<OwnSessions>('/api/session/sessions', cookie);
    expect(ownSessionsSchema.parse(list)).toEqual(list);
    expect(list.sessions).toEqual([
      {
        ref: sessionRefOf(session),
        startedAt: session.startedAt.toISOString(),
        lastSeenAt: session.lastSeenAt.toISOString(),
        expiresAt: new Date(session.lastSeenAt.getTime() + 3_600_000).toISOString(),
        address: '192.0.2.7',
        device: { browser: 'Firefox', system: 'Linux' },
        university: { entityId: rui.issuer, title: rui.issuer },
        current: true,
      },
    ]);
  });

  it('should sign out at once and for good', async () => {
    const { cookie } = await signInAna();
    const answer = await test.request('/api/session', { method: 'DELETE', cookie });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(
      /^virlab-session=; Path=\/; Expires=Thu, 01 Jan 1970/,
    );
    const after = await test.request('/api/session', { cookie });
    expect(after.status).toBe(401);
    expect(await after.json()).toMatchObject({ code: 'session-ended', context: { why: 'signed-out' } });
  });

  it('should not sign out on behalf of another site', async () => {
    const { cookie } = await signInAna();
    const answer = await test.request('/api/session', {
      method: 'DELETE',
      cookie,
      headers: { origin: 'https://evil.example' },
    });
    expect(await answer.json()).toMatchObject({ code: 'cross-site-request' });
    expect((await test.request('/api/session', { cookie })).status).toBe(200);
  });

  it('should let people end their other sessions, and nobody else’s', async () => {
    const mine = await signInAna();
    const alsoMine = await signInAna();
    const yours = await test.signIn({ displayName: 'Rui Costa' });
    const end = (ref: string) =>
      test.request(`/api/session/sessions/${ref}`, { method: 'DELETE', cookie: mine.cookie });
    expect(await (await end(sessionRefOf(alsoMine.session))).json()).toEqual({ ended: 1 });
    const after = await test.request('/api/session', { cookie: alsoMine.cookie });
    expect(await after.json()).toMatchObject({ context: { why: 'ended-by-owner' } });
    expect((await end(sessionRefOf(yours.session))).status).toBe(404);
    expect((await end(yours.session.id)).status).toBe(404);
    expect((await end('nonsense')).status).toBe(404);
    expect((await test.request('/api/session', { cookie: yours.cookie })).status).toBe(200);
  });

  it('should sign out everywhere, and nobody else', async () => {
    const [mine, alsoMine] = [await signInAna(), await signInAna()];
    const yours = await test.signIn({ displayName: 'Rui Costa' });
    const answer = await test.request('/api/session?everywhere=true', {
      method: 'DELETE',
      cookie: mine.cookie,
    });
    expect(await answer.json()).toEqual({});
    for (const { cookie } of [mine, alsoMine]) {
      expect((await test.request('/api/session', { cookie })).status).toBe(401);
    }
    expect((await test.request('/api/session', { cookie: yours.cookie })).status).toBe(200);
  });

  it('should be over here though the university offers no sign-out', async () => {
    const { cookie } = await signInAna();
    const path = '/api/session?atUniversity=true';
    const answer = await test.request(path, { method: 'DELETE', cookie });
    expect(await answer.json()).toEqual({});
    expect((await test.request('/api/session', { cookie })).status).toBe(401);
  });

  it('should renew the secret in the cookie, but not on a stream of events', async () => {
    test.app.get(RightsCheck, { strict: false }).isStillAdmitted = () => Promise.resolve(true);
    const { cookie } = await signInAna();
    test.clock.advance(10 * 60_000);
    const leave = new AbortController();
    const stream = await test.request('/api/events', { cookie, signal: leave.signal });
    expect(stream.headers.getSetCookie()).toEqual([]);
    leave.abort();
    const answer = await test.request('/api/session', { cookie });
    const [renewed = ''] = answer.headers.getSetCookie();
    expect(renewed).toMatch(/^virlab-session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    const next = renewed.split(';')[0] ?? '';
    expect((await test.request('/api/session', { cookie: next })).status).toBe(200);
    test.clock.advance(30_000);
    const late = await test.request('/api/session', { cookie });
    expect(late.status).toBe(401);
    expect(await late.json()).toMatchObject({ code: 'session-reused' });
    const told = await test.request('/api/session', { cookie: next });
    expect(await told.json()).toMatchObject({ code: 'session-reused' });
  });

  it('should take the cookie back once, also when its secret was just renewed', async () => {
    test.app.get(RightsCheck, { strict: false }).isStillAdmitted = () => Promise.resolve(true);
    const { cookie } = await signInAna();
    test.clock.advance(10 * 60_000);
    const answer = await test.request('/api/session', { method: 'DELETE', cookie });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^virlab-session=; Path=\/; Expires=Thu, 01 Jan 1970/),
    ]);
  });

  it('should let who may sign others out do so, and nobody else', async () => {
    const someone = await signInAna();
    const admin = await test.signIn({ entitlements: [{ kind: 'role', ref: 'identity-admin' }] });
    const operator = await test.signIn({ entitlements: [{ kind: 'role', ref: 'operator' }] });
    const end = (cookie: string, id: string) =>
      test.request(`/api/people/${id}/sessions`, { method: 'DELETE', cookie });
    expect((await end(operator.cookie, someone.user.id)).status).toBe(403);
    expect((await end(admin.cookie, 'nobody')).status).toBe(404);
    expect((await test.request('/api/session', { cookie: someone.cookie })).status).toBe(200);
    const answer = await end(admin.cookie, someone.user.id);
    expect(((await answer.json()) as { ended: number }).ended).toBeGreaterThan(0);
    const after = await test.request('/api/session', { cookie: someone.cookie });
    expect(await after.json()).toMatchObject({ context: { why: 'ended-by-admin' } });
    const [event] = await test.source
      .getRepository(AuditEventEntity)
      .findBy({ kind: 'person.signed-out', subjectId: someone.user.id });
    expect(event).toMatchObject({ actorId: admin.user.id, subjectTitle: 'Ana Silva' });
  });

  it('should say at the sign-in page that machines only pretend', async () => {
    const answer = await test.request('/api/sign-in/options');
    expect(await answer.json()).toEqual({ options: [], searchable: 0, simulated: true });
  });
});
