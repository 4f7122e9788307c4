import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchLogo, LARGEST_LOGO } from './fetch-logo';
import { LogoFault } from './logo-fault';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const practice = { practice: true };

describe('fetching a logo', () => {
  const asked: string[] = [];
  const routes: Record<string, RequestListener> = {
    '/logo.png': (_, answer) => answer.end(PNG),
    '/once': (_, answer) => answer.writeHead(302, { location: '/logo.png' }).end(),
    '/round': (_, answer) => answer.writeHead(302, { location: '/round' }).end(),
    '/file': (_, answer) => answer.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/secure': (_, answer) => answer.writeHead(302, { location: 'https://127.0.0.1/' }).end(),
    '/nowhere': (_, answer) => answer.writeHead(302, { location: 'http://[' }).end(),
    '/said-huge': (_, answer) => answer.writeHead(200, { 'content-length': LARGEST_LOGO + 1 }).end(),
    '/huge': (_, answer) => void answer.end(Buffer.alloc(LARGEST_LOGO + 1)),
    '/endless': (_, answer) => {
      const write = () => void (answer.writable && answer.write(Buffer.alloc(65_536), write));
      write();
    },
    '/zipped': (_, answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(PNG),
    '/gone': (_, answer) => answer.writeHead(404).end(),
    '/silent': () => undefined,
    '/slow': (_, answer) => void answer.write(PNG),
    '/broken': (_, answer) => {
      answer.writeHead(200, { 'content-length': 100 });
      answer.write(PNG, () => answer.destroy());
    },
  };
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    server = createServer((request, answer) => {
      asked.push(`${request.url} ${request.headers.cookie ?? ''}${request.headers.referer ?? ''}`);
      routes[request.url ?? '']?.(request, answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('should give the bytes, after a few redirects too', async () => {
    expect(await fetchLogo(`${origin}/logo.png`, practice)).toEqual(PNG);
    expect(await fetchLogo(`${origin}/once`, practice)).toEqual(PNG);
  });

  it('should say nothing about anybody', () => {
    expect(asked).toContain('/logo.png ');
  });

  it.each([
    ['/round', /more than 3 times/],
    ['/file', /scheme file:/],
    ['/secure', /another scheme/],
    ['/nowhere', /no address/],
    ['/said-huge', /too large/],
    ['/huge', /too large/],
    ['/endless', /too large/],
    ['/zipped', /compressed/],
    ['/gone', /status 404/],
    ['/broken', /breaks off/],
  ])('should give up on %s', async (path, why) => {
    const fetching = fetchLogo(origin + path, practice);
    await expect(fetching).rejects.toThrow(LogoFault);
    await expect(fetching).rejects.toThrow(why);
  });

  it.each(['/silent', '/slow'])('should give up on %s after a while', async (path) => {
    await expect(fetchLogo(origin + path, { practice: true, deadlineMs: 100 })).rejects.toThrow(LogoFault);
  });

  it('should judge a name by the address that it is connected to', async () => {
    const { port } = server.address() as AddressInfo;
    await expect(fetchLogo(`https://localhost:${port}/logo.png`, { practice: false })).rejects.toMatchObject({
      cause: { code: 'address-not-allowed' },
    });
  });

  it.each([
    'http://logo.example/a.png',
    'https://127.0.0.1/a.png',
    'https://127.1/a.png',
    'https://0x7f000001/a.png',
    'https://[::1]/a.png',
    'https://[::ffff:127.0.0.1]/a.png',
    'https://10.0.0.1/a.png',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/a.png',
    'https://user:password@logo.example/a.png',
    'ftp://logo.example/a.png',
    'file:///etc/passwd',
    'javascript:alert(1)',
    '/etc/passwd',
    '',
  ])('should not ask for %j unless it is a practice one', async (address) => {
    await expect(fetchLogo(address, { practice: false })).rejects.toThrow(LogoFault);
  });
});
