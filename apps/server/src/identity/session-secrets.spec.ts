import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AuditEventEntity } from '../audit/index';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { SessionSecretEntity } from './session-secret.entity';
import { GRACE_MS, ISSUE_AGAIN_AFTER_MS, RENEW_AFTER_MS } from './session-secrets';
import { SessionWorld } from './testing/session-world';
import { UserEntity } from './user.entity';

describe.each(scratchEngines)('the secrets of a session on %s', (engine) => {
  let scratch: ScratchDatabase;
  let world: SessionWorld;
  let first: string;
  let sessionId: string;
  beforeAll(async () => (scratch = await openScratchDatabase(engine, entities)), 30_000);
  afterAll(() => scratch.drop());
  beforeEach(async () => {
    await scratch.source.getRepository(UserEntity).deleteAll();
    world = new SessionWorld(scratch);
    const { session, secret } = await world.open();
    first = secret;
    sessionId = session.id;
  });
  const wait = (milliseconds: number) => world.clock.advance(milliseconds);
  const rows = () => scratch.source.getRepository(SessionSecretEntity).findBy({ sessionId });
  const renewed = async (secret: string): Promise<string> => {
    wait(RENEW_AFTER_MS);
    const { next } = await world.ask(secret);
    expect(next).toMatch(/^[A-Za-z0-9_-]{43}$/);
    return next!;
  };

  it('should be renewed after ten minutes of use, not before', async () => {
    wait(RENEW_AFTER_MS - 1);
    expect(await world.ask(first)).toEqual({});
    wait(1);
    const { next } = await world.ask(first);
    expect(next).toBeDefined();
    expect(next).not.toBe(first);
    expect(await world.ask(next!)).toEqual({});
  });

  it('should not be renewed by what stays open', async () => {
    wait(RENEW_AFTER_MS);
    expect(await world.show(first)).toBeUndefined();
    expect(await rows()).toHaveLength(1);
  });

  it('should stay good while the answer with the new one is lost', async () => {
    await renewed(first);
    wait(ISSUE_AGAIN_AFTER_MS - 1);
    expect(await world.ask(first)).toEqual({});
    wait(1);
    const again = (await world.ask(first)).next!;
    expect(await world.ask(again)).toEqual({});
  });

  it('should be retired with its other children when one of them is shown', async () => {
    const lost = await renewed(first);
    wait(ISSUE_AGAIN_AFTER_MS);
    const got = (await world.ask(first)).next!;
    await world.ask(got);
    const retired = (await rows()).filter(({ retiredAt }) => retiredAt).length;
    expect(retired).toBe(2);
    wait(GRACE_MS);
    expect(await world.ask(lost)).toEqual({ refused: 'session-reused' });
  });

  it('should be taken for half a minute after it was retired, without a new one', async () => {
    const next = await renewed(first);
    await world.ask(next);
    wait(GRACE_MS - 1);
    expect(await world.ask(first)).toEqual({});
    expect(await world.ask(next)).toEqual({});
  });

  it('should end the session for both when it is shown later than that', async () => {
    const next = await renewed(first);
    await world.ask(next);
    wait(GRACE_MS);
    const notices: unknown[] = [];
    const stop = world.bus.hear((notice) => notices.push(notice));
    expect(await world.ask(first)).toEqual({ refused: 'session-reused' });
    stop();
    expect(await world.ask(next)).toEqual({ refused: 'session-reused' });
    expect(notices).toEqual([{ type: 'session-ended', sessionId, code: 'reused' }]);
    const events = await scratch.source.getRepository(AuditEventEntity).findBy({ kind: 'session.ended' });
    expect(events.at(-1)).toMatchObject({ facts: { why: 'reused' } });
  });

  it('should be noticed as reused also when an event stream or a console shows it', async () => {
    const next = await renewed(first);
    expect(await world.show(next)).toBeUndefined();
    wait(GRACE_MS);
    expect(await world.show(first)).toBe('session-reused');
  });

  it('should get one child of many requests at once', async () => {
    wait(RENEW_AFTER_MS);
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.ask(first)));
    expect(answers.filter(({ next }) => next)).toHaveLength(1);
    expect(answers.filter(({ refused }) => refused)).toEqual([]);
  });

  it('should let exactly one of two children win when both are shown at once', async () => {
    const one = await renewed(first);
    wait(ISSUE_AGAIN_AFTER_MS);
    const other = (await world.ask(first)).next!;
    const answers = await Promise.all([one, other, one, other].map((secret) => world.ask(secret)));
    expect(answers).toEqual([{}, {}, {}, {}]);
    const current = (await rows()).filter(({ retiredAt }) => !retiredAt);
    expect(current).toHaveLength(1);
    expect(current[0]?.firstUsedAt).toEqual(world.clock.now());
  });

  it('should be kept as hashes only, and be forgotten once the session has ended', async () => {
    const next = await renewed(first);
    await world.ask(next);
    const kept = JSON.stringify(await rows());
    for (const secret of [first, next]) expect(kept).not.toContain(secret);
    await world.secrets.sweep();
    expect(await rows()).toHaveLength(2);
    await world.sessions.end(sessionId, 'signed-out');
    wait(60 * 60_000 - 1);
    await world.secrets.sweep();
    expect(await rows()).toHaveLength(2);
    wait(1);
    await world.secrets.sweep();
    expect(await rows()).toHaveLength(1);
    expect(await world.ask(next)).toEqual({ refused: 'session-ended' });
  });

  it('should be read by one query that goes by a key, while nothing is due', async () => {
    const queries: string[] = [];
    const { logger } = scratch.source;
    scratch.source.logger = {
      logQuery: (query: string) => void queries.push(query),
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      logSchemaBuild: () => undefined,
      logMigration: () => undefined,
      log: () => undefined,
    };
    try {
      expect(await world.ask(first)).toEqual({});
    } finally {
      scratch.source.logger = logger;
    }
    const reads = queries.filter((query) => /^SELECT/i.test(query));
    expect(queries).toEqual(reads);
    expect(reads).toHaveLength(1);
    const explain = engine === 'SQLite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plan = await scratch.source.query(`${explain} ${reads[0]}`, ['x'.repeat(64)]);
    expect(JSON.stringify(plan)).not.toMatch(/"SCAN |"type":"(ALL|index)"/);
  });
});
