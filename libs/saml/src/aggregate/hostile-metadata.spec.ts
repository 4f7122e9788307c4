import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MetadataRefusal } from '../metadata/metadata-refusal';
import { madeUpAggregate } from '../testing/aggregate/made-up-aggregate';
import { hostileMetadata } from '../testing/hostile-metadata/index';
import {
  MD,
  ROOT_ID,
  signedMetadata,
  twoEntities,
  VALID_UNTIL,
} from '../testing/hostile-metadata/signed-metadata';
import { unusableEntities } from '../testing/hostile-metadata/unusable-entities';
import { entityXml } from '../testing/metadata-shape';
import { type TestParties, testParties } from '../testing/test-parties';
import type { IndexedProvider } from './indexed-provider';
import { readAggregate } from './read-aggregate';
import { readIndexedProvider } from './read-indexed-provider';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('metadata that somebody wrote to do harm', () => {
  let parties: TestParties;
  let folder: string;
  beforeAll(async () => {
    parties = await testParties();
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-metadata-'));
    writeFileSync(path.join(folder, 'key.pem'), parties.idpKey.certificatePem);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const signers = () => ({ federation: parties.idpKey, stranger: parties.strangerKey });

  async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += size)
      yield await Promise.resolve(bytes.subarray(at, at + size));
  }

  async function read(document: string | Buffer, chunk = 65_536) {
    const providers: IndexedProvider[] = [];
    const report = await readAggregate(inChunks(Buffer.from(document), chunk), {
      trustedCertificates: [parties.idpKey.certificatePem],
      now: NOW,
      maxValidityDays: 28,
      onProvider: (provider) => void providers.push(provider),
    });
    return { report, providers };
  }

  async function refusalOf(document: string | Buffer, chunk?: number): Promise<MetadataRefusal> {
    const thrown: unknown = await read(document, chunk).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (thrown instanceof MetadataRefusal) return thrown;
    throw thrown ?? new Error('it was taken');
  }

  function xmlsecVerdict(document: string | Buffer): 'refuses' | 'verifies' {
    const file = path.join(folder, 'document.xml');
    writeFileSync(file, document);
    const ids = ['EntitiesDescriptor', 'EntityDescriptor'].flatMap((name) => [
      '--id-attr:ID',
      `${MD}:${name}`,
    ]);
    try {
      execFileSync('xmlsec1', ['--verify', '--pubkey-cert-pem', path.join(folder, 'key.pem'), ...ids, file], {
        stdio: 'pipe',
      });
      return 'verifies';
    } catch {
      return 'refuses';
    }
  }

  it.each(hostileMetadata.map((one) => [one.name, one] as const))('should refuse %s', async (_, hostile) => {
    const document = hostile.make(signers());
    expect((await refusalOf(document)).code).toBe(hostile.code);
    expect((await refusalOf(document, 61)).code).toBe(hostile.code);
    expect(xmlsecVerdict(document)).toBe(hostile.xmlsec);
  });

  it.each(unusableEntities.map((one) => [one.name, one] as const))(
    'should pass over an entity %s, say so, and use the others',
    async (_, { code, make }) => {
      const document = signedMetadata(parties.idpKey, {
        body: `${twoEntities(parties.idpKey)}${make(signers())}`,
      });
      const { report, providers } = await read(document);
      expect(providers.map(({ entityId }) => entityId)).toEqual([
        'https://idp.one.example',
        'https://idp.two.example',
      ]);
      expect(report).toMatchObject({
        refusedCount: 1,
        refused: [{ code }],
        providerCount: 2,
        entityCount: 3,
      });
      expect(xmlsecVerdict(document)).toBe('verifies');
    },
  );

  it('should refuse a document that ends early, wherever that is', async () => {
    const whole = signedMetadata(parties.idpKey);
    for (let part = 1; part < 40; part += 1) {
      const cut = whole.slice(0, Math.floor((whole.length * part) / 40));
      expect((await refusalOf(cut)).code).toMatch(/^metadata-(malformed|signature-malformed)$/);
    }
  });

  it('should say after any single change of a byte what xmlsec1 says, or be stricter', async () => {
    // KeyInfo is not looked at: no key is taken from there, so nothing in it changes anything.
    const whole = Buffer.from(signedMetadata(parties.idpKey, { shape: { keyInfo: false } }));
    for (let at = 7; at < whole.length; at += Math.ceil(whole.length / 60)) {
      const changed = Buffer.from(whole);
      changed[at] = (whole[at] ?? 0) ^ 1;
      const verdict = await read(changed).then(
        () => 'verifies',
        (error: unknown) => (error instanceof MetadataRefusal ? 'refuses' : String(error)),
      );
      if (verdict === 'verifies') {
        expect(xmlsecVerdict(changed)).toBe('verifies');
      } else expect(verdict).toBe('refuses');
    }
  });

  describe('and what only looks like it', () => {
    const lookAlikes: [string, (federation: TestParties['idpKey']) => string | Buffer][] = [
      [
        'prefixes named in InclusiveNamespaces',
        (key) => signedMetadata(key, { inclusivePrefixes: 'md ds #default' }),
      ],
      [
        'SHA-512',
        (key) =>
          signedMetadata(key, {
            digestName: 'sha512',
            shape: {
              digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha512',
              signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
              signatureName: 'RSA-SHA512',
            },
          }),
      ],
      ['no KeyInfo', (key) => signedMetadata(key, { shape: { keyInfo: false } })],
      [
        'comments and CDATA',
        (key) =>
          signedMetadata(key, {
            body: `<!-- made today -->${twoEntities(key)}<md:Extensions><![CDATA[<x>]]></md:Extensions>`,
          }),
      ],
      [
        'line ends of Windows',
        (key) => signedMetadata(key, { body: `\n${twoEntities(key)}\n` }).replaceAll('\n<', '\r\n<'),
      ],
      ['a byte order mark', (key) => `\uFEFF${signedMetadata(key)}`],
      [
        'base64 with line breaks',
        (key) =>
          signedMetadata(key).replace(
            /(<ds:SignatureValue>)([^<]+)/,
            (_, tag: string, value: string) => tag + (value.match(/.{1,64}/g)?.join('\n') ?? ''),
          ),
      ],
      [
        'a group in a group',
        (key) =>
          signedMetadata(key, {
            body: `<md:EntitiesDescriptor validUntil="2026-11-30T00:00:00Z">${twoEntities(key)}</md:EntitiesDescriptor>`,
          }),
      ],
      [
        'a default namespace',
        (key) =>
          signedMetadata(key, {
            element: 'EntitiesDescriptor',
            attributes: `xmlns="${MD}" ID="${ROOT_ID}" validUntil="${VALID_UNTIL}"`,
          }),
      ],
    ];
    it.each(lookAlikes)('should take %s', async (_, make) => {
      const document = make(parties.idpKey);
      expect(xmlsecVerdict(document)).toBe('verifies');
      for (const chunk of [65_536, 13]) expect((await read(document, chunk)).providers).toHaveLength(2);
    });

    it('should take one entity that is the document itself', async () => {
      const [start = '', ...rest] = entityXml(parties.idpKey.certificatePem).split('>');
      const document = signedMetadata(parties.idpKey, {
        element: 'md:EntityDescriptor',
        attributes: start.replace('<md:EntityDescriptor', `ID="${ROOT_ID}" validUntil="${VALID_UNTIL}"`),
        body: rest.join('>').replace(/<\/md:EntityDescriptor>$/, ''),
      });
      const { report, providers } = await read(document);
      expect(report).toMatchObject({ entityCount: 1, providerCount: 1 });
      const [provider] = providers;
      const bytes = Buffer.from(document).subarray(
        provider?.offset,
        (provider?.offset ?? 0) + (provider?.length ?? 0),
      );
      expect(readIndexedProvider(bytes, provider!, [], NOW).entityId).toBe(provider?.entityId);
    });
  });

  it('should count the earliest end of validity around a provider', async () => {
    const inner = `<md:EntitiesDescriptor validUntil="2026-11-30T00:00:00Z">${twoEntities(parties.idpKey)}</md:EntitiesDescriptor>`;
    const { providers } = await read(signedMetadata(parties.idpKey, { body: inner }));
    expect(providers.map(({ validUntil }) => validUntil)).toEqual(Array(2).fill('2026-11-30T00:00:00.000Z'));
  });

  it('should read a provider from its place only while the bytes there are those that were verified', async () => {
    const text = [...madeUpAggregate(parties.idpKey, { providers: 3 })].join('');
    const { providers, report } = await read(text);
    const [, second] = providers;
    const bytes = Buffer.from(text).subarray(second!.offset, second!.offset + second!.length);
    const context = report.contexts[second!.context] ?? [];
    expect(readIndexedProvider(bytes, second!, context, NOW)).toMatchObject({
      entityId: second!.entityId,
      scopes: second!.scopes,
      validUntil: '2026-12-06T00:00:00.000Z',
    });
    const changed = Buffer.from(bytes.toString().replace('regexp="false"', 'regexp="true" '));
    expect(() => readIndexedProvider(changed, second!, context, NOW)).toThrow(/not those that were verified/);
    expect(() => readIndexedProvider(bytes, second!, context, new Date('2026-12-06T00:00:00Z'))).toThrow(
      /was valid until/,
    );
  });
});
