import { getOptionsToken } from '@nestjs/throttler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/create-test-app';
import { AREAS } from './areas';
import { requestLimits } from './request-limits';

const CAMPUS = '192.0.2.7';

describe('the limits of requests', () => {
  let test: TestApp;

  beforeEach(async () => {
    const few = [
      { prefix: '/saml/', most: 2 },
      { prefix: '/api/', most: 3 },
    ];
    test = await createTestApp({
      environment: { VIRLAB_TRUSTED_PROXIES: '127.0.0.1' },
      override: (builder) => builder.overrideProvider(getOptionsToken()).useValue(requestLimits(few)),
    });
  });
  afterEach(() => test.close());

  const ask = (path: string, address = CAMPUS, init: RequestInit = {}) =>
    test.request(path, { ...init, headers: { 'x-forwarded-for': address, ...init.headers } });
  const statuses = async (times: number, path: string, address?: string) => {
    const seen: number[] = [];
    for (let time = 0; time < times; time++) seen.push((await ask(path, address)).status);
    return seen;
  };

  it('should stop an address that asks too often, and say when to come again', async () => {
    expect(await statuses(3, '/api/session')).toEqual([401, 401, 401]);
    const refused = await ask('/api/session');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused.json()).toMatchObject({ code: 'too-many-requests' });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it('should count each address and each area for itself, over all routes of the area', async () => {
    expect(await statuses(2, '/api/session')).toEqual([401, 401]);
    expect(await statuses(2, '/API/machines')).toEqual([401, 429]);
    expect(await statuses(3, '/saml/metadata')).toEqual([200, 200, 429]);
    expect(await statuses(1, '/api/session', '192.0.2.8')).toEqual([401]);
  });

  it('should take an IPv6 network of 64 bits for one address', async () => {
    expect(await statuses(3, '/api/session', '2001:db8:0:1::1')).toEqual([401, 401, 401]);
    expect(await statuses(1, '/api/session', '2001:db8:0:1:ffff::2')).toEqual([429]);
    expect(await statuses(1, '/api/session', '2001:db8:0:2::1')).toEqual([401]);
  });

  it('should not limit health and metrics', async () => {
    await statuses(4, '/api/session');
    expect(await statuses(5, '/healthz')).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(1, '/readyz')).toEqual([200]);
    const metrics = [];
    for (let time = 0; time < 5; time++) metrics.push((await test.request('/metrics')).status);
    expect(metrics).toEqual([200, 200, 200, 200, 200]);
  });

  it('should count a stream of events once, however long it lasts', async () => {
    const { cookie } = await test.signIn();
    const end = new AbortController();
    const stream = await ask('/api/events', CAMPUS, { headers: { cookie }, signal: end.signal });
    expect(stream.status).toBe(200);
    expect(await statuses(3, '/api/session')).toEqual([401, 401, 429]);
    const first = await stream.body?.getReader().read();
    expect(new TextDecoder().decode(first?.value)).toMatch(/retry: /);
    end.abort();
  });

  it('should let a campus behind one address through', () => {
    expect(AREAS).toEqual([
      { prefix: '/saml/', most: 1_200 },
      { prefix: '/api/sign-in/', most: 20_000 },
      { prefix: '/api/break-glass/sessions', most: 20 },
      { prefix: '/api/', most: 6_000 },
    ]);
  });
});
