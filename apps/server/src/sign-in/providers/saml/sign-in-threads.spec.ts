import { setImmediate as turn } from 'node:timers/promises';
import { SamlRefusal } from '@virlab/saml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../../config/index';
import { SaveIdentityProvider } from '../../../federation/index';
import { Log, WorkerPool } from '../../../platform/index';
import { buildWorker, BuiltWorkerPool } from '../../../testing/built-worker';
import { createTestApp, type TestApp } from '../../../testing/create-test-app';
import { TestIdentityProvider } from '../../../testing/test-identity-provider';
import { testKey } from '../../../testing/test-keys';
import { SamlProvider } from './saml.provider';
import { readResponseEnvelopeTask } from './worker-tasks/read-response-envelope';

const SUBJECT_ID = 'urn:oasis:names:tc:SAML:attribute:subject-id';
const silent = new Log(readSettings({ VIRLAB_PUBLIC_URL: 'http://localhost', VIRLAB_LOG_LEVEL: 'silent' }));

/** As large as a message may be: as many elements as may be, one long text, and only at its end what forbids it. */
function largestMessage(): string {
  const attributes =
    '<saml:Attribute Name="a"><saml:AttributeValue>b</saml:AttributeValue></saml:Attribute>'.repeat(2_400);
  const head =
    '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" InResponseTo="_q"><saml:Assertion ID="_a">';
  const tail = '<saml:Advice ID="_r"/></saml:Assertion></samlp:Response>';
  const filler = 'x'.repeat(512 * 1024 - head.length - attributes.length - tail.length);
  return Buffer.from(`${head}${attributes}${filler}${tail}`).toString('base64');
}

/** How often the server could have done something else until the work was over. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  void work.catch(() => undefined).finally(() => (isOver = true));
  while (!isOver) {
    await turn();
    turns += 1;
  }
  return turns;
}

describe('sign-in in threads of their own', () => {
  let built: Awaited<ReturnType<typeof buildWorker>>;
  let pool: BuiltWorkerPool;
  let test: TestApp;
  beforeAll(async () => {
    built = await buildWorker();
    pool = new BuiltWorkerPool(silent, built.entry);
    test = await createTestApp({
      override: (builder) => builder.overrideProvider(WorkerPool).useValue(pool),
    });
  });
  afterAll(async () => {
    await test.close();
    built.remove();
  });

  it('should leave the server free while a message as large as may be is refused', async () => {
    const body = { SAMLResponse: largestMessage() };
    await pool.run(readResponseEnvelopeTask, body).catch(() => undefined);
    const refused = pool.run(readResponseEnvelopeTask, body);
    const turns = await turnsDuring(refused);
    await expect(refused).rejects.toBeInstanceOf(SamlRefusal);
    await expect(refused).rejects.toMatchObject({ code: 'id-repeated' });
    const inProcess = new WorkerPool(silent).run(readResponseEnvelopeTask, body);
    expect(turns).toBeGreaterThan(20 * (await turnsDuring(inProcess)));
  });

  it('should sign somebody in, and tell a refused one by its code', async () => {
    const idp = new TestIdentityProvider('https://idp.uni.example/idp', await testKey(), () =>
      test.clock.now(),
    );
    const save = test.app.get(SaveIdentityProvider, { strict: false });
    await save.run({ metadataXml: idp.metadataXml }, test.source.manager);
    const provider = test.app.get(SamlProvider, { strict: false });
    const answer = async (audience?: string) => {
      const start = await provider.begin({ issuer: idp.entityId, target: '/' });
      const response = idp.respond(idp.read(start.redirectTo), {
        attributes: [[SUBJECT_ID, 'ana7@uni.example']],
        ...(audience ? { audience } : {}),
      });
      return provider.complete({ fields: { SAMLResponse: response }, cookie: () => start.cookie.value });
    };
    expect((await answer()).identity).toMatchObject({ identifier: 'ana7@uni.example' });
    await expect(answer('https://other.example')).rejects.toMatchObject({
      name: 'VirlabError',
      code: 'saml-audience',
      context: { reason: 'audience-mismatch' },
    });
  });
});
