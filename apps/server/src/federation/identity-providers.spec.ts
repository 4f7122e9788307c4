import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from '../config/index';
import { openScratchDatabase, type ScratchDatabase } from '../database/testing/scratch-database';
import { entities } from '../entities';
import { SettableClock } from '../testing/settable-clock';
import { TestIdentityProvider } from '../testing/test-identity-provider';
import { testKey } from '../testing/test-keys';
import { Bus, Log, WorkerPool } from '../platform/index';
import { AskMetadataService } from './ask-metadata-service';
import { FederationCopies } from './federation-copies';
import { IdentityProviderEntity } from './identity-provider.entity';
import { IdentityProviders } from './identity-providers';
import { SaveIdentityProvider } from './save-identity-provider';

const ENTITY_ID = 'https://idp.uni.example/idp';

describe('the directory of identity providers', () => {
  const clock = new SettableClock();
  const settings = readSettings({
    VIRLAB_PUBLIC_URL: 'http://127.0.0.1:1',
    VIRLAB_LOG_LEVEL: 'silent',
    VIRLAB_DATA_DIR: '/nowhere',
  });
  const log = new Log(settings);
  const bus = new Bus(log);
  const save = new SaveIdentityProvider(clock, bus);
  let scratch: ScratchDatabase;
  let providers: IdentityProviders;
  let metadataXml: string;
  beforeAll(async () => {
    scratch = await openScratchDatabase('SQLite', entities);
    const copies = new FederationCopies(settings, scratch.source, clock, log);
    providers = new IdentityProviders(
      scratch.source,
      clock,
      copies,
      new AskMetadataService(settings, clock, log, bus, new WorkerPool(log)),
    );
    metadataXml = new TestIdentityProvider(ENTITY_ID, await testKey(), () => clock.now()).metadataXml;
  });
  afterAll(() => scratch.drop());
  beforeEach(() => scratch.source.getRepository(IdentityProviderEntity).deleteAll());

  const run = (spec: Parameters<SaveIdentityProvider['run']>[0]) => save.run(spec, scratch.source.manager);

  it('should take what it is not told from the metadata', async () => {
    expect(await run({ metadataXml })).toBe('created');
    const { entity, metadata } = await providers.get(ENTITY_ID);
    expect(entity).toMatchObject({
      title: 'Example University',
      domain: 'uni.example',
      enabled: true,
      practice: false,
      signsAssertionOnly: false,
    });
    expect(metadata.scopes).toEqual(['uni.example']);
    expect(metadata.signingCertificates).toHaveLength(1);
  });

  it('should say what became of it', async () => {
    await run({ metadataXml, title: 'U' });
    expect(await run({ metadataXml, title: 'U' })).toBe('unchanged');
    expect(await run({ metadataXml, title: 'V', enabled: false })).toBe('changed');
    expect((await providers.get(ENTITY_ID)).entity).toMatchObject({ title: 'V', enabled: false });
    expect(await providers.list()).toHaveLength(1);
  });

  it('should read new metadata at the next use', async () => {
    await run({ metadataXml });
    const { metadata } = await providers.get(ENTITY_ID);
    expect((await providers.get(ENTITY_ID)).metadata).toBe(metadata);
    await run({ metadataXml: metadataXml.replace('>uni.example<', '>new.example<') });
    expect((await providers.get(ENTITY_ID)).metadata.scopes).toEqual(['new.example']);
  });

  it('should not know an identity provider by a name that is nearly its own', async () => {
    await run({ metadataXml });
    for (const entityId of [`${ENTITY_ID}/`, ENTITY_ID.toUpperCase(), `${ENTITY_ID} `, '']) {
      await expect(providers.get(entityId)).rejects.toMatchObject({ code: 'sign-in-unknown-provider' });
    }
  });

  it('should not use metadata past its end, even when it was read before', async () => {
    const until = new Date(clock.now().getTime() + 3_600_000).toISOString();
    await run({ metadataXml: metadataXml.replace(' entityID=', ` validUntil="${until}" entityID=`) });
    await providers.get(ENTITY_ID);
    clock.advance(3_600_000);
    await expect(providers.get(ENTITY_ID)).rejects.toMatchObject({
      code: 'sign-in-provider-unusable',
      context: { idp: ENTITY_ID },
    });
  });

  it('should refuse texts that it could not keep, all at once', async () => {
    const refused = run({ metadataXml, title: 't'.repeat(257), supportUrl: `https://${'u'.repeat(1024)}` });
    await expect(refused).rejects.toMatchObject({
      code: 'resource-invalid',
      errors: [{ path: 'title' }, { path: 'supportUrl' }],
    });
  });

  it.each([
    ['no XML', 'hello'],
    ['a DOCTYPE', '<!DOCTYPE x><x/>'],
    ['another document', '<x/>'],
  ])('should refuse %s, and keep nothing', async (_, xml) => {
    await expect(run({ metadataXml: xml })).rejects.toMatchObject({ code: 'resource-invalid' });
    expect(await providers.list()).toEqual([]);
  });
});
