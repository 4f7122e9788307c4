import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchMetadata } from './fetch-metadata';
import { MetadataServer } from './testing/metadata-server';

const limits = { bytes: 100_000, totalMs: 5_000, idleMs: 5_000 };

describe('fetchMetadata', () => {
  let server: MetadataServer;
  beforeAll(async () => {
    server = await MetadataServer.start();
  });
  afterAll(() => server.stop());

  async function fetchAll(given: Partial<Parameters<typeof fetchMetadata>[1]> = {}, address = server.origin) {
    const answer = await fetchMetadata(address, { accept: '*/*', allowsPrivate: true, limits, ...given });
    if (answer.status === 'unchanged') return 'unchanged';
    const pieces: Buffer[] = [];
    for await (const piece of answer.body) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }

  it('should inflate what comes', async () => {
    server.give(gzipSync('<a/>'), '"1"', { 'content-encoding': 'gzip' });
    expect(await fetchAll()).toBe('<a/>');
    expect(await fetchAll({ etag: '"1"' })).toBe('unchanged');
  });

  it('should not inflate more than it takes, however small it came', async () => {
    server.give(gzipSync(Buffer.alloc(50_000_000)), '"1"', { 'content-encoding': 'gzip' });
    await expect(fetchAll()).rejects.toMatchObject({ code: 'source-too-large' });
  });

  it('should not read on from a source that never ends', async () => {
    server.answer = (_, response) => {
      const more = () =>
        void (response.destroyed || (response.write('x'.repeat(10_000)), setImmediate(more)));
      more();
    };
    await expect(fetchAll()).rejects.toMatchObject({ code: 'source-too-large' });
  });

  it('should give up a source that hangs before its answer, and one that hangs in it', async () => {
    server.answer = () => undefined;
    const hasty = { ...limits, idleMs: 50 };
    await expect(fetchAll({ limits: hasty })).rejects.toMatchObject({ code: 'source-too-slow' });
    server.answer = (_, response) => void response.writeHead(200).write('<a>');
    await expect(fetchAll({ limits: hasty })).rejects.toMatchObject({ code: 'source-too-slow' });
    await expect(fetchAll({ limits: { ...limits, totalMs: 80 } })).rejects.toMatchObject({
      code: 'source-too-slow',
    });
  });

  it('should follow redirects within one origin, and not for ever', async () => {
    server.answer = (request, response) =>
      request.url === '/'
        ? void response.writeHead(302, { location: '/there' }).end()
        : void response.end('<a/>');
    expect(await fetchAll()).toBe('<a/>');
    server.answer = (_, response) => void response.writeHead(302, { location: '/' }).end();
    await expect(fetchAll()).rejects.toMatchObject({ code: 'source-redirected' });
    server.answer = (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    await expect(fetchAll()).rejects.toMatchObject({ code: 'source-redirected' });
  });

  it('should not ask inside of this network unless that is allowed', async () => {
    const before = server.requests.length;
    for (const address of [server.origin, server.origin.replace('127.0.0.1', 'localhost')]) {
      await expect(fetchAll({ allowsPrivate: false }, address)).rejects.toMatchObject({
        code: 'address-not-allowed',
      });
    }
    expect(server.requests.length).toBe(before);
  });
});
