import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeUpAggregate } from '../testing/aggregate/made-up-aggregate';
import { type TestParties, testParties } from '../testing/test-parties';
import type { IndexedProvider, IndexedServiceProvider } from './indexed-provider';
import { readAggregate } from './read-aggregate';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('readAggregate', () => {
  let parties: TestParties;
  let folder: string;
  beforeAll(async () => {
    parties = await testParties();
    folder = mkdtempSync(path.join(tmpdir(), 'virlab-aggregate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size)
      yield await Promise.resolve(bytes.subarray(at, at + size));
  }

  async function read(text: string, { trusted = parties.idpKey.certificatePem, chunk = 65_536 } = {}) {
    const providers: IndexedProvider[] = [];
    const services: IndexedServiceProvider[] = [];
    const report = await readAggregate(inChunks(text, chunk), {
      trustedCertificates: [trusted],
      now: NOW,
      maxValidityDays: 28,
      onProvider: (provider) => void providers.push(provider),
      onServiceProvider: (service) => void services.push(service),
    });
    return { report, providers, services };
  }

  const aggregate = (providers = 5, services = 0) =>
    [...madeUpAggregate(parties.idpKey, { providers, services })].join('');

  it('should read what xmlsec1 verifies', async () => {
    const text = aggregate(20, 2);
    const file = path.join(folder, 'a.xml');
    const key = path.join(folder, 'k.pem');
    writeFileSync(file, text);
    writeFileSync(key, parties.idpKey.certificatePem);
    execFileSync(
      'xmlsec1',
      ['--verify', '--pubkey-cert-pem', key, '--id-attr:ID', 'EntitiesDescriptor', file],
      { stdio: 'pipe' },
    );
    const { report, providers, services } = await read(text);
    expect(report).toMatchObject({
      entityCount: 22,
      providerCount: 20,
      refusedCount: 0,
      cacheDurationMs: 6 * 3_600_000,
    });
    expect(providers[3]).toMatchObject({ names: expect.any(Array) as unknown });
    expect(services).toHaveLength(2);
    const first = providers[0]!;
    const bytes = Buffer.from(text)
      .subarray(first.offset, first.offset + first.length)
      .toString();
    expect(bytes).toMatch(/^<md:EntityDescriptor[^]*<\/md:EntityDescriptor>$/);
  });
});
