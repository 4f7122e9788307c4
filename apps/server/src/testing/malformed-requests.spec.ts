import { connect } from 'node:net';
import type { Problem } from '@virlab/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from './create-test-app';

const ACTIONS = '/api/machines/m1/actions';

describe('requests that are none', () => {
  let test: TestApp;
  let cookie: string;
  beforeAll(async () => {
    test = await createTestApp();
    ({ cookie } = await test.signIn());
  });
  afterAll(() => test.close());

  async function problem(path: string, init: RequestInit & { type?: string } = {}): Promise<Problem> {
    const { type, ...rest } = init;
    const headers = { ...rest.headers, ...(type ? { 'content-type': type } : {}) };
    const answer = await test.request(path, { cookie, ...rest, headers });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const told = (await answer.json()) as Problem;
    expect(told.status).toBe(answer.status);
    expect(told.requestId).toBe(answer.headers.get('x-request-id'));
    return told;
  }
  const post = (path: string, type: string | undefined, body?: BodyInit) =>
    problem(path, { method: 'POST', ...(type ? { type } : {}), ...(body === undefined ? {} : { body }) });

  it.each([
    ['JSON that ends too soon', '{"action":'],
    ['JSON that is no object', '"start"'],
    ['nothing but spaces', '   '],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['arrays in arrays, a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('should refuse %s', async (_, body) => {
    expect(await post(ACTIONS, 'application/json', body)).toMatchObject({
      code: 'bad-request',
      status: 400,
    });
  });

  it.each([
    ['an array', '[]', ['']],
    ['no field', '{}', ['action']],
    ['an action that there is not', '{"action":"explode"}', ['action']],
    ['an action by an inherited name', '{"action":"constructor"}', ['action']],
    ['a prototype', '{"__proto__":{"action":"start"}}', ['action']],
  ])('should say where %s is wrong', async (_, body, paths) => {
    const { code, errors } = await post(ACTIONS, 'application/json', body);
    expect(code).toBe('bad-request');
    expect(errors?.map(({ path }) => path)).toEqual(paths);
  });

  it('should refuse an order without a body', async () => {
    expect((await post(ACTIONS, undefined)).code).toBe('bad-request');
  });

  it('should refuse a body that is too large', async () => {
    const body = JSON.stringify({ action: 'x'.repeat(300_000) });
    expect(await post(ACTIONS, 'application/json', body)).toMatchObject({
      code: 'payload-too-large',
      status: 413,
    });
    expect(
      (await post('/saml/acs', 'application/x-www-form-urlencoded', `a=${'x'.repeat(1_100_000)}`)).code,
    ).toBe('payload-too-large');
    expect((await post('/saml/acs', 'application/x-www-form-urlencoded', 'a=1&'.repeat(30))).code).toBe(
      'payload-too-large',
    );
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
  ])('should take no %s for JSON', async (type) => {
    expect(await post(ACTIONS, type, 'action=start')).toMatchObject({
      code: 'unsupported-media-type',
      status: 415,
    });
  });

  it.each([
    ['a character set', { 'content-type': 'application/json; charset=klingon' }],
    ['an encoding', { 'content-type': 'application/json', 'content-encoding': 'klingon' }],
  ])('should not take %s that it cannot read', async (_, headers) => {
    const told = await problem(ACTIONS, { method: 'POST', headers, body: '{"action":"start"}' });
    expect(told.code).toBe('unsupported-media-type');
  });

  it.each([
    ['twice', 'SAMLResponse=PGEvPg&SAMLResponse=PGEvPg'],
    ['never', 'RelayState=x'],
    ['with a percent sign that is none', 'SAMLResponse=%E0%A4%A'],
  ])('should refuse a sign-in whose response comes %s', async (_, body) => {
    const answer = await test.request('/saml/acs', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toMatch(
      /^\/sign-in\/refused\?code=saml-malformed&ref=[0-9a-f]{16}$/,
    );
  });

  it.each([
    ['GET', '/api/nothing'],
    ['POST', '/api/nothing'],
    ['GET', '/api'],
    ['GET', '/saml/nothing'],
    ['GET', '/saml/acs'],
    ['GET', '/consoles/x'],
    ['GET', '/assets/nothing.js'],
    ['PUT', '/api/machines'],
    ['DELETE', '/api/machines/m1'],
    ['PROPFIND', '/api/session'],
  ])('should say that there is nothing at %s %s', async (method, path) => {
    expect(await problem(path, { method })).toMatchObject({ code: 'not-found', status: 404 });
  });

  it('should refuse an address that is not percent-encoded UTF-8', async () => {
    expect((await problem('/api/machines/%E0%A4%A')).code).toBe('bad-request');
  });

  it('should send nobody elsewhere by an address with two slashes', async () => {
    const answer = await raw('GET //evil.example/%2e%2e HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(answer).not.toMatch(/^location:/im);
  });

  it('should answer who asks for the head of the stream of events, and be done', async () => {
    const head = ['HEAD /api/events HTTP/1.1', 'Host: x', `Cookie: ${cookie}`, 'Connection: close', '', ''];
    expect(await raw(head.join('\r\n'))).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  /** What the server says until it hangs up. */
  function raw(text: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(test.settings.listen.port, test.settings.listen.host);
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
      socket.write(text);
    });
  }
});
