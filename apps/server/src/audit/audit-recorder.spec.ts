import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { Clock, withRequestContext } from '../platform/index';
import { AuditEventEntity } from './audit-event.entity';
import { AuditRecorder } from './audit-recorder';
import { BEFORE_THE_FIRST, chainHash } from './audit-chain';

describe.each(scratchEngines)('recording on %s', (engine) => {
  let database: ScratchDatabase;
  let source: DataSource;
  let recorder: AuditRecorder;
  beforeAll(async () => {
    database = await openScratchDatabase(engine, entities);
    ({ source } = database);
    recorder = new AuditRecorder(source, new Clock());
  });
  afterAll(() => database.drop());

  const trail = () => source.getRepository(AuditEventEntity).find({ order: { sequence: 'ASC' } });

  it('should keep the chain whole under 200 concurrent records, half of them inside other transactions', async () => {
    await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const event = { kind: 'machine.action', facts: { index: String(index) } } as const;
        if (index % 2 === 0) return recorder.record(event);
        return source.transaction((manager) => recorder.record(event, manager));
      }),
    );
    const events = await trail();
    expect(events.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 200 }, (_, index) => index + 1),
    );
    let previous = BEFORE_THE_FIRST;
    for (const event of events) {
      expect(event.previousHash).toBe(previous);
      expect(event.hash).toBe(chainHash(previous, event));
      previous = event.hash;
    }
    expect(new Set(events.map(({ facts }) => facts['index'])).size).toBe(200);
  });

  it('should leave no gap when the transaction around a record is undone', async () => {
    const before = (await trail()).length;
    const undone = source.transaction(async (manager) => {
      await recorder.record({ kind: 'machine.action' }, manager);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    await recorder.record({ kind: 'session.started' });
    expect((await trail()).map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: before + 1 }, (_, index) => index + 1),
    );
  });

  it('should hash what the database keeps of texts that do not fit', async () => {
    const long = `${'x'.repeat(511)}\u{1F600}`;
    await recorder.record({
      kind: 'person.viewed',
      actor: { displayName: 'half \uD83D pair', as: 'identity-admin' },
      subject: { kind: 'person', id: long, title: `${long} ` },
      facts: { 'ključ ': 'vrijednost \uDE00', b: '2', a: '1' },
    });
    const last = (await trail()).at(-1)!;
    expect(last.actorName).toBe('half \uFFFD pair');
    expect(last.subjectId).toBe(`${'x'.repeat(511)}\uFFFD`);
    expect(last.hash).toBe(chainHash(last.previousHash, last));
  });

  it('should take address, port and reference from the request, and be Virlab itself by default', async () => {
    await withRequestContext({ requestId: 'abcdef0123456789', address: '192.0.2.7', port: 51234 }, () =>
      recorder.record({ kind: 'console.opened' }),
    );
    expect((await trail()).at(-1)).toMatchObject({
      address: '192.0.2.7',
      port: 51234,
      requestId: 'abcdef0123456789',
      actorId: null,
      actorName: 'Virlab',
      actorAs: 'system',
      outcome: 'ok',
    });
  });
});
