import { auditPageSchema, auditQuerySchema } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Settings, settingsSchema } from '../config/index';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { Clock, Log, Schedule } from '../platform/index';
import { AuditRecorder } from './audit-recorder';
import { ReadAuditPage } from './read-audit-page';
import { VerifyAuditChain } from './verify-audit-chain';
import { WatchAuditChain } from './watch-audit-chain';

describe.each(scratchEngines)('reading the trail on %s', (engine) => {
  let database: ScratchDatabase;
  let page: ReadAuditPage;
  beforeAll(async () => {
    database = await openScratchDatabase(engine, entities);
    const clock = new Clock();
    const log = new Log(
      new Settings(
        settingsSchema.parse({ VIRLAB_PUBLIC_URL: 'http://localhost:1', VIRLAB_LOG_LEVEL: 'silent' }),
      ),
    );
    const verify = new VerifyAuditChain(database.source, clock);
    page = new ReadAuditPage(database.source, new WatchAuditChain(verify, clock, new Schedule(log), log));
    const recorder = new AuditRecorder(database.source, clock);
    for (let index = 1; index <= 5; index++) {
      await recorder.record({
        kind: index === 3 ? 'machine.state' : 'machine.action',
        actor: { displayName: `Ana ${index}`, as: 'student' },
        facts: { share: index === 2 ? '100%_done!' : '50 percent' },
      });
    }
    await recorder.record({ kind: 'sign-in.refused', outcome: 'refused', code: 'saml-audience' });
  });
  afterAll(() => database.drop());

  const read = (query: Record<string, unknown>) => page.run(auditQuerySchema.parse(query));
  const sequences = async (query: Record<string, unknown>) =>
    (await read(query)).events.map(({ sequence }) => sequence);

  it('should answer newest first, a page at a time, without gaps or repeats', async () => {
    const first = await read({ limit: '4' });
    expect(first.events.map(({ sequence }) => sequence)).toEqual([6, 5, 4, 3]);
    expect(first.next).toBe(3);
    const second = await read({ limit: '4', before: String(first.next) });
    expect(second.events.map(({ sequence }) => sequence)).toEqual([2, 1]);
    expect(second.next).toBeUndefined();
  });

  it('should answer what its contract says, with the state of the chain', async () => {
    const answer = auditPageSchema.parse(await read({}));
    expect(answer.chain).toMatchObject({ unbroken: true, events: 6 });
    expect(answer.events[0]).toMatchObject({ outcome: 'refused', code: 'saml-audience' });
  });

  it('should take a kind as a whole or as its room', async () => {
    expect(await sequences({ kind: 'machine.state' })).toEqual([3]);
    expect(await sequences({ kind: 'machine' })).toEqual([5, 4, 3, 2, 1]);
    expect(await sequences({ kind: 'machin' })).toEqual([]);
    expect(await sequences({ kind: '%' })).toEqual([]);
  });

  it('should find all of the free words, whatever their letter case', async () => {
    expect(await sequences({ search: 'ANA percent' })).toEqual([5, 4, 3, 1]);
    expect(await sequences({ search: 'ana 2' })).toEqual([2]);
  });

  it('should take signs of LIKE for themselves', async () => {
    expect(await sequences({ search: '100%_done!' })).toEqual([2]);
    expect(await sequences({ search: '_' })).toEqual([2]);
    expect(await sequences({ search: '%' })).toEqual([2]);
  });

  it('should refuse a query of the wrong shape', () => {
    expect(auditQuerySchema.safeParse({ before: '-1' }).success).toBe(false);
    expect(auditQuerySchema.safeParse({ limit: '201' }).success).toBe(false);
  });
});
