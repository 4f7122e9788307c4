import type { EntityManager } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  openScratchDatabase,
  type ScratchDatabase,
  scratchEngines,
} from '../database/testing/scratch-database';
import { entities } from '../entities';
import { Clock } from '../platform/index';
import { chainHash } from './audit-chain';
import { AuditEventEntity } from './audit-event.entity';
import { AuditHeadEntity } from './audit-head.entity';
import { AuditRecorder } from './audit-recorder';
import { VerifyAuditChain } from './verify-audit-chain';

/** More than one batch, so that breaks between batches are tried too. */
const EVENTS = 1100;

const attacks: { attack: string; brokenAt: number; run: (manager: EntityManager) => Promise<unknown> }[] = [
  {
    attack: 'a changed outcome',
    brokenAt: 7,
    run: (manager) => manager.update(AuditEventEntity, 7, { outcome: 'refused' }),
  },
  {
    attack: 'a changed fact',
    brokenAt: 500,
    run: (manager) => manager.update(AuditEventEntity, 500, { facts: { index: 'other' } }),
  },
  {
    attack: 'an event taken out',
    brokenAt: 501,
    run: (manager) => manager.delete(AuditEventEntity, 501),
  },
  {
    attack: 'a changed event with a hash that fits it',
    brokenAt: 12,
    run: async (manager) => {
      const event = await manager.findOneByOrFail(AuditEventEntity, { sequence: 11 });
      const forged = { ...event, actorName: 'nobody' };
      await manager.update(AuditEventEntity, 11, { ...forged, hash: chainHash(event.previousHash, forged) });
    },
  },
  {
    attack: 'two events that changed places',
    brokenAt: 20,
    run: async (manager) => {
      await manager.update(AuditEventEntity, 20, { sequence: 100_000 });
      await manager.update(AuditEventEntity, 21, { sequence: 20 });
      await manager.update(AuditEventEntity, 100_000, { sequence: 21 });
    },
  },
  {
    attack: 'the newest events cut off',
    brokenAt: EVENTS - 1,
    run: (manager) => manager.delete(AuditEventEntity, [EVENTS, EVENTS - 1]),
  },
  {
    attack: 'the last event replaced as a whole',
    brokenAt: EVENTS,
    run: async (manager) => {
      const event = await manager.findOneByOrFail(AuditEventEntity, { sequence: EVENTS });
      const forged = { ...event, actorName: 'nobody' };
      await manager.update(AuditEventEntity, EVENTS, {
        ...forged,
        hash: chainHash(event.previousHash, forged),
      });
    },
  },
  {
    attack: 'an event put in at the beginning',
    brokenAt: 1,
    run: async (manager) => {
      const event = await manager.findOneByOrFail(AuditEventEntity, { sequence: 1 });
      await manager.insert(AuditEventEntity, { ...event, sequence: 0 });
      await manager.update(AuditEventEntity, 1, { previousHash: event.hash });
    },
  },
  { attack: 'a missing head', brokenAt: EVENTS + 1, run: (manager) => manager.clear(AuditHeadEntity) },
];

describe.each(scratchEngines)('verifying the trail on %s', (engine) => {
  let database: ScratchDatabase;
  beforeAll(async () => {
    database = await openScratchDatabase(engine, entities);
    const recorder = new AuditRecorder(database.source, new Clock());
    await database.source.transaction(async (manager) => {
      for (let index = 1; index <= EVENTS; index++) {
        await recorder.record({ kind: 'machine.action', facts: { index: String(index) } }, manager);
      }
    });
  });
  afterAll(() => database.drop());

  const verify = () => new VerifyAuditChain(database.source, new Clock()).run();

  it('should find a trail whole that nobody touched', async () => {
    expect(await verify()).toMatchObject({ unbroken: true, events: EVENTS });
  });

  it.each(attacks)('should tell where $attack broke the trail', async ({ run, brokenAt }) => {
    const events = await database.source.getRepository(AuditEventEntity).find();
    const heads = await database.source.getRepository(AuditHeadEntity).find();
    await run(database.source.manager);
    const found = await verify();
    await database.source.getRepository(AuditEventEntity).clear();
    await database.source.manager.insert(AuditEventEntity, events.slice(0, 600));
    await database.source.manager.insert(AuditEventEntity, events.slice(600));
    await database.source.manager.upsert(AuditHeadEntity, heads, ['id']);
    expect(found).toMatchObject({ unbroken: false, brokenAt });
  });
});
