import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ProviderDirectory } from '../../federation/index';
import { createTestApp, type TestApp } from '../../testing/create-test-app';
import { DiscoveryDirectory } from '../discovery-directory';
import { logoPath } from '../logo-hash';
import { aListing } from '../testing/a-listing';
import { SetDirectory } from '../testing/set-directory';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('logos of identity providers', () => {
  const directory = new SetDirectory();
  let test: TestApp;
  let server: Server;
  let origin: string;
  let asked: string[] = [];
  let answers: Record<string, string | Buffer> = {};
  beforeAll(async () => {
    server = createServer((request, answer) => {
      asked.push(request.url ?? '');
      const body = answers[request.url ?? ''];
      answer.writeHead(body === undefined ? 404 : 200, { 'content-type': 'image/png' }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    test = await createTestApp({
      override: (builder) => builder.overrideProvider(ProviderDirectory).useValue(directory),
    });
  });
  afterAll(async () => {
    await test?.close();
    server.closeAllConnections();
    server.close();
  });
  beforeEach(() => {
    asked = [];
    answers = {};
  });

  const know = async (url: string, more: Parameters<typeof aListing>[1] = { practice: true }) => {
    directory.set(aListing('University', { logos: [{ url, width: 80, height: 80 }], ...more }));
    await test.app.get(DiscoveryDirectory).upToDate();
  };
  const get = (url: string) => test.request(logoPath(url));
  const code = async (answer: Response) => ((await answer.json()) as { code: string }).code;

  it('should be fetched once, and served with the type of their bytes', async () => {
    const url = `${origin}/a.png`;
    answers['/a.png'] = PNG;
    await know(url);
    const [one, other] = await Promise.all([get(url), get(url)]);
    expect(Buffer.from(await one.arrayBuffer())).toEqual(PNG);
    expect(one.headers.get('content-type')).toBe('image/png');
    expect(one.headers.get('cache-control')).toBe('public, max-age=604800');
    expect(one.headers.get('x-content-type-options')).toBe('nosniff');
    expect(other.status).toBe(200);
    expect((await get(url)).status).toBe(200);
    expect(asked).toEqual(['/a.png']);
  });

  it('should be locked in when they are drawings', async () => {
    const url = `${origin}/a.svg`;
    answers['/a.svg'] = SVG;
    await know(url);
    const answer = await get(url);
    expect(answer.headers.get('content-type')).toBe('image/svg+xml');
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  });

  it('should be read from the metadata itself', async () => {
    const url = `data:image/png;base64,${PNG.toString('base64')}`;
    await know(url, { practice: false });
    expect(Buffer.from(await (await get(url)).arrayBuffer())).toEqual(PNG);
    for (const broken of [
      'data:image/svg+xml,%E0%A4%A',
      'data:,',
      'data:text/html,<html>',
      'data:image/png',
    ]) {
      await know(broken, { practice: false });
      expect(await code(await get(broken))).toBe('logo-unavailable');
    }
  });

  it('should not be what only says it is a picture', async () => {
    const url = `${origin}/page.png`;
    answers['/page.png'] = '<!DOCTYPE html><script>alert(1)</script>';
    await know(url);
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await code(answer)).toBe('logo-unavailable');
  });

  it('should be asked for again an hour after they could not be had', async () => {
    const url = `${origin}/late.png`;
    await know(url);
    expect((await get(url)).status).toBe(404);
    answers['/late.png'] = PNG;
    expect((await get(url)).status).toBe(404);
    test.clock.advance(HOUR);
    expect((await get(url)).status).toBe(200);
    expect(asked).toEqual(['/late.png', '/late.png']);
  });

  it('should be served while an old one is fetched again', async () => {
    const url = `${origin}/new.png`;
    answers['/new.png'] = PNG;
    await know(url);
    await get(url);
    test.clock.advance(8 * DAY);
    answers['/new.png'] = Buffer.concat([PNG, PNG]);
    const old = await get(url);
    expect(Buffer.from(await old.arrayBuffer())).toEqual(PNG);
    await expect
      .poll(async () => Buffer.from(await (await get(url)).arrayBuffer()).length)
      .toBe(2 * PNG.length);
  });

  it('should never be fetched for an address that no provider has', async () => {
    answers['/other.png'] = PNG;
    await know(`${origin}/mine.png`);
    expect(await code(await get(`${origin}/other.png`))).toBe('logo-unavailable');
    for (const hash of ['..%2f..%2fetc%2fpasswd', 'a', '%00', 'a'.repeat(5_000)]) {
      expect((await test.request(`/api/sign-in/logos/${hash}`)).status).toBe(404);
    }
    expect(asked).toEqual([]);
  });

  it('should never be fetched from inside this network for a provider that is not a practice one', async () => {
    answers['/inside.png'] = PNG;
    for (const url of [`${origin}/inside.png`, `${origin.replace('http:', 'https:')}/inside.png`]) {
      await know(url, { practice: false });
      expect(await code(await get(url))).toBe('logo-unavailable');
    }
    expect(asked).toEqual([]);
  });

  it('should be gone with a provider that is switched off', async () => {
    const url = `${origin}/off.png`;
    answers['/off.png'] = PNG;
    await know(url, { practice: true, enabled: false });
    expect((await get(url)).status).toBe(404);
  });
});
