import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../entities';
import { schemaDrift } from './data-source';
import { isDuplicateKey } from './duplicate-key';
import { IdentityProviderEntity } from '../federation/index';
import { UserEntity } from '../identity/index';
import { Installation } from '../servers/index';
import { openScratchDatabase, type ScratchDatabase, scratchEngines } from './testing/scratch-database';

const schemas = scratchEngines.flatMap((engine) => [
  { engine, how: 'as the migrations make it', copied: false },
  { engine, how: 'as specs copy it', copied: true },
]);

describe.each(schemas)('the schema on $engine, $how', ({ engine, copied }) => {
  let scratch: ScratchDatabase;
  let source: DataSource;
  beforeAll(async () => {
    scratch = await openScratchDatabase(engine, entities, { copied });
    source = scratch.source;
  });
  afterAll(() => scratch.drop());

  it('should be what the entities say', async () => {
    expect(await schemaDrift(source)).toEqual([]);
  });

  it('should compare identifiers byte for byte', async () => {
    const providers = source.getRepository(IdentityProviderEntity);
    const row = (entityId: string) => ({
      entityId,
      title: 't',
      domain: null,
      supportUrl: null,
      metadataXml: 'x'.repeat(200_000),
      enabled: true,
      practice: false,
      signsAssertionOnly: false,
      allowsCbc: false,
      updatedAt: new Date(1_234_567_890_123),
    });
    for (const entityId of ['urn:idp', 'URN:IDP', 'urn:idp ', 'urn:ídp'])
      await providers.insert(row(entityId));
    expect(await providers.count()).toBe(4);
    const found = await providers.findOneByOrFail({ entityId: 'URN:IDP' });
    expect(found.updatedAt).toEqual(new Date(1_234_567_890_123));
    expect(found.metadataXml.length).toBe(200_000);
    expect(found.enabled).toBe(true);
    const failure = await providers.insert(row('urn:idp')).catch((error: unknown) => error);
    expect(isDuplicateKey(failure)).toBe(true);
  });

  it('should keep what others wrote when one transaction is rolled back', async () => {
    const user = (id: string) => ({ id, displayName: id, createdAt: new Date(0), lastSignInAt: null });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const first = source.transaction(async (manager) => {
      await manager.insert(UserEntity, user('a'));
      await held;
      throw new Error('rolled back');
    });
    const others = Promise.all([
      source.getRepository(UserEntity).insert(user('b')),
      source.transaction((manager) => manager.insert(UserEntity, user('c'))),
    ]);
    release();
    await expect(first).rejects.toThrow('rolled back');
    await others;
    const left = await source.getRepository(UserEntity).find({ order: { id: 'ASC' } });
    expect(left.map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('should draw a mark for the installation, which it keeps', async () => {
    const { mark } = await Installation.read(source);
    expect(mark).toMatch(/^[0-9a-f]{16}$/);
    await source.runMigrations();
    expect((await Installation.read(source)).mark).toBe(mark);
  });

  it('should go down to nothing and up again', async () => {
    await source.undoLastMigration();
    await source.runMigrations();
    expect(await schemaDrift(source)).toEqual([]);
  });
});
