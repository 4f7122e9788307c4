import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity, AuditRecorder } from '../audit/index';
import { readSettings } from '../config/index';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { Bus, Log, type Notice, Schedule, withRequestContext } from '../platform/index';
import { SettableClock } from '../testing/settable-clock';
import { LinkAccount } from './link-account';
import { EndStaleSessions } from './end-stale-sessions';
import { ReadSession } from './read-session';
import { SessionEntity } from './session.entity';
import { SessionSecretEntity } from './session-secret.entity';
import { SessionSecrets } from './session-secrets';
import { sessionRefOf } from './session-ref-of';
import { Sessions } from './sessions';
import { UserEntity } from './user.entity';

const settings = readSettings({ VIRLAB_PUBLIC_URL: 'http://localhost:3000', VIRLAB_LOG_LEVEL: 'silent' });
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(scratchEngines)('sessions on %s', (engine) => {
  let scratch: ScratchDatabase;
  let clock: SettableClock;
  let sessions: Sessions;
  let readSession: ReadSession;
  let notices: Notice[];
  let stopHearing: () => void;
  let sweep: EndStaleSessions;
  let ids: { userId: string; accountId: string };

  beforeAll(async () => (scratch = await openScratchDatabase(engine, entities)), 30_000);
  afterAll(() => scratch.drop());
  beforeEach(async () => {
    clock = new SettableClock();
    const log = new Log(settings);
    const bus = new Bus(log);
    notices = [];
    stopHearing = bus.hear((notice) => notices.push(notice));
    const secrets = new SessionSecrets(scratch.source, clock);
    sessions = new Sessions(scratch.source, clock, bus, new AuditRecorder(scratch.source, clock), secrets);
    readSession = new ReadSession(sessions, secrets, settings, clock);
    sweep = new EndStaleSessions(scratch.source, clock, new Schedule(log), sessions, secrets);
    const { account, user } = await new LinkAccount(scratch.source, clock).run({
      provider: 'saml',
      issuer: 'https://idp.example',
      identifierType: 'subject-id',
      identifier: 'ana@uni.example',
      displayName: 'Ana Silva',
    });
    ids = { userId: user.id, accountId: account.id };
  });
  afterEach(async () => {
    stopHearing();
    await scratch.source.getRepository(UserEntity).deleteAll();
  });

  const withCookie = (secret: string) => ({ headers: { cookie: `virlab-session=${secret}` } });
  const read = (secret: string) => readSession.run(withCookie(secret));
  const refusal = (why: string) =>
    expect.objectContaining({ code: 'session-ended', context: { why } }) as Error;

  it('should be found by the secret in the cookie, which is kept nowhere', async () => {
    const { session, secret } = await sessions.open(ids);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect((await read(secret))?.id).toBe(session.id);
    const rows = JSON.stringify([
      await scratch.source.getRepository(SessionEntity).find(),
      await scratch.source.getRepository(SessionSecretEntity).find(),
    ]);
    expect(rows).not.toContain(secret);
  });

  it('should be nobody without a cookie or with an unknown one', async () => {
    await sessions.open(ids);
    expect(await readSession.run({ headers: {} })).toBeNull();
    expect(await read('x'.repeat(43))).toBeNull();
  });

  it('should remember where it was opened', async () => {
    const from = { requestId: 'r', address: '192.0.2.7', userAgent: 'Firefox' };
    const { session } = await withRequestContext(from, () => sessions.open(ids));
    expect(await sessions.get(session.id)).toMatchObject({ address: '192.0.2.7', userAgent: 'Firefox' });
  });

  it('should end an hour after its last use', async () => {
    const { secret } = await sessions.open(ids);
    clock.advance(59 * MINUTE);
    expect(await read(secret)).not.toBeNull();
    clock.advance(59 * MINUTE);
    expect(await read(secret)).not.toBeNull();
    clock.advance(60 * MINUTE);
    await expect(read(secret)).rejects.toEqual(refusal('idle'));
  });

  it('should end ten hours after it began, however much it is used', async () => {
    const { secret } = await sessions.open(ids);
    for (let minutes = 0; minutes < 10 * 60 - 50; minutes += 50) {
      clock.advance(50 * MINUTE);
      expect(await read(secret)).not.toBeNull();
    }
    clock.advance(50 * MINUTE);
    await expect(read(secret)).rejects.toEqual(refusal('expired'));
  });

  it('should end earlier, but never later, when it is asked to', async () => {
    const inHours = (hours: number) => new Date(clock.now().getTime() + hours * HOUR);
    const early = await sessions.open({ ...ids, expiresAt: inHours(2) });
    const late = await sessions.open({ ...ids, expiresAt: inHours(48) });
    expect(early.session.expiresAt).toEqual(inHours(2));
    expect(late.session.expiresAt).toEqual(inHours(10));
  });

  it('should note its use once a minute at most', async () => {
    const { session, secret } = await sessions.open(ids);
    const lastSeen = async () => (await sessions.get(session.id))?.lastSeenAt;
    clock.advance(59_000);
    await read(secret);
    expect(await lastSeen()).toEqual(session.startedAt);
    clock.advance(1_000);
    await read(secret);
    expect(await lastSeen()).toEqual(clock.now());
  });

  it('should end once, say so once, and be refused with the reason', async () => {
    const { session, secret } = await sessions.open(ids);
    const ended = await Promise.all([1, 2, 3].map(() => sessions.end(session.id, 'signed-out')));
    expect(ended.filter(Boolean)).toHaveLength(1);
    expect(notices).toEqual([{ type: 'session-ended', sessionId: session.id, code: 'signed-out' }]);
    await expect(read(secret)).rejects.toEqual(refusal('signed-out'));
    const [written, ...more] = await scratch.source
      .getRepository(AuditEventEntity)
      .findBy({ sessionRef: sessionRefOf(session) });
    expect(more).toEqual([]);
    expect(written).toMatchObject({
      kind: 'session.ended',
      subjectTitle: 'Ana Silva',
      facts: { why: 'signed-out' },
    });
  });

  it('should list only those of a person that may still be used', async () => {
    const old = await sessions.open(ids);
    clock.advance(2 * HOUR);
    const ended = await sessions.open(ids);
    await sessions.end(ended.session.id, 'signed-out');
    const open = await sessions.open(ids);
    expect((await sessions.ofUser(ids.userId)).map(({ id }) => id)).toEqual([open.session.id]);
    expect(old.session.endedAt).toBeNull();
  });

  it('should be ended without a request when a limit is past', async () => {
    const idle = await sessions.open(ids);
    clock.advance(30 * MINUTE);
    const young = await sessions.open(ids);
    clock.advance(30 * MINUTE);
    await sweep.run();
    expect(notices).toEqual([{ type: 'session-ended', sessionId: idle.session.id, code: 'idle' }]);
    expect(sessions.isAlive((await sessions.get(young.session.id)) as SessionEntity)).toBe(true);
  });

  it('should be forgotten a month after its end', async () => {
    const { session } = await sessions.open(ids);
    await sessions.end(session.id, 'signed-out');
    clock.advance(30 * 24 * HOUR - 1);
    await sweep.run();
    expect(await sessions.get(session.id)).not.toBeNull();
    clock.advance(1);
    await sweep.run();
    expect(await sessions.get(session.id)).toBeNull();
  });
});
